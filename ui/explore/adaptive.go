package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// adaptive is the switch that lets the attack know the defence, and a link that turns
// it on where a defence has only hidden its gradient.
type adaptive struct {
	knows   part.Row
	through *part.Link
	content *fyne.Container
}

func newAdaptive(c *control.Controller, about *notes, explain func(string)) *adaptive {
	a := &adaptive{}
	a.knows = part.NewRow(param.Param{
		Key: "adaptive", Name: words.Say("side.knows"), Kind: param.Toggle, Max: 1, Step: 1,
	}, part.RowEvents{Ended: func(v float64) { c.SetAdaptive(v != 0) }, Explain: explain})
	a.knows.Describe(about.of(words.Say("side.knows"), "control.knows"))
	a.through = part.NewLink(words.Say("side.through"), func() { c.SetAdaptive(true) })
	a.through.Describe(about.of(words.Say("side.through"), "control.through"))
	a.content = part.Column(look.Gap4, a.knows, a.through)
	return a
}

func (a *adaptive) show(s control.Snapshot) {
	on := 0.0
	if s.Settings.Adaptive {
		on = 1
	}
	a.knows.SetValue(on)
	part.SetVisible(a.knows, s.Settings.Defense != "")
	// The link is there with the defence, not with the result: nothing moves under the pointer meanwhile.
	d, ok := defense.Find(s.Settings.Defense)
	part.SetVisible(a.through, ok && d.HidesGradient && !s.Settings.Adaptive)
}
