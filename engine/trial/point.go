package trial

import (
	"context"
	"slices"

	"foolscope/engine/metric"
	"foolscope/engine/param"
)

// Beside is what stands beside the outcomes of a sweep: another attack on the
// same subject, a second model that is shown their pictures, or, if both are
// nil, nothing.
type Beside struct {
	Setup *Setup
	Guest *Guest
}

// Point tries a setup with the value x for the parameter p of its attack or of
// its first defence. What stands beside varies with the attack alone; a second
// attack does if it has a parameter of the same key and unit that takes x.
func (r *Runner) Point(ctx context.Context, s Setup, beside Beside, axis Axis, p param.Param, x float64) (Point, error) {
	out, err := r.Run(ctx, s.Varied(axis, p.Key, x), nil)
	if err != nil {
		return Point{}, err
	}
	point := Point{X: x, SSIM: out.Change.SSIM, Attacked: out.AfterAttack.Probabilities}
	if out.AfterDefense != nil {
		point.Defended = out.AfterDefense.Probabilities
	}
	if axis == SweepDefense {
		if out.Defended != nil {
			point.SSIM = metric.SSIM(out.Original, out.Defended)
		}
		return point, nil
	}
	second, err := r.beside(ctx, beside, p, x, out)
	if err != nil || second == nil {
		return point, err
	}
	point.Second = second.AfterAttack.Probabilities
	if second.AfterDefense != nil {
		point.SecondDefended = second.AfterDefense.Probabilities
	}
	return point, nil
}

// beside returns the outcome that stands beside another at one point of a sweep,
// nil if none does.
func (r *Runner) beside(ctx context.Context, b Beside, p param.Param, x float64, first *Outcome) (*Outcome, error) {
	switch {
	case b.Guest != nil:
		return b.Guest.Show(ctx, first, None)
	case b.Setup == nil:
		return nil, nil
	}
	q, ok := b.Setup.Attack.Params.Find(p.Key)
	if !ok || q.Unit != p.Unit || q.Check(x) != nil {
		return nil, nil
	}
	return r.Run(ctx, b.Setup.Varied(SweepAttack, p.Key, x), nil)
}

// Varied returns the setup with another value for one parameter, of its attack
// or of its first defence, if there is such a parameter.
func (s Setup) Varied(axis Axis, key string, x float64) Setup {
	set, values := s.Attack.Params, &s.Values
	if axis == SweepDefense && len(s.Chain) > 0 {
		s.Chain = slices.Clone(s.Chain)
		set, values = s.Chain[0].Defense.Params, &s.Chain[0].Values
	}
	if _, ok := set.Find(key); ok {
		*values = values.Clone()
		(*values)[key] = x
	}
	return s
}
