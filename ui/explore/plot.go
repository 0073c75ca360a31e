package explore

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// plot is the card with the curves.
type plot struct {
	card    *part.Panel
	head    *fyne.Container
	tabs    *part.Tabs
	against *part.Dropdown
	play    *part.Link
	caption *part.Label
	chart   *part.Chart
	// snap is what was shown last.
	snap   control.Snapshot
	player player
	// playText is what the link says that plays the steps.
	playText string
	// varied is what the chooser offers.
	varied []choice.Varied
	// drawn is what the lines were drawn from.
	drawn drawnFrom
	// past are the lines of each page that were whole the last time.
	past map[choice.Page]past

	c *control.Controller
}

// pages are the tabs of the plot.
var pages = []string{"plot.pages.strength", "plot.pages.steps", "plot.pages.classes"}

// drawnFrom is everything that the lines of a page depend on.
type drawnFrom struct {
	page   choice.Page
	sweep  *choice.Sweep
	result *control.Result
	trace  *trial.Trace
	stale  bool
	done   bool
	// hidden are the keys of lines that are not drawn.
	hidden string
}

// newPlot builds the card; menu, which may be nil, is what can be done with it.
func newPlot(c *control.Controller, about *notes, menu *part.Button) *plot {
	p := &plot{c: c, chart: part.NewChart(), past: map[choice.Page]past{}}
	explain := []func() part.Note{
		choice.StrengthPage: func() part.Note {
			if p.snap.Settings.Plot.Axis == trial.SweepDefense {
				return about.of(words.Say("side.defense"), "plot.defense")()
			}
			return about.of(words.Say("side.attack"), "plot.attack")()
		},
		choice.StepsPage:   about.of(words.Say("plot.pages.steps"), "plot.steps"),
		choice.ClassesPage: about.of(words.Say("plot.pages.classes"), "plot.classes"),
	}
	p.tabs = part.NewTabs(p.turn, textsOf(pages)...)
	p.tabs.DescribeEach(explain...)
	p.chart.Describe(func() part.Note { return explain[p.page()]() })
	p.against = part.NewDropdown(nil, p.vary)
	p.against.SetPrefix(words.Say("plot.against"))
	p.against.Describe(about.of(words.Say("plot.against_what"), "control.against"))
	p.play = part.NewLink(words.Say("plot.play"), p.togglePlay)
	p.play.Describe(about.of(words.Say("plot.play"), "control.play"))
	p.play.Hide()
	p.player.after, p.playText = later, p.player.text()
	p.caption = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignTrailing)
	if menu == nil {
		menu = part.NewButton("", nil)
		menu.Hide()
	}
	menu.Describe(about.of(words.Say("menu.copy"), "control.plot_menu"))
	p.chart.OnTapped = p.goTo
	p.chart.OnDragged = p.dragTo
	p.chart.OnSpace = p.togglePlay
	p.chart.Across = p.across
	p.chart.OnToggled = c.ToggleLine
	p.chart.ToggleTip = func(hidden bool) string {
		if hidden {
			return words.Say("curve.show")
		}
		return words.Say("curve.hide")
	}
	p.head = &fyne.Container{Layout: headLayout{}, Objects: []fyne.CanvasObject{p.tabs, p.against, p.play, p.caption, menu}}
	p.card = part.NewCard(&fyne.Container{Layout: plotLayout{}, Objects: []fyne.CanvasObject{p.head, p.chart}})
	return p
}

// turn shows another page of the plot.
func (p *plot) turn(i int) {
	page := choice.Page(i)
	if page == choice.StrengthPage {
		p.player.stop()
		p.c.Scrub(-1)
	}
	next := p.snap.Settings.Plot
	next.Page = page
	p.c.SetPlot(next)
	p.show(p.c.Snapshot())
}

// vary draws the curves against another parameter.
func (p *plot) vary(i int) {
	of := p.varied[i]
	p.c.SetPlot(choice.Plot{Axis: of.Axis, Param: of.Param.Key})
}

func (p *plot) page() choice.Page { return p.snap.Settings.Plot.Page }

func (p *plot) show(s control.Snapshot) {
	p.snap = s
	p.chart.Still = s.Paused()
	p.chart.SetNotch(p.notch(s))
	p.tabs.SetSelected(int(p.page()))
	steps := p.page() != choice.StrengthPage
	p.chart.SetWhole(steps || s.Sweep.Param.Step == 1)
	if steps != p.play.Visible() {
		part.SetVisible(p.play, steps)
		part.SetVisible(p.against, !steps)
		p.head.Refresh()
	}
	if steps {
		p.showSteps(s)
		return
	}
	p.showVaried(s)
	p.showStrength(s)
}

// showVaried brings the chooser in line with the attack and the defence.
func (p *plot) showVaried(s control.Snapshot) {
	p.varied = p.c.Varied()
	options, chosen := make([]part.Option, len(p.varied)), -1
	for i, v := range p.varied {
		options[i] = part.Option{Label: words.FromEngine(v.Param.Name), Note: words.FromEngine(v.Owner)}
		if v.Axis == s.Settings.Plot.Axis && (v.Param.Key == s.Settings.Plot.Param || s.Settings.Plot.Param == "" && v.Strength) {
			chosen = i
		}
	}
	if p.against.SetOptions(options, chosen) {
		p.head.Refresh()
	}
}

// set draws lines, unless they are those that are drawn already.
func (p *plot) set(from drawnFrom, lines func() []part.Series) {
	from.hidden = strings.Join(p.snap.Hidden, "\n")
	if from != p.drawn {
		p.drawn = from
		drawn := lines()
		for i := range drawn {
			drawn[i].Hidden = p.snap.Hides(drawn[i].Key)
		}
		p.chart.SetSeries(drawn)
	}
}

// clear draws nothing and says why.
func (p *plot) clear(note string) {
	p.drawn = drawnFrom{}
	p.caption.SetText("")
	p.chart.SetSeries(nil)
	p.chart.SetMarker(math.NaN())
	p.chart.SetNote(note)
}

// goTo chooses the place that was pointed at.
func (p *plot) goTo(x float64) {
	if p.page() != choice.StrengthPage {
		p.scrub(x)
		return
	}
	sweep := p.snap.Sweep
	if sweep == nil || math.IsNaN(p.snap.Strength()) {
		return
	}
	defer p.c.Release()
	if step := sweep.Param.Step; step > 0 {
		x = sweep.Param.Min + math.Round((x-sweep.Param.Min)/step)*step
	}
	if sweep.Axis == trial.SweepDefense {
		p.c.SetDefenseValue(sweep.Param.Key, x)
		return
	}
	p.c.SetValue(sweep.Param.Key, x)
}

// headLayout puts the tabs at the left, then the chooser or the button of the
// page; the menu at the right, and the caption in what is left.
type headLayout struct{}

func (headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	space := gap(look.Gap8)
	x := float32(0)
	for _, each := range o[:3] {
		if least := each.MinSize(); each.Visible() {
			each.Move(fyne.NewPos(x, float32(int((size.Height-least.Height)/2))))
			each.Resize(least)
			x += least.Width + space
		}
	}
	least := o[4].MinSize()
	right := size.Width - least.Width
	o[4].Move(fyne.NewPos(right, float32(int((size.Height-least.Height)/2))))
	o[4].Resize(least)
	o[3].Move(fyne.NewPos(x, 0))
	o[3].Resize(fyne.NewSize(max(0, right-space-x), size.Height))
}

func (headLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	tabs, menu := o[0].MinSize(), o[4].MinSize()
	return fyne.NewSize(tabs.Width+menu.Width, max(tabs.Height, menu.Height, o[1].MinSize().Height))
}

// plotLayout puts the head above the chart, which takes the rest.
type plotLayout struct{}

func (plotLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	high := o[0].MinSize().Height
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(fyne.NewSize(size.Width, high))
	o[1].Move(fyne.NewPos(0, high))
	o[1].Resize(fyne.NewSize(size.Width, max(0, size.Height-high)))
}

func (plotLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width, o[0].MinSize().Height+o[1].MinSize().Height)
}
