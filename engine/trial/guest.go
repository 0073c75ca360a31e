package trial

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// Viewer is a model that brings pictures to the size of its input.
type Viewer interface {
	attack.Model
	// Fit returns a picture at the model's input size, on the 8-bit grid.
	Fit(im *pixel.Image) *pixel.Image
}

// guestViews is how many pictures a guest remembers: the original, and the
// attacked and the defended one of the outcome and of a few points of a sweep.
const guestViews = 8

// Guest is a second model, which is shown the pictures that were made for the
// first one (transfer). It remembers what it said of the last pictures, and is
// not safe for concurrent use.
type Guest struct {
	model       Viewer
	independent bool
	// views are in the order of their last use, the latest first.
	views []view
}

// view is a picture of the first model as the guest sees it.
type view struct {
	of, fitted *pixel.Image
	says       Prediction
}

// NewGuest returns a guest; independent is true if the model's classes do not
// exclude each other.
func NewGuest(model Viewer, independent bool) *Guest {
	return &Guest{model: model, independent: independent}
}

// Show returns an outcome for the guest: the pictures as it sees them, what it
// says of them, and how far they are from each other. target is the class of the
// guest that stands for that which the attack should reach, None for any other
// than it says of the original. The guest took part in no attack, so nothing is
// counted or remarked.
func (g *Guest) Show(ctx context.Context, o *Outcome, target int) (*Outcome, error) {
	original, err := g.look(ctx, o.Original)
	if err != nil {
		return nil, err
	}
	attacked, err := g.look(ctx, o.Attacked)
	if err != nil {
		return nil, err
	}
	out := &Outcome{
		Setup: o.Setup, Original: original.fitted, Attacked: attacked.fitted,
		Goal:  attack.Goal{Class: original.says.Class},
		Clean: original.says, AfterAttack: attacked.says,
		Change: metric.Compare(original.fitted, attacked.fitted),
	}
	if target != None {
		out.Goal = attack.Goal{Class: target, Targeted: true}
	}
	out.Fooled, out.AlreadyFooled = out.Goal.Reached(attacked.says.Logits), out.Goal.Reached(original.says.Logits)
	if o.Defended == nil {
		return out, nil
	}
	defended, err := g.look(ctx, o.Defended)
	if err != nil {
		return nil, err
	}
	out.Defended, out.AfterDefense = defended.fitted, &defended.says
	out.FooledBehind = out.Goal.Reached(defended.says.Logits)
	return out, nil
}

// look asks the model about a picture, unless it did so lately. Pictures of
// outcomes are never changed, so that it is enough to know them by their place.
func (g *Guest) look(ctx context.Context, im *pixel.Image) (view, error) {
	for i, v := range g.views {
		if v.of == im {
			copy(g.views[1:], g.views[:i])
			g.views[0] = v
			return v, nil
		}
	}
	fitted := g.model.Fit(im)
	logits, err := attack.LogitsOf(ctx, g.model, fitted)
	if err != nil {
		return view{}, err
	}
	says, err := Predict(logits, g.independent)
	if err != nil {
		return view{}, err
	}
	v := view{im, fitted, says}
	g.views = append([]view{v}, g.views[:min(len(g.views), guestViews-1)]...)
	return v, nil
}
