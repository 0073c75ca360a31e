package explore

import "fyne.io/fyne/v2"

// Spot is a place on the screen where there is something to do.
type Spot int

const (
	// Strip is where pictures are chosen.
	Strip Spot = iota
	// Strength is the control of the attack's strength.
	Strength
	// Curves is the plot.
	Curves
)

// Find returns what is at a spot, nil if nothing is.
func (s *Screen) Find(spot Spot) fyne.CanvasObject {
	switch spot {
	case Strip:
		return s.side.thumbs
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
