package study

import "encoding/json"

// Comparison is between two settings that differ in the model, or in the attack, alone.
type Comparison struct {
	// A and B are places among Summary.Points.
	A     int   `json:"a"`
	B     int   `json:"b"`
	Pairs Pairs `json:"agree"`
}

// MarshalJSON adds the p-value.
func (c Comparison) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		A     int     `json:"a"`
		B     int     `json:"b"`
		Pairs Pairs   `json:"agree"`
		P     float64 `json:"p"`
	}{c.A, c.B, c.Pairs, c.Pairs.P()})
}

// comparisons lists the pairs of settings that differ in one of model and attack.
func (s *Summarizer) comparisons() (out []Comparison) {
	for i, p := range s.points {
		a := p.Setting
		if a.Model != a.MadeOn {
			continue
		}
		pair := func(b Setting) {
			if j, ok := s.where[b.Key()]; ok {
				out = append(out, Comparison{A: i, B: j})
			}
		}
		for model := a.Model + 1; model < len(s.plan.Models); model++ {
			b := a
			b.Model, b.MadeOn = model, model
			pair(b)
		}
		for other := a.Attack + 1; a.Attack != Untouched && other < len(s.plan.Attacks); other++ {
			b := a
			b.Attack = other
			pair(b)
		}
	}
	return out
}

// Worst is how many pictures keep their label whichever attack of the plan they meet.
type Worst struct {
	// Setting has the model, the value and the chain; its attack is the first.
	Setting Setting `json:"setting"`
	// Agreement is of all pictures, StillRight of those that the model was right about before.
	Agreement  Rate `json:"agreement"`
	StillRight Rate `json:"still_right"`

	places []int
}

func (w *Worst) add(rows []Row) {
	agrees, right := true, true
	for _, i := range w.places {
		agrees = agrees && rows[i].Agrees()
		right = right && rows[i].Right()
	}
	first := &rows[w.places[0]]
	w.Agreement.add(agrees)
	if first.RightBefore() {
		w.StillRight.add(right)
	}
}

// worstCases lists where several attacks meet the same pictures.
func (s *Summarizer) worstCases() (out []Worst) {
	for i, p := range s.points {
		if p.Setting.Attack != 0 {
			continue
		}
		w := Worst{Setting: p.Setting, places: []int{i}}
		for other := 1; other < len(s.plan.Attacks); other++ {
			b := p.Setting
			b.Attack = other
			if j, ok := s.where[b.Key()]; ok {
				w.places = append(w.places, j)
			}
		}
		if len(w.places) > 1 {
			out = append(out, w)
		}
	}
	return out
}
