package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/engine/param"
	"foolscope/ui/look"
	"foolscope/ui/part"
)

// rows are the controls generated from the parameters of an attack or a
// defence.
type rows struct {
	box     *fyne.Container
	owner   string
	rows    []part.Row
	set     func(key string, value float64)
	release func()
	explain func(string)
	// strength is the key of the parameter that stays in a lecture.
	strength string
	lecture  bool
}

// newRows returns rows that call set for each new value, and release when the
// user has arrived at one.
func newRows(set func(key string, value float64), release func(), explain func(string)) *rows {
	return &rows{box: part.Column(look.Gap4), set: set, release: release, explain: explain}
}

// show brings the controls in line with values; owner names what they belong
// to, and other owners get other controls. strength is the key of the one that
// counts most, and note explains them.
func (r *rows) show(owner, strength string, params param.Set, values param.Values, note func(p param.Param) part.Note) {
	r.strength = strength
	if r.owner != owner {
		r.owner, r.rows, r.box.Objects = owner, nil, nil
		for _, p := range params {
			row := part.NewRow(p, part.RowEvents{
				Changed: func(v float64) { r.set(p.Key, v) },
				Ended:   func(float64) { r.release() },
				Explain: r.explain,
			})
			row.Describe(func() part.Note { return note(p) })
			r.rows = append(r.rows, row)
			r.box.Objects = append(r.box.Objects, row)
		}
		r.choose()
		r.box.Refresh()
	}
	for _, row := range r.rows {
		row.SetValue(values[row.Param().Key])
	}
}

// setLecture shows all controls, or only the strength.
func (r *rows) setLecture(on bool) {
	r.lecture = on
	r.choose()
	r.box.Refresh()
}

func (r *rows) choose() {
	for _, row := range r.rows {
		part.SetVisible(row, !r.lecture || row.Param().Key == r.strength)
	}
}
