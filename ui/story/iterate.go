package story

// Over shows an iterate on the way from one complete result to the next: the picture
// is that of the iterate, and so are the bars if they are wanted; all that is
// judged is the last result's.
func (r *Result) Over(last *Result, bars bool) *Result {
	out := *last
	out.Attacked.Image = r.Attacked.Image
	out.Perturbation, out.Gain, out.Drawing = r.Perturbation, r.Gain, r.Drawing
	out.Step, out.Steps = r.Step, r.Steps
	if !bars || len(r.Attacked.Rows) == 0 {
		return &out
	}
	out.Original.Rows, out.Attacked.Rows = r.Original.Rows, r.Attacked.Rows
	if last.DefendedProbabilities != nil {
		out.Defended.Rows = probabilityRows(r.Model, classesOf(r.Attacked.Rows), last.DefendedProbabilities)
	}
	return &out
}
