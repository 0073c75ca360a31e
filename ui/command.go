package ui

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"foolscope/ui/part"
	"foolscope/ui/session"
)

// command is one thing that a key does. The table of all commands registers
// the keys, fills the menus and is what the help lists: nothing else does.
type command struct {
	// group is the heading in the help.
	group string
	// menu is the menu that has the command, empty for none, and
	// name what it is called there.
	menu, name string
	// keys is how people read what to press, and help what that does.
	keys, help string
	// on is what is pressed.
	on []trigger
	do func()
	// up is called when the key is let go; may be nil.
	up func()
}

// trigger is one way to press a key. Exactly one of the first three fields is
// set.
type trigger struct {
	// shortcut works whatever has the focus, unless a field for text takes it.
	shortcut fyne.Shortcut
	// char works while nothing has the focus that takes characters.
	char rune
	// down works whatever has the focus, in addition to what that does.
	down fyne.KeyName
	// do is what this key does, where the keys of a command differ; else nil.
	do func()
}

const ctrl, shift = fyne.KeyModifierShortcutDefault, fyne.KeyModifierShift

// press is a key with modifiers.
func press(key fyne.KeyName, modifiers fyne.KeyModifier) trigger {
	return trigger{shortcut: &desktop.CustomShortcut{KeyName: key, Modifier: modifiers}}
}

// The menus of the top bar.
const (
	openMenu = "Open"
	editMenu = "Edit"
	saveMenu = "Save"
)

// plotMenu is the menu of the plot.
const plotMenu = "Copy"

// table lists the commands in the order of the menus and of the help.
func (w *mainWindow) table() []command {
	return []command{
		{"Files", openMenu, "Picture…", "Ctrl+O", "open a picture (or drop some anywhere)", []trigger{press(fyne.KeyO, ctrl)}, w.openPictures, nil},
		{"Files", openMenu, "Folder…", "Ctrl+Shift+O", "open the pictures of a folder", []trigger{press(fyne.KeyO, ctrl|shift)}, w.openFolder, nil},
		{"Files", openMenu, "Classifier…", "Ctrl+M", "open a classifier, an .onnx file", []trigger{press(fyne.KeyM, ctrl)}, w.openModel, nil},
		{"Files", openMenu, "More models…", "Ctrl+Shift+M", "download classifiers, add your own; or back to Explore", []trigger{press(fyne.KeyM, ctrl|shift)}, func() { w.shelf.turn() }, nil},
		{"Files", saveMenu, "Attacked picture…", "Ctrl+S", "save the attacked picture as PNG", []trigger{press(fyne.KeyS, ctrl)}, w.save, nil},
		{"Files", saveMenu, "Perturbation…", "Ctrl+Shift+S", "save the perturbation as PNG", []trigger{press(fyne.KeyS, ctrl|shift)}, w.savePerturbation, nil},
		{"Files", saveMenu, "Figure…", "Ctrl+E", "save the whole figure as PNG, SVG or PDF", []trigger{press(fyne.KeyE, ctrl)}, w.saveFigure, nil},
		{"Files", saveMenu, "Metrics…", "Ctrl+Shift+E", "save the metrics as CSV or JSON", []trigger{press(fyne.KeyE, ctrl|shift)}, w.saveMetrics, nil},
		{"Files", "", "", "Ctrl+1 … Ctrl+9", "open what was opened lately (menu Open)", w.recentKeys(), nil, nil},
		{"Files", "", "", "Ctrl+Q", "quit", []trigger{press(fyne.KeyQ, ctrl)}, w.quit, nil},

		{"Changes", editMenu, "Undo", "Ctrl+Z", "undo the last change", []trigger{{shortcut: &fyne.ShortcutUndo{}}}, w.controller.Undo, nil},
		{"Changes", editMenu, "Redo", "Ctrl+Shift+Z, Ctrl+Y", "redo it",
			[]trigger{press(fyne.KeyZ, ctrl|shift), {shortcut: &fyne.ShortcutRedo{}}}, w.controller.Redo, nil},
		{"Changes", editMenu, "Copy the settings", "Ctrl+C", "copy the settings as a line of text", []trigger{{shortcut: &fyne.ShortcutCopy{}}}, w.copySettings, nil},
		{"Changes", editMenu, "Copy the picture", "Ctrl+Shift+C", "copy the attacked picture", []trigger{press(fyne.KeyC, ctrl|shift)}, w.copyPicture, nil},
		{"Changes", editMenu, "Paste", "Ctrl+V", "paste settings, a picture, or the paths of files", []trigger{{shortcut: &fyne.ShortcutPaste{}}}, w.paste, nil},
		{"Changes", editMenu, "Lock or unlock the seed", "Ctrl+L", "lock the seed, or draw one for each run", []trigger{press(fyne.KeyL, ctrl)}, w.lockSeed, nil},
		{"Changes", editMenu, "Run again", "Ctrl+R", "run the attack again, with another seed", []trigger{press(fyne.KeyR, ctrl)}, w.controller.RunAgain, nil},

		{"Attack", "", "", "Esc", "close an explanation, cancel, leave the classroom", []trigger{{down: fyne.KeyEscape}}, w.escape, nil},
		{"Attack", "", "", "Space", "pause an attack that runs, or go on with it", []trigger{{down: fyne.KeySpace}}, w.pause, nil},
		{"Attack", "", "", "→", "take one step of an attack that is paused", []trigger{{down: fyne.KeyRight}}, w.controller.StepOnce, nil},

		{"Looking", "", "", "0, Ctrl+0", "show the whole pictures", []trigger{press(fyne.Key0, ctrl), {char: '0'}}, w.screen.ZoomFit, nil},
		{"Looking", "", "", "1, Ctrl+Shift+1", "show them in their own size", []trigger{press(fyne.Key1, ctrl|shift), {char: '1'}}, w.screen.ZoomOwnSize, nil},
		// Where + is Shift and =, the key is called =, and Shift may be held.
		{"Looking", "", "", "+, Ctrl++", "larger", []trigger{press(fyne.KeyPlus, ctrl), press(fyne.KeyEqual, ctrl), press(fyne.KeyEqual, ctrl|shift),
			{char: '+'}, {char: '='}}, w.screen.ZoomIn, nil},
		{"Looking", "", "", "−, Ctrl+−", "smaller", []trigger{press(fyne.KeyMinus, ctrl), {char: '-'}}, w.screen.ZoomOut, nil},
		{"Looking", "", "", "Hold B", "flip from the original to the attacked picture", []trigger{{down: fyne.KeyB}}, w.blink, func() { w.screen.Blink(false) }},
		{"Looking", plotMenu, "Copy the numbers (CSV)", "Ctrl+Shift+T", "copy the numbers of the plot", []trigger{press(fyne.KeyT, ctrl|shift)}, w.copyPlot, nil},
		{"Looking", plotMenu, "Copy the picture", "Ctrl+Shift+G", "copy the plot as a picture", []trigger{press(fyne.KeyG, ctrl|shift)}, w.copyPlotPicture, nil},
		{"Looking", plotMenu, "Save the numbers…", "Ctrl+Shift+N", "save the numbers of the plot as CSV", []trigger{press(fyne.KeyN, ctrl|shift)}, w.saveNumbers, nil},
		{"Looking", plotMenu, "Save the picture…", "Ctrl+Shift+P", "save the plot as PNG, SVG or PDF", []trigger{press(fyne.KeyP, ctrl|shift)}, w.savePlot, nil},
		{"Looking", "", "", "F5", "classroom: full screen, large type, no dialogs", []trigger{{down: fyne.KeyF5}}, w.classroom.toggle, nil},
		{"Looking", "", "", "F1", "explain what has the focus, or else show this", []trigger{{down: fyne.KeyF1}}, w.explainFocus, nil},
		{"Looking", "", "", "?", "show or hide this", []trigger{{char: '?'}}, w.help.toggle, nil},
	}
}

// gestures are what the pointer does, and the keys of the control that has the
// focus.
var gestures = []command{
	{group: "Controls", keys: "Tab, Shift+Tab", help: "go to the next or previous control"},
	{group: "Controls", keys: "← →", help: "move a slider, or go to the neighbouring choice"},
	{group: "Controls", keys: "↑ ↓", help: "go from row to row of a list or a table"},
	{group: "Controls", keys: "Home, End", help: "the least and the most"},
	{group: "Controls", keys: "Delete, double click", help: "back to the default; Delete also removes a picture"},
	{group: "Controls", keys: "0 – 9", help: "type a number into the chosen control"},
	{group: "Controls", keys: "Space, Enter", help: "open a list, follow a link"},
	{group: "Pointer", keys: "Wheel, drag", help: "zoom and move all pictures"},
	{group: "Pointer", keys: "Double click", help: "show the whole pictures again"},
	{group: "Pointer", keys: "Drag the handle", help: "wipe from the original to the attacked picture"},
	{group: "Pointer", keys: "Click the plot", help: "go to that value, or to that step"},
}

// register makes the canvas hand the keys of all commands over.
func (w *mainWindow) register() {
	cv := w.window.Canvas()
	for _, c := range w.commands {
		for _, t := range c.on {
			if t.shortcut != nil {
				do := c.do
				if t.do != nil {
					do = t.do
				}
				cv.AddShortcut(t.shortcut, func(fyne.Shortcut) { do() })
			}
		}
	}
	cv.SetOnTypedRune(w.typedRune)
	if d, ok := cv.(desktop.Canvas); ok {
		d.SetOnKeyDown(w.keyDown)
		d.SetOnKeyUp(w.keyUp)
	}
}

func (w *mainWindow) each(fits func(trigger) bool, use func(command)) {
	for _, c := range w.commands {
		for _, t := range c.on {
			if fits(t) {
				use(c)
				return
			}
		}
	}
}

// typedRune does what a character says that no control took.
func (w *mainWindow) typedRune(char rune) {
	w.each(func(t trigger) bool { return t.char == char }, func(c command) { c.do() })
}

// keyDown handles the keys that work whatever has the focus.
func (w *mainWindow) keyDown(e *fyne.KeyEvent) {
	w.each(func(t trigger) bool { return t.down == e.Name }, func(c command) { c.do() })
}

// keyUp ends what lasts as long as a key is held.
func (w *mainWindow) keyUp(e *fyne.KeyEvent) {
	w.each(func(t trigger) bool { return t.down == e.Name }, func(c command) {
		if c.up != nil {
			c.up()
		}
	})
}

// recentKeys are those of the files that were opened lately.
func (w *mainWindow) recentKeys() []trigger {
	keys := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	var on []trigger
	for i, key := range keys[:session.RecentLength] {
		t := press(key, ctrl)
		t.do = func() { w.controller.OpenRecent(i) }
		on = append(on, t)
	}
	return on
}

// menuButton is a button that lists the commands of a menu.
func (w *mainWindow) menuButton(name string) *part.Button {
	return part.NewMenuButton(name, func() []part.Option {
		options, _ := w.menu(name)
		return options
	}, func(i int) {
		_, do := w.menu(name)
		do[i]()
	})
}

// menu lists the commands of a menu; Open has what was opened lately besides.
func (w *mainWindow) menu(name string) (options []part.Option, do []func()) {
	for _, c := range w.commands {
		if c.menu == name {
			first, _, _ := strings.Cut(c.keys, ", ")
			options = append(options, part.Option{Label: c.name, Note: onThisSystem(first)})
			do = append(do, c.do)
		}
	}
	if name == openMenu {
		for i, path := range w.snap.Recent.Pictures {
			options = append(options, part.Option{Label: filepath.Base(path), Note: onThisSystem(fmt.Sprintf("Ctrl+%d", i+1))})
			do = append(do, func() { w.controller.OpenRecent(i) })
		}
	}
	return options, do
}

// onThisSystem names keys as they are printed on the keyboard.
func onThisSystem(keys string) string {
	if runtime.GOOS == "darwin" {
		return strings.ReplaceAll(keys, "Ctrl", "⌘")
	}
	return keys
}
