package ui

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// groups is the order of the help, of which those that are not named are the
// end; menus that of the commands of a group.
var (
	groups = []string{page.Files, page.Changes, page.Attack, page.Looking}
	menus  = []string{page.OpenMenu, page.EditMenu, page.SaveMenu, page.ViewMenu}
)

// table lists the commands of the window and of its pages in the order of the
// menus and of the help.
func (w *mainWindow) table() []page.Command {
	all := w.first()
	for _, p := range w.pages.list {
		all = append(all, p.Commands()...)
	}
	all = append(all, w.last()...)
	place := func(c page.Command) (group, menu int) {
		if group = slices.Index(groups, c.Group); group < 0 {
			group = len(groups)
		}
		if menu = slices.Index(menus, c.Menu); menu < 0 {
			menu = len(menus)
		}
		return group, menu
	}
	slices.SortStableFunc(all, func(a, b page.Command) int {
		group, menu := place(a)
		other, otherMenu := place(b)
		return cmp.Or(cmp.Compare(group, other), cmp.Compare(menu, otherMenu))
	})
	return all
}

// first are the commands of the window that come before those of the pages.
func (w *mainWindow) first() []page.Command {
	const ctrl, shift = page.Ctrl, page.Shift
	press := page.Press
	return []page.Command{
		page.NewCommand(page.Files, "Ctrl+O", words.Say("command.open"), w.openPictures, press(fyne.KeyO, ctrl)).In(page.OpenMenu, words.Say("menu.picture")),
		page.NewCommand(page.Files, "Ctrl+Shift+O", words.Say("command.folder"), w.openFolder, press(fyne.KeyO, ctrl|shift)).In(page.OpenMenu, words.Say("menu.folder")),
		page.NewCommand(page.Files, "Ctrl+M", words.Say("command.classifier"), w.openModel, press(fyne.KeyM, ctrl)).In(page.OpenMenu, words.Say("menu.classifier")),
		page.NewCommand(page.Files, "Ctrl+1 … Ctrl+9", words.Say("command.recent"), nil, w.recentKeys()...),
		page.NewCommand(page.Files, "Ctrl+Q", words.Say("command.quit"), w.quit, press(fyne.KeyQ, ctrl)),

		page.NewCommand(page.Attack, "Esc", words.Say("command.escape"), w.escape, page.Down(fyne.KeyEscape)),
	}
}

// last are those that come after them.
func (w *mainWindow) last() []page.Command {
	return []page.Command{
		page.NewCommand(page.Looking, "F5", words.Say("command.classroom"), w.classroom.toggle, page.Down(fyne.KeyF5)).In(page.ViewMenu, words.Say("classroom.enter")),
		page.NewCommand(page.Looking, "F6", words.Say("appearance.help"), w.appearance.toggle, page.Down(fyne.KeyF6)).In(page.ViewMenu, words.Say("appearance.menu")),
		page.NewCommand(page.Looking, "F1", words.Say("command.explain"), w.explainFocus, page.Down(fyne.KeyF1)),
		page.NewCommand(page.Looking, "?", words.Say("command.help"), w.help.toggle, page.Char('?')),
	}
}

// gestures are what the pointer does, and the keys of the control that has the
// focus.
func gestures() []page.Command {
	return []page.Command{
		{Group: page.Controls, Keys: "Tab, Shift+Tab", Help: words.Say("command.tab")},
		{Group: page.Controls, Keys: "← →", Help: words.Say("command.arrows")},
		{Group: page.Controls, Keys: "↑ ↓", Help: words.Say("command.rows")},
		{Group: page.Controls, Keys: words.Say("keys.ends"), Help: words.Say("command.ends")},
		{Group: page.Controls, Keys: words.Say("keys.delete"), Help: words.Say("command.delete")},
		{Group: page.Controls, Keys: "0 – 9", Help: words.Say("command.digits")},
		{Group: page.Controls, Keys: words.Say("keys.enter"), Help: words.Say("command.enter")},
		{Group: page.Pointer, Keys: words.Say("keys.wheel"), Help: words.Say("command.wheel")},
		{Group: page.Pointer, Keys: words.Say("keys.double"), Help: words.Say("command.double")},
		{Group: page.Pointer, Keys: words.Say("keys.handle"), Help: words.Say("command.wipe")},
		{Group: page.Pointer, Keys: words.Say("keys.plot"), Help: words.Say("command.click")},
	}
}

// register makes the canvas hand the keys of all commands over.
func (w *mainWindow) register() {
	cv := w.window.Canvas()
	for _, c := range w.commands {
		for _, t := range c.On {
			if t.Shortcut != nil {
				do := c.Do
				if t.Do != nil {
					do = t.Do
				}
				cv.AddShortcut(t.Shortcut, func(fyne.Shortcut) {
					if !w.taken(t) {
						do()
					}
				})
			}
		}
	}
	cv.SetOnTypedRune(w.typedRune)
	if d, ok := cv.(desktop.Canvas); ok {
		d.SetOnKeyDown(w.keyDown)
		d.SetOnKeyUp(w.keyUp)
	}
}

func (w *mainWindow) each(fits func(page.Trigger) bool, use func(page.Command)) {
	for _, c := range w.commands {
		for _, t := range c.On {
			if fits(t) {
				use(c)
				return
			}
		}
	}
}

// typedRune does what a character says that no control took.
func (w *mainWindow) typedRune(char rune) {
	if !w.taken(page.Char(char)) {
		w.each(func(t page.Trigger) bool { return t.Char == char }, func(c page.Command) { c.Do() })
	}
}

// keyDown handles the keys that work whatever has the focus.
func (w *mainWindow) keyDown(e *fyne.KeyEvent) {
	if w.help.visible() && w.help.turn(e.Name) {
		return
	}
	if !w.taken(page.Down(e.Name)) {
		w.each(func(t page.Trigger) bool { return t.Down == e.Name }, func(c page.Command) { c.Do() })
	}
}

// taken reports whether the page that is seen has a meaning of its own for a key, which it
// does while nothing lies over the window.
func (w *mainWindow) taken(t page.Trigger) bool {
	taker, ok := w.pages.seen().(page.Taker)
	return ok && w.window.Canvas().Overlays().Top() == nil && taker.Take(t)
}

// keyUp ends what lasts as long as a key is held.
func (w *mainWindow) keyUp(e *fyne.KeyEvent) {
	w.each(func(t page.Trigger) bool { return t.Down == e.Name }, func(c page.Command) {
		if c.Up != nil {
			c.Up()
		}
	})
}

// recentKeys are those of the files that were opened lately.
func (w *mainWindow) recentKeys() []page.Trigger {
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	var on []page.Trigger
	for i, key := range keys[:session.RecentLength] {
		t := page.Press(key, page.Ctrl)
		t.Do = func() {
			if of := w.snap.Recent.Pictures; i < len(of) {
				w.pages.opener().Recall(of[i])
			}
		}
		on = append(on, t)
	}
	return on
}

// menuButton is a button that lists the commands of a menu.
func (w *mainWindow) menuButton(name string) *part.Button {
	var do []func()
	return part.NewMenuButton(words.Say(name), func() (options []part.Option) {
		options, do = w.menu(name)
		return options
	}, func(i int) { do[i]() })
}

// menu lists the commands of a menu; Open has what was opened lately besides.
func (w *mainWindow) menu(name string) (options []part.Option, do []func()) {
	for _, c := range w.commands {
		if c.Menu == name {
			first, _, _ := strings.Cut(c.Keys, ", ")
			options = append(options, part.Option{Label: c.Name, Note: page.Keys(first)})
			do = append(do, c.Do)
		}
	}
	if name == page.OpenMenu {
		// What it finds gone is missing the next time, and says so when it is chosen.
		w.session.Tidy()
		for i, path := range w.snap.Recent.Pictures {
			options = append(options, part.Option{Label: filepath.Base(path), Note: page.Keys(fmt.Sprintf("Ctrl+%d", i+1))})
			do = append(do, func() { w.pages.opener().Recall(path) })
		}
	}
	return options, do
}

// allMenus is a button that lists the commands of all menus, and the languages.
func (w *mainWindow) allMenus() *part.Button {
	var do []func()
	return part.NewMenuButton(words.Say("menu.all"), func() (options []part.Option) {
		do = nil
		for _, name := range menus {
			listed, done := w.menu(name)
			for i, option := range listed {
				option.Label = words.Say(name) + ": " + option.Label
				options, do = append(options, option), append(do, done[i])
			}
		}
		listed, done := w.languages()
		for i, option := range listed {
			option.Label = words.Say("menu.language") + ": " + option.Label
			options, do = append(options, option), append(do, done[i])
		}
		return options
	}, func(i int) { do[i]() })
}

// ready reports whether any command of a menu has something to do.
func (w *mainWindow) ready(menu string) bool {
	return slices.ContainsFunc(w.commands, func(c page.Command) bool {
		return c.Menu == menu && (c.Ready == nil || c.Ready())
	})
}
