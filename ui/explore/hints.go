package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/explore/control"
	"foolscope/ui/page"
	"foolscope/ui/words"
)

// Spot is a place on the page where there is something to do. Hints have its
// name.
type Spot string

const (
	// Strip is where pictures are chosen.
	Strip Spot = "pictures"
	// Strength is the control of the attack's strength.
	Strength Spot = "strength"
	// Curves is the plot.
	Curves Spot = "curves"
)

// noteUse says what was done between two snapshots, by whatever way: a control, a key, a
// menu, a dialog or the clipboard.
func (s *Screen) noteUse(before, now control.Snapshot) {
	if before.Result == nil {
		return
	}
	was, is := before.Settings, now.Settings
	if was.Picture != is.Picture || len(before.Pictures) < len(now.Pictures) {
		s.used(Strip)
	}
	if _, a := s.names.findAttack(is.Attack); a != nil && was.Attack == is.Attack && was.Values[a.Strength] != is.Values[a.Strength] {
		s.used(Strength)
	}
	if was.Plot != is.Plot {
		s.used(Curves)
	}
}

// Find returns what is at a spot, nil if nothing is.
func (s *Screen) Find(spot Spot) fyne.CanvasObject {
	switch spot {
	case Strip:
		return s.side.strip.thumbs
	case Strength:
		for _, row := range s.side.attackRows.rows {
			if row.Param().Key == s.side.attackRows.strength {
				return row
			}
		}
		return nil
	}
	return s.plot.chart
}

// Hints implements page.Guide.
func (s *Screen) Hints() []page.Hint {
	return []page.Hint{
		{Name: string(Strip), Text: words.Say("hint.pictures"), Place: s.Find(Strip)},
		{Name: string(Strength), Text: words.Say("hint.strength"), Place: s.Find(Strength)},
		{Name: string(Curves), Text: words.Say("hint.curves"), Place: s.Find(Curves), Inside: true},
	}
}
