package story

import (
	"image"

	"foolscope/engine/trial"
)

// Attempt is what one defence makes of the attacked picture.
type Attempt struct {
	Image   *image.RGBA
	Says    Said
	Verdict Verdict
}

// Attempt tells what another defence makes of the attacked picture of a result, of
// which out is the outcome behind that defence. It panics if there was none.
func (r *Result) Attempt(out *trial.Outcome) Attempt {
	clean, now, after := says(r.Model, out.Clean), says(r.Model, out.AfterAttack), says(r.Model, *out.AfterDefense)
	return Attempt{
		Image: out.Defended.RGBA(), Says: after,
		Verdict: unsureDefended(judgeDefended(clean, now, after), r.Original.Verdict.Kind, after),
	}
}

// SaysAttacked is the prediction for the attacked picture; false while there is none.
func (r *Result) SaysAttacked() (Said, bool) {
	if r.Outcome == nil || r.AttackedClass < 0 {
		return Said{}, false
	}
	return says(r.Model, r.Outcome.AfterAttack), true
}
