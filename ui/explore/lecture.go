package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// lecture is what the page has in a lecture hall in place of the side bar: the
// pictures in a column at the left, and below everything the attack and the
// defence, each with its strength. The middle shows the panels or the plot.
type lecture struct {
	on bool
	// curves is true while the plot is seen in place of the panels.
	curves   bool
	pictures fyne.CanvasObject
	controls fyne.CanvasObject
	turn     *part.Button
	// moved are the places of what a lecture takes from the side bar, there and
	// in the side bar.
	moved [5]struct{ side, here *fyne.Container }
}

// lectureRows is how many classes a panel has in a lecture: what it was, and
// what it is now.
const lectureRows = 2

func newLecture(s *sidebar, about *notes, turn func()) *lecture {
	l := &lecture{turn: part.NewButton("", turn).Raised()}
	l.turn.Describe(about.of(words.Say("lecture.curves"), "control.lecture_curves"))
	for i, from := range []*fyne.Container{s.strip.slot, s.slots.attack, s.slots.attackRows, s.slots.defense, s.slots.defenseRows} {
		l.moved[i].side, l.moved[i].here = from, container.NewStack()
	}
	l.moved[0].here.Layout = singleColumn{s.strip.thumbs}
	l.pictures = part.NewStrip(part.Right, part.Inset(look.Gap16, look.Gap16, l.moved[0].here))
	l.controls = part.NewStrip(part.Top, &fyne.Container{Layout: lectureControls{}, Objects: []fyne.CanvasObject{
		part.NewLabel(words.Say("lecture.attack"), look.SizeBody, look.ColorDim), l.moved[1].here, l.moved[2].here,
		part.NewLabel(words.Say("lecture.defense"), look.SizeBody, look.ColorDim), l.moved[3].here, l.moved[4].here,
		l.turn,
	}})
	l.pictures.Hide()
	l.controls.Hide()
	l.name()
	return l
}

// name says on the button what it leads to.
func (l *lecture) name() {
	l.turn.SetText(words.Say("lecture.curves"))
	if l.curves {
		l.turn.SetText(words.Say("lecture.pictures"))
	}
}

// SetLecture implements page.Lecturer: it leaves only what a lecture needs, and
// makes that large, or brings the rest back.
func (s *Screen) SetLecture(on bool) {
	l := s.lecture
	s.side.setLecture(on)
	s.knows.lecture, s.refused.lecture = on, on
	s.tell(s.notes.snap)
	if l.on == on {
		return
	}
	l.on, l.curves = on, false
	l.name()
	for _, each := range l.moved {
		from, to := each.side, each.here
		if !on {
			from, to = to, from
		}
		from.Objects, to.Objects = nil, from.Objects
	}
	part.SetVisible(s.side.content, !on)
	part.SetVisible(l.pictures, on)
	part.SetVisible(l.controls, on)
	s.panels.setLecture(on)
	s.showCurves()
	s.side.column.Refresh()
	s.content.Refresh()
}

// turnLecture shows the plot in place of the panels, and the panels again.
func (s *Screen) turnLecture() {
	if s.lecture.on {
		s.lecture.curves = !s.lecture.curves
		s.showCurves()
	}
}

func (s *Screen) showCurves() {
	l := s.lecture
	l.name()
	s.panels.curves = l.curves
	part.SetVisible(s.plot.card, !l.on || l.curves)
	s.panels.showSeen()
	s.middle.Refresh()
	l.controls.Refresh()
}

// setLecture makes the panels large, or as they were.
func (p *panels) setLecture(on bool) {
	p.lecture, p.truth.lecture, p.drawn = on, on, false
	for _, each := range []*panel{p.original, p.perturbation, p.attacked, p.defended, p.beside.second} {
		each.setLecture(on)
	}
}

func (p *panel) setLecture(on bool) {
	p.lecture = on
	p.badge.SetLarge(on)
	if p.bars != nil {
		p.bars.SetLarge(map[bool]int{true: lectureRows}[on])
	}
	if p.metrics != nil {
		p.metrics.SetLarge(on)
	}
	if p.usual == nil {
		p.usual = p.column.Layout
	}
	p.column.Layout = p.usual
	if on {
		p.column.Layout = lecturePanel{}
	}
	p.column.Refresh()
}

// inLecture are the panels that a lecture has: without a defence there is no
// panel for it, and of a comparison both columns are seen.
func (p *panels) inLecture() []*panel {
	switch {
	case p.curves:
		return nil
	case p.beside.on:
		return []*panel{p.original, p.attacked, p.beside.second}
	case p.defense == "":
		return []*panel{p.original, p.perturbation, p.attacked}
	}
	return []*panel{p.original, p.perturbation, p.attacked, p.defended}
}

// showSeen shows the panels that are to be seen and hides the others, and
// reports whether that changed anything.
func (p *panels) showSeen() (changed bool) {
	seen := map[*panel]bool{}
	for _, each := range p.seen() {
		seen[each] = true
	}
	for _, each := range p.all() {
		if each.card.Visible() != seen[each] {
			changed = true
			part.SetVisible(each.card, seen[each])
		}
	}
	return changed
}

// pick makes the panels show the rows of a lecture, or all.
func (p *panels) pick(r *control.Result) {
	for _, each := range p.all() {
		each.only = nil
		if p.lecture {
			each.only = func(rows []story.Row) []story.Row { return rowsIn(rows, r) }
		}
	}
}

// rowsIn are the rows of a panel that a lecture shows: what the picture was, and
// what it is in this panel, or what the attack made of it.
func rowsIn(rows []story.Row, r *control.Result) []story.Row {
	if len(rows) <= lectureRows {
		return rows
	}
	var out []story.Row
	taken := make([]bool, len(rows))
	take := func(fits func(story.Row) bool) {
		for i, row := range rows {
			if len(out) < lectureRows && !taken[i] && fits(row) {
				out, taken[i] = append(out, row), true
			}
		}
	}
	take(func(row story.Row) bool { return row.Class == r.CleanClass })
	take(func(row story.Row) bool { return row.Top })
	take(func(row story.Row) bool { return row.Class == r.AttackedClass })
	take(func(story.Row) bool { return true })
	return out
}

// lecturePanel lays out a panel of a lecture: a square picture, rows, and a
// verdict that takes the rest of the height.
type lecturePanel struct{}

func (lecturePanel) Layout(o []fyne.CanvasObject, size fyne.Size) {
	space := gap(look.Gap12)
	rows, verdict := o[1].MinSize().Height, o[2].MinSize().Height
	side := max(1, float32(int(min(size.Width, size.Height-rows-verdict-2*space))))
	part.Put(o[0], float32(int((size.Width-side)/2)), 0, side, side)
	part.Put(o[1], 0, side+space, size.Width, rows)
	part.Put(o[2], 0, side+rows+2*space, size.Width, max(verdict, size.Height-side-rows-2*space))
	part.Put(o[3], 0, size.Height, size.Width, 0)
}

func (lecturePanel) MinSize(o []fyne.CanvasObject) fyne.Size {
	picture := o[0].MinSize()
	return fyne.NewSize(picture.Width, picture.Height+o[1].MinSize().Height+o[2].MinSize().Height+2*gap(look.Gap12))
}

// layLecture gives the panels, or the plot, all of the stage.
func (s stage) layLecture(size fyne.Size) {
	space, seen := gap(look.Gap12), s.panels.seen()
	count := float32(len(seen))
	wide := (size.Width - (count-1)*space) / count
	for i, each := range seen {
		left, right := float32(int(float32(i)*(wide+space)+0.5)), float32(int(float32(i)*(wide+space)+wide+0.5))
		part.Put(each.card, left, 0, right-left, size.Height)
	}
	part.Put(s.plot, 0, 0, size.Width, size.Height)
}

// singleColumn makes pictures to choose from a column, with as many as there is
// room for.
type singleColumn struct{ thumbs *part.Thumbs }

func (c singleColumn) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if len(o) == 0 {
		return
	}
	side, space := gap(look.ThumbSide), gap(look.Gap4)
	c.thumbs.Move(fyne.NewPos(0, 0))
	c.thumbs.Resize(size)
	c.thumbs.SetRows(max(1, int((size.Height+space)/(side+space))))
}

func (singleColumn) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(gap(look.ThumbSide), gap(look.ThumbSide))
}

// aboveControls puts the controls of a lecture below the rest of the page.
type aboveControls struct{}

func (aboveControls) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if o[1].Visible() {
		high := o[1].MinSize().Height
		size.Height -= high
		part.Put(o[1], 0, size.Height, size.Width, high)
	}
	part.Put(o[0], 0, 0, size.Width, size.Height)
}

func (aboveControls) MinSize(o []fyne.CanvasObject) fyne.Size {
	size := o[0].MinSize()
	if o[1].Visible() {
		size.Height += o[1].MinSize().Height
	}
	return size
}

// lectureControls lays out name, chooser and strength of the attack, the same of
// the defence beside it, and the button at the right.
type lectureControls struct{}

func (lectureControls) Layout(o []fyne.CanvasObject, size fyne.Size) {
	pad, space := gap(look.Gap16), gap(look.Gap12)
	middle := func(each fyne.CanvasObject, x, width, height float32) {
		part.Put(each, x, float32(int((size.Height-height)/2)), width, height)
	}
	button := o[6].MinSize()
	right := float32(int(size.Width - pad - button.Width))
	middle(o[6], right, size.Width-pad-right, button.Height)
	half := float32(int((right - 2*pad - pad) / 2))
	for i, x := range []float32{pad, pad + half + pad} {
		name, chooser, rows := o[3*i], o[3*i+1], o[3*i+2]
		if i == 1 {
			half = right - pad - x
		}
		least := name.MinSize()
		middle(name, x, least.Width, least.Height)
		from := least.Width + space
		wide := float32(int((half - from - space) * 0.5))
		middle(chooser, x+from, wide, chooser.MinSize().Height)
		from += wide + space
		middle(rows, x+from, max(0, half-from), rows.MinSize().Height)
	}
}

func (lectureControls) MinSize(o []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, each := range o {
		high = max(high, each.MinSize().Height)
	}
	return fyne.NewSize(1, high+2*gap(look.Gap12))
}
