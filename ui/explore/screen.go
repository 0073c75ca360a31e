package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/pixel"
	"foolscope/models"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// Screen is Explore, a page of the window.
type Screen struct {
	c       *control.Controller
	side    *sidebar
	panels  *panels
	plot    *plot
	names   names
	notes   *notes
	refused *refused
	knows   *knows
	middle  *fyne.Container
	blocked *blocked
	glance  *glance
	content fyne.CanvasObject
	lecture *lecture
	window  page.Window
	// log is what was written of the snapshots, drawn the newest result and the newest
	// iterate with pictures, and noted those of which was written that they were painted.
	log   control.Log
	drawn [2]*control.Result
	noted map[*control.Result]bool
}

// Options are what there is to choose from.
type Options struct {
	// Attacks and Defenses are offered in this order.
	Attacks  []*attack.Attack
	Defenses []*defense.Defense
	// Start changes the settings that the page begins with; may be nil.
	Start func(*choice.Settings)
}

// New makes the page for a window, and goes on with what was kept of it.
func New(w page.Window, o Options) *Screen {
	past := w.Past()
	var kept *session.Kept
	var lost error
	if past.Read != nil {
		kept, lost = past.Read(choice.IsText)
	}
	var s *Screen
	s = build(control.New(control.Options{
		Session: w.Session(), Scheduler: w.Scheduler(), Attacks: o.Attacks, Defenses: o.Defenses,
		SavePicture: pixel.WritePNG, BuiltIn: models.DefaultName, Start: o.Start,
		Restore: kept, Suspects: past.Left, Keep: past.Keep,
		Dispatch: w.Dispatch, Show: func(snap control.Snapshot) { s.Show(snap) },
	}), w, o)
	if lost != nil {
		w.Session().Complain("%s", words.Sentence(lost))
	}
	return s
}

// build builds the screen around a controller.
func build(c *control.Controller, w page.Window, o Options) *Screen {
	n := names{o.Attacks, o.Defenses}
	s := &Screen{c: c, window: w, names: n, notes: &notes{snap: c.Snapshot()}}
	s.Reword()
	return s
}

// Reword implements page.Page.
func (s *Screen) Reword() {
	c, n, w, about := s.c, s.names, s.window, s.notes
	defer s.panels.keepSight(s)
	s.side, s.panels = newSidebar(c, n, about, w), newPanels(c.SetView, c.SetTruth, about, w.Explain)
	s.plot = newPlot(c, about, w.MenuButton(page.PlotMenu))
	s.plot.chart.OnTapped = func(x float64) { s.plot.goTo(x); s.used(Curves) }
	var cards []fyne.CanvasObject
	for _, p := range s.panels.all() {
		cards = append(cards, p.card)
	}
	s.refused, s.knows = newRefused(w), newKnows(c, w)
	notices := []*part.Notice{s.refused.notice, s.knows.notice}
	middle := part.OnGround(look.Gap16, stage{panels: s.panels, plot: s.plot.card, notices: notices},
		append(cards, s.panels.warning, s.refused.notice, s.knows.notice, s.plot.card)...)
	s.panels.rearrange = middle.Refresh
	s.middle = middle
	s.glance = newGlance(c, n)
	s.blocked = newBlocked(c.Retry, w.LocateLibrary, w.OpenPictures, func() { c.Remove(about.snap.Settings.Picture) })
	s.lecture = newLecture(s.side, about, s.turnLecture)
	page := container.NewStack(
		&fyne.Container{Layout: screenLayout{s.side.strip}, Objects: []fyne.CanvasObject{s.side.content, s.lecture.pictures, middle}},
		s.blocked.content,
	)
	s.content = &fyne.Container{Layout: aboveControls{}, Objects: []fyne.CanvasObject{page, s.lecture.controls}}
}

// used says that something was done at a spot.
func (s *Screen) used(spot Spot) { s.window.Used(string(spot)) }

// Show draws a snapshot of the controller.
func (s *Screen) Show(snap control.Snapshot) {
	before := s.notes.snap
	s.notes.snap = snap
	s.noteUse(before, snap)
	s.side.show(snap)
	s.panels.show(snap, s.names)
	s.tell(snap)
	s.plot.show(snap)
	s.glance.show(snap)
	// What stands in its place says why; Tab must not go astray behind it.
	why, _ := snap.Obstacle()
	part.SetVisible(s.middle, why == control.NoObstacle)
	s.blocked.show(snap)
	s.window.StatusChanged()
	s.note(snap)
}

// tell shows the notices below the panels.
func (s *Screen) tell(snap control.Snapshot) {
	told, offered := s.refused.show(snap), s.knows.show(snap)
	if told || offered {
		s.middle.Refresh()
	}
}

// Offered implements page.Customer.
func (s *Screen) Offered() { s.tell(s.notes.snap) }

// Controller is what the screen draws and operates.
func (s *Screen) Controller() *control.Controller { return s.c }

// screenLayout puts the side bar at the left, or the pictures of a lecture, with as many
// lines of thumbnails as suit its height.
type screenLayout struct{ strip *strip }

func (l screenLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	side := gap(look.SideBarWidth)
	// The side bar is laid out for the lines that it will have.
	if o[0].Visible() {
		l.strip.fit(size.Height)
	}
	for _, each := range o[:2] {
		if each.Visible() {
			part.Put(each, 0, 0, side, size.Height)
		}
	}
	part.Put(o[2], side, 0, size.Width-side, size.Height)
}

func (l screenLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	middle := o[2].MinSize()
	return fyne.NewSize(gap(look.SideBarWidth)+middle.Width, max(o[0].MinSize().Height, middle.Height))
}
