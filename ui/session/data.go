package session

import "slices"

// DataSet names pictures that pages share as one: those in a folder or of a CSV file, or
// road signs that are drawn here.
type DataSet struct {
	// Name is what people call it.
	Name string
	// Path is the folder or the CSV file, empty for road signs, of which so many are
	// drawn from a seed.
	Path  string
	Drawn int
	Seed  uint64
	// Pictures and Classes are how many there are, 0 until somebody has looked.
	Pictures, Classes int
}

// Same reports whether both name the same pictures, whatever is known of them.
func (d DataSet) Same(other DataSet) bool {
	return d.Path == other.Path && d.Drawn == other.Drawn && d.Seed == other.Seed
}

// OfferData says which data sets there are to choose from. The one that is chosen is
// brought in line with them; if it has gone, the first is chosen.
func (s *Session) OfferData(sets []DataSet) {
	sets = slices.Clone(sets)
	s.edit(func(snap *Snapshot) {
		at := slices.IndexFunc(sets, snap.Data.Same)
		snap.DataSets = sets
		switch {
		case at >= 0:
			snap.Data = sets[at]
		case len(sets) > 0:
			snap.Data = sets[0]
		default:
			snap.Data = DataSet{}
		}
	})
	s.changed()
}

// ChooseData makes a data set that of all pages.
func (s *Session) ChooseData(d DataSet) {
	if s.Snapshot().Data == d {
		return
	}
	s.edit(func(snap *Snapshot) { snap.Data = d })
	s.changed()
}
