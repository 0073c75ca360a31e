package explore

import (
	"image"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// rowCount is how many classes or measures a panel has room for.
const rowCount = 5

// panel is one of the four: a picture, rows and a verdict.
type panel struct {
	card    *part.Panel
	column  *fyne.Container
	picture *part.PictureView
	bars    *part.Bars
	metrics *part.Metrics
	badge   *part.Badge
	// note is a line below the verdict, seen in comparisons only.
	note    *part.Label
	meaning look.Meaning
	shown   *image.RGBA
	// pending is true while the words in the verdict's place decide nothing.
	pending bool
	// lecture panels are large; usual is their layout otherwise.
	lecture bool
	usual   fyne.Layout
	// only picks the rows that are shown; nil for all.
	only func([]story.Row) []story.Row
	// footnotes are those of the verdict.
	footnotes []part.Note
	// explain says what a verdict is.
	explain func() part.Note
}

// newPanel returns a panel with bars, or with metrics if its meaning is
// neutral.
func newPanel(m look.Meaning, title string, shared *part.Viewport, s part.Sampling) *panel {
	p := &panel{meaning: m, picture: part.NewPictureView(shared, s), badge: part.NewBadge(look.Neutral, ""), note: newNote()}
	var rows fyne.CanvasObject
	if m == look.Neutral {
		p.metrics = part.NewMetrics(rowCount)
		rows = p.metrics
	} else {
		p.bars = part.NewBars(m, rowCount)
		rows = p.bars
	}
	p.column = part.PictureColumn(look.Gap12, p.picture, rows, p.badge, p.note)
	p.card = part.NewPanel(m, title, p.column)
	return p
}

func newNote() *part.Label {
	note := part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignCenter)
	note.Hide()
	return note
}

// wrapPicture puts what holds the picture and more in its place.
func (p *panel) wrapPicture(o fyne.CanvasObject) { p.column.Objects[0] = o }

// heightFor is the height at which the picture is square.
func (p *panel) heightFor(width float32) float32 {
	least, picture := p.card.MinSize(), p.picture.MinSize()
	return least.Height - picture.Height + width - 2*gap(look.Gap12)
}

// show draws one panel of a result. Only what changed costs anything.
func (p *panel) show(s story.Panel, meaning look.Meaning) {
	p.bars.SetChanges(false)
	p.draw(s, meaning, nil)
}

// showChange is show with how far each class moved from the rows of another
// panel; nil for the panel that the others are compared with.
func (p *panel) showChange(s story.Panel, meaning look.Meaning, from []story.Row) {
	p.bars.SetChanges(true)
	p.draw(s, meaning, from)
}

func (p *panel) draw(s story.Panel, meaning look.Meaning, from []story.Row) {
	p.setImage(s.Image)
	if p.only != nil {
		s.Rows = p.only(s.Rows)
	}
	p.bars.SetBars(p.rows(s, meaning, from))
	p.say(meaning, s.Verdict.Text)
	p.pending = s.Verdict.Kind == story.Pending
}

// rows are the bars of a panel whose verdict has a meaning.
func (p *panel) rows(s story.Panel, meaning look.Meaning, from []story.Row) []part.Bar {
	bars := make([]part.Bar, len(s.Rows))
	for i, row := range s.Rows {
		bars[i] = part.Bar{Label: row.Label, Percent: 100 * row.Probability, Strong: row.Top}
		if row.Class < 0 {
			bars[i].Percent = -1
		}
		if row.Top {
			// What won has the colour of what it is, as the verdict has, once there is one.
			bars[i].Meaning = meaning
			if s.Verdict.Kind == story.Pending {
				bars[i].Meaning = p.meaning
			}
		}
		bars[i].Whole = row.Decides
		if i < len(from) && from[i].Class == row.Class {
			bars[i].From, bars[i].Changed = 100*from[i].Probability, true
		}
	}
	return bars
}

// say writes the verdict, or a dash for none.
func (p *panel) say(meaning look.Meaning, text string) {
	if text == "" {
		p.badge.Set(look.Neutral, unknown)
		p.badge.Disable()
		return
	}
	p.badge.Set(meaning, text)
	p.badge.Enable()
}

// level gives all verdicts the height of the one that needs most, in panels of a width,
// so that what stands above them is level; and reports whether that changed.
func (p *panels) level(width float32) (changed bool) {
	var high float32
	for _, each := range p.seen() {
		high = max(high, each.badge.Wanted(width))
	}
	for _, each := range p.seen() {
		if each.badge.SetHeight(high) {
			each.column.Refresh()
			changed = true
		}
	}
	return changed
}

// mark puts an asterisk behind the verdict that was said if there are footnotes. They
// stand on the card of the verdict, for as long as it has them.
func (p *panel) mark(footnotes []part.Note) {
	p.footnotes = footnotes
	if len(footnotes) > 0 {
		p.badge.Set(p.badge.Meaning(), p.badge.Text()+" "+footnote)
	}
}

// describe explains the bars and the verdict; about is the text of the latter.
func (p *panel) describe(notes *notes, about string) {
	if p.bars != nil {
		p.bars.Describe(notes.of(words.Say("plot.pages.classes"), "control.bars"))
	}
	p.explain = func() part.Note {
		title := p.badge.Text()
		if title == "" || title == unknown {
			title = words.Say("panel.verdict")
		}
		note := notes.of(title, about)()
		note.Parts = p.footnotes
		return note
	}
	p.badge.Describe(p.explain)
}

func (p *panel) setImage(img *image.RGBA) {
	if img != p.shown {
		p.shown = img
		p.picture.SetImage(img)
	}
}
