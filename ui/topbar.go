package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/assets"
	"foolscope/engine/classifier"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// topBar has the program's name, the model and what can be done.
type topBar struct {
	w     *mainWindow
	pages *part.Tabs
	model *part.Dropdown
	// data is seen on pages that work on a data set.
	data *part.Dropdown
	save *part.Button
	edit *part.Button
	open *part.Button
	view *part.Button
	// appearance and lecture are seen in a lecture alone: light or dark, and the
	// way out.
	appearance *part.Button
	lecture    *part.Button
	ask        *part.Button
	// all lists what the menus have where there is no room for them.
	all *part.Button
	// language has the name of the language in use.
	language *part.Button
	content  fyne.CanvasObject

	// paths are the models to choose from, "" the one that came with the
	// program; infos what is known of those that were open.
	paths []string
	infos map[string]story.ModelInfo
	// options are what the chooser shows, row is what has room for it.
	options []part.Option
	row     *fyne.Container
	// details are what a lecture does not need.
	details []fyne.CanvasObject
	// lessons are what only a lecture has.
	lessons []fyne.CanvasObject
}

func newTopBar(w *mainWindow) *topBar {
	t := &topBar{w: w, paths: []string{""}, infos: map[string]story.ModelInfo{}}
	logo := part.NewLogo(assets.Icon)
	name := part.NewLabel("Foolscope", look.SizeTitle, look.ColorText).Bold()
	t.pages = part.NewTabs(func(i int) { w.pages.turn(w.pages.list[i]) }, w.pages.titles()...)
	t.model = part.NewDropdown(nil, t.choose)
	t.model.SetPrefix(words.Say("model.model"))
	t.data = part.NewDropdown(nil, func(i int) { w.session.ChooseData(w.snap.DataSets[i]) })
	t.data.SetPrefix(words.Say("model.data"))
	t.open, t.edit, t.save = w.menuButton(page.OpenMenu), w.menuButton(page.EditMenu), w.menuButton(page.SaveMenu)
	t.view = w.menuButton(page.ViewMenu)
	t.appearance = part.NewButton("", w.appearance.toggle)
	t.lecture = part.NewButton("", func() { w.classroom.toggle() })
	t.language = w.languageButton()
	t.ask = part.NewButton("?", func() { w.help.toggle() })
	t.all = w.allMenus()
	t.row = &fyne.Container{Layout: barLayout{t}, Objects: []fyne.CanvasObject{logo, name, t.pages, t.data, t.model, t.open, t.edit, t.save, t.view, t.appearance, t.lecture, t.language, t.all, t.ask}}
	t.details = []fyne.CanvasObject{name, t.pages, t.open, t.edit, t.save, t.view, t.language, t.ask}
	t.lessons = []fyne.CanvasObject{t.appearance, t.lecture}
	t.describe()
	t.setLecture(false)
	t.data.Hide()
	t.content = part.NewStrip(part.Bottom, t.row)
	return t
}

// setLecture leaves out what a lecture does not need, or brings it back.
func (t *topBar) setLecture(on bool) {
	t.lecture.SetText(words.Say("classroom.leave"))
	t.appearance.SetText(t.w.appearance.other())
	t.model.SetWhole(on)
	for _, detail := range t.details {
		part.SetVisible(detail, !on)
	}
	for _, each := range t.lessons {
		part.SetVisible(each, on)
	}
	t.row.Refresh()
}

// showAppearance names what the switch between light and dark would do.
func (t *topBar) showAppearance() {
	t.appearance.SetText(t.w.appearance.other())
	t.row.Refresh()
}

// describe explains the controls.
func (t *topBar) describe() {
	model := about(words.Say("model.model"), "control.model")
	t.model.Describe(func() part.Note {
		n := model()
		if warnings := tip(t.infos[t.path()]); warnings != "" {
			n.Words += "\n" + warnings
		}
		return n
	})
	t.data.Describe(about(words.Say("model.data"), "control.data_set"))
	t.pages.Describe(about(words.Say("menu.pages"), "control.screen"))
	t.open.Describe(about(words.Say("menu.open"), "control.open"))
	t.edit.Describe(about(words.Say("menu.edit"), "control.edit"))
	t.save.Describe(about(words.Say("menu.save"), "control.save"))
	t.view.Describe(about(words.Say("menu.view"), "control.view"))
	t.appearance.Describe(about(words.Say("appearance.note"), "control.appearance"))
	t.lecture.Describe(about(words.Say("classroom.enter"), "control.classroom"))
	t.language.Describe(about(words.Say("menu.language"), "control.language"))
	t.all.Describe(about(words.Say("menu.all"), "control.all_menus"))
	t.ask.Describe(about(words.Say("help.help"), "control.help"))
}

// path is that of the model that is shown.
func (t *topBar) path() string {
	if i := t.model.Selected(); i >= 0 && i < len(t.paths) {
		return t.paths[i]
	}
	return ""
}

func (t *topBar) choose(i int) {
	switch more := i - len(t.paths); {
	case more < 0:
		t.w.pages.opener().UseModel(t.paths[i])
	case more == 0:
		t.w.openModel()
	default:
		t.w.pages.turn(t.w.pages.suppliers()[more-1])
	}
}

func (t *topBar) show(s session.Snapshot) {
	t.showData(s)
	path := s.ChosenModel
	if s.Network != nil {
		t.infos[s.Network.Path] = s.Network.Info
	}
	t.list(path, slices.Concat(s.Recent.Models, s.Offered, t.w.pages.models()))
	options := make([]part.Option, 0, len(t.paths)+1)
	for _, p := range t.paths {
		options = append(options, t.option(p))
	}
	options = append(options, part.Option{Label: words.Say("model.open"), Action: true})
	for range t.w.pages.suppliers() {
		options = append(options, part.Option{Label: words.Say("model.more"), Action: true})
	}
	if chosen := slices.Index(t.paths, path); chosen != t.model.Selected() || !slices.Equal(options, t.options) {
		t.options = options
		t.model.SetOptions(options, chosen)
		t.row.Refresh()
	}
}

// showData shows the data sets to choose from, where they matter.
func (t *topBar) showData(s session.Snapshot) {
	chosen := -1
	var options []part.Option
	for i, each := range s.DataSets {
		options = append(options, part.Option{Label: each.Name, Note: words.Whole(each.Pictures)})
		if each.Same(s.Data) {
			chosen = i
		}
	}
	_, uses := t.w.pages.seen().(page.DataUser)
	changed := t.data.SetOptions(options, chosen)
	if seen := uses && !t.w.classroom.on && len(options) > 0; seen != t.data.Visible() {
		part.SetVisible(t.data, seen)
		changed = true
	}
	if changed {
		t.row.Refresh()
	}
}

// showReady lets the menu Save open if there is something to save.
func (t *topBar) showReady() {
	if t.w.ready(page.SaveMenu) {
		t.save.Enable()
	} else {
		t.save.Disable()
	}
}

// list brings the models to choose from in line with what is known, in the
// order in which they came: the one that is open, and those on the disk.
func (t *topBar) list(open string, known []string) {
	full := func(path string) string {
		if absolute, err := filepath.Abs(path); err == nil && path != "" {
			return absolute
		}
		return path
	}
	is := func(path string) func(string) bool {
		return func(other string) bool { return full(other) == full(path) }
	}
	t.paths = slices.DeleteFunc(t.paths, func(path string) bool {
		return path != "" && path != open && !slices.ContainsFunc(known, is(path))
	})
	for _, path := range append(slices.Clone(known), open) {
		if !slices.ContainsFunc(t.paths, is(path)) {
			t.paths = append(t.paths, path)
		}
	}
	if !slices.Contains(t.paths, open) {
		t.paths[slices.IndexFunc(t.paths, is(open))] = open
	}
}

func (t *topBar) option(path string) part.Option {
	info, ok := t.infos[path]
	if !ok {
		return part.Option{Label: title(path)}
	}
	if t.w.classroom.on {
		return part.Option{Label: info.Title}
	}
	note := words.Count("model.size", len(info.Labels), "sides", info.Sides())
	if info.Assumed {
		note += words.Say("model.also_assumed")
	}
	return part.Option{Label: info.Title, Note: note}
}

// tip is what the chooser says about the model to the pointer that rests on it.
func tip(info story.ModelInfo) string {
	lines := slices.Clone(info.Warnings)
	if info.Assumed {
		lines = append(lines, words.Say("model.assumed"))
	}
	if len(info.Sources) > 0 {
		lines = append(lines, words.Say("model.sources", "places", words.FromEngine(strings.Join(classifier.ByPlace(info.Sources), "; "))))
	}
	return strings.Join(lines, "\n")
}

// barLayout puts logo, name and pages at the left and everything else at the right.
// Where there is no room for all menus, one takes their place.
type barLayout struct{ bar *topBar }

func (l barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	gap8, gap16 := length(look.Gap8), length(look.Gap16)
	middle := func(object fyne.CanvasObject, x float32, s fyne.Size) {
		object.Move(fyne.NewPos(x, float32(int((size.Height-s.Height)/2))))
		object.Resize(s)
	}
	logo := 1.5 * gap16
	middle(o[0], gap16, fyne.NewSize(logo, logo))
	name := o[1].MinSize()
	middle(o[1], gap16+logo+gap8, name)
	left := gap16 + logo + gap16
	if o[1].Visible() {
		left += gap8 + name.Width
	}
	if o[2].Visible() {
		pages := o[2].MinSize()
		middle(o[2], left, pages)
		left += pages.Width + gap16
	}
	l.narrow(o, size.Width-gap8-left)
	x := size.Width - gap8
	for i := len(o) - 1; i >= 3; i-- {
		if !o[i].Visible() {
			continue
		}
		s := o[i].MinSize()
		s.Width = min(s.Width, max(0, x-left))
		x -= s.Width
		middle(o[i], x, s)
		x -= gap8
	}
}

// narrow shows the menus if all that is at the right has room with them, else the one that
// takes their place.
func (l barLayout) narrow(o []fyne.CanvasObject, room float32) {
	if l.bar.w.classroom.on {
		part.SetVisible(l.bar.all, false)
		return
	}
	menus := []fyne.CanvasObject{l.bar.open, l.bar.edit, l.bar.save, l.bar.view, l.bar.language}
	want := float32(0)
	for _, each := range o[3:] {
		if each.Visible() && each != fyne.CanvasObject(l.bar.all) || slices.Contains(menus, each) {
			want += each.MinSize().Width + length(look.Gap8)
		}
	}
	for _, each := range menus {
		part.SetVisible(each, want <= room)
	}
	part.SetVisible(l.bar.all, want > room)
}

func (barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(400, length(look.TopBarHeight)-1)
}

func length(name fyne.ThemeSizeName) float32 {
	return look.Size(fyne.CurrentApp().Settings().Theme(), name)
}
