package export

import (
	"errors"
	"math"

	"foolscope/engine/figure"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// ErrUnfinished says that a plot still grows.
var ErrUnfinished = errors.New("the plot is not complete yet")

// Plot is a figure of the plot alone. The error is ErrUnfinished while it grows.
func Plot(s control.Snapshot, names choice.Catalog) (figure.Figure, error) {
	c := plotted(s)
	if c == nil {
		return figure.Figure{}, ErrUnfinished
	}
	f := Figure(s, names)
	f.Panels, f.Chart = nil, c
	return f, nil
}

// plotted is the plot of the page that is chosen, nil unless it is complete.
func plotted(s control.Snapshot) *figure.Chart {
	t := s.Trace()
	if s.Settings.Plot.Page == choice.StrengthPage {
		return chart(s)
	}
	if t == nil || !s.Current() {
		return nil
	}
	lines, title := s.StepLines(), words.Say("figure.steps")
	if s.Settings.Plot.Page == choice.ClassesPage {
		lines, title = s.ClassLines(), words.Say("figure.classes")
	}
	out := &figure.Chart{Title: title, Axis: words.Say("figure.step"), Max: float64(t.Total), Chosen: math.NaN()}
	for _, line := range lines {
		if !s.Hides(line.Key) {
			out.Lines = append(out.Lines, figureLine(line.Series))
		}
	}
	return out
}

// figureLine is a line of a plot as a figure has it.
func figureLine(of story.Series) figure.Line {
	roles := map[story.Role]figure.Role{
		story.RoleOriginal: figure.Original, story.RoleAttacked: figure.Attacked, story.RoleDefended: figure.Defended,
	}
	name := of.Name
	if n := len(of.Names); n > 0 && of.Names[n-1] != name {
		// On paper nobody can point at a line to ask.
		name = words.Say("figure.at_last", "class", of.Names[n-1])
	}
	return figure.Line{
		Name: name, Role: roles[of.Role], Pattern: of.Pattern, Shape: of.Shape, Unit: of.Unit, X: of.X, Y: of.Y,
		Marked: of.Marked || of.Role != story.RoleNeutral,
	}
}
