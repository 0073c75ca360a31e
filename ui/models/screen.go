package models

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// screenOptions are what the widgets ask of the page.
type screenOptions struct {
	// Use opens a model in Explore.
	Use func(path string)
	// AddModel asks for a model file, ChooseFolder for the folder of downloads,
	// TryOn for a folder of pictures, and Labels for a file of labels; each
	// tells the controller itself.
	AddModel, ChooseFolder, TryOn, Labels func()
	// Copy puts a text on the clipboard.
	Copy func(text string)
}

// about explains a control of the screen.
func about(name, key string) func() part.Note {
	return func() part.Note { return part.NoteOf(name, nil, "control.models."+key) }
}

// link is a link that explains itself.
func link(text, key string, do func()) *part.Link {
	l := part.NewLink(text, do)
	l.Describe(about(strings.TrimSuffix(text, "…"), key))
	return l
}

// screen is what is seen of the page: the list at the left, the details at the
// right.
type screen struct {
	c       *Controller
	head    *part.ListingHead
	list    *part.Listing
	scroll  *container.Scroll
	folder  *part.Label
	problem *part.Label
	details *details
	keys    []string
	items   []Item
	// inUse is the path of the model that Explore has, empty for the built-in one.
	inUse   string
	content fyne.CanvasObject
}

// newScreen builds it.
func newScreen(c *Controller, o screenOptions) *screen {
	s := &screen{c: c, list: part.NewColumns(columns...), details: newDetails(c, o)}
	s.list.Describe(about(words.Say("models.title"), "list"))
	s.list.OnSelected = func(i int) { c.Choose(s.keys[i]) }
	s.list.OnAction = func(i, action int) { s.act(s.items[i], action, o) }
	s.scroll = part.NewVScroll(&fyne.Container{Layout: besideBar{}, Objects: []fyne.CanvasObject{s.list}})
	s.head = part.NewListingHead(s.list, headings()...)
	table := &fyne.Container{Layout: tableLayout{}, Objects: []fyne.CanvasObject{s.head, s.scroll}}
	s.list.OnMoved = s.follow
	s.folder = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignLeading)
	s.problem = part.NewLabel("", look.SizeCaption, look.ColorText).Elastic(fyne.TextAlignLeading)
	head := &fyne.Container{Layout: headLayout{}, Objects: []fyne.CanvasObject{
		part.NewLabel(words.Say("models.title"), look.SizeTitle, look.ColorText).Bold(),
		link(words.Say("models.add"), "add", o.AddModel),
	}}
	foot := &fyne.Container{Layout: headLayout{}, Objects: []fyne.CanvasObject{s.folder, link(words.Say("models.folder"), "folder", o.ChooseFolder)}}
	shelf := part.NewCard(&fyne.Container{Layout: shelfLayout{}, Objects: []fyne.CanvasObject{head, table, s.problem, foot}})
	s.content = part.OnGround(look.Gap16, sides{}, shelf, s.details.content)
	return s
}

// controls names what can be operated now, for scripts.
func (s *screen) controls() map[string]fyne.CanvasObject {
	d := s.details
	out := map[string]fyne.CanvasObject{"models.list": s.list}
	if d.buttons.Visible() {
		out["models.download"], out["models.pause"], out["models.use"], out["models.remove"] = d.get, d.pause, d.use, d.remove
		out["models.replace"] = d.replace
	}
	if d.ways.content.Visible() {
		out["models.ways"], out["models.apply"] = d.ways.list, d.ways.apply
	}
	return out
}

// show draws a snapshot.
func (s *screen) show(snap Snapshot) {
	lines := make([]part.Line, len(snap.Items))
	s.keys, s.items = make([]string, len(snap.Items)), snap.Items
	chosen := -1
	for i, item := range snap.Items {
		lines[i], s.keys[i] = line(item, s.uses(item)), item.Key
		if item.Key == snap.Chosen {
			chosen = i
		}
	}
	s.list.SetLines(lines, chosen)
	s.folder.SetText(folders(snap), shortFolders(snap)...)
	s.problem.SetText(snap.Problem)
	if s.problem.Visible() != (snap.Problem != "") {
		s.problem.Hidden = snap.Problem == ""
		s.content.Refresh()
	}
	s.details.show(snap)
}

// uses reports whether Explore has the model of an item.
func (s *screen) uses(item Item) bool {
	return item.Stage == Here && filepath.Clean(item.Path) == filepath.Clean(s.inUse)
}

// act does what was chosen in a line.
func (s *screen) act(item Item, number int, o screenOptions) {
	all := actionsOf(item, s.uses(item))
	if number >= len(all) {
		return
	}
	switch all[number] {
	case useIt:
		o.Use(item.Path)
	case getIt:
		s.c.Download(item.Key)
	case pauseIt:
		s.c.Pause(item.Key)
	case removeIt:
		s.c.Remove(item.Key)
	}
}

func folders(s Snapshot) string {
	text := words.Say("models.downloads", "folder", s.Folder)
	if s.Shared != "" {
		text += "   ·   " + words.Say("models.shared", "folder", s.Shared)
	}
	if s.Mirror != "" {
		text += "   ·   " + words.Say("models.mirror", "address", s.Mirror)
	}
	return text
}

// shortFolders says less where there is little room: only where downloads go,
// and then only the end of that.
func shortFolders(s Snapshot) []string {
	parts := strings.Split(filepath.ToSlash(s.Folder), "/")
	short := []string{words.Say("models.downloads", "folder", s.Folder)}
	for i := 1; i < len(parts); i++ {
		short = append(short, words.Say("models.downloads", "folder", "…/"+strings.Join(parts[i:], "/")))
	}
	return short
}

// follow scrolls to the chosen line.
func (s *screen) follow(y, height float32) {
	top, view := s.scroll.Offset.Y, s.scroll.Size().Height
	switch {
	case y < top:
		top = y
	case y+height > top+view:
		top = y + height - view
	default:
		return
	}
	s.scroll.ScrollToOffset(fyne.NewPos(0, top))
}
