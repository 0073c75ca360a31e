package trial

import (
	"context"
	"errors"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
)

// Learning has an attack learn from pictures, and counts what it is worth on others.
type Learning struct {
	// Setup has the attack, its values, the goal and the seed. Its chain means nothing.
	Setup Setup
	Model attack.Model
	// Independent is true if the model's classes do not exclude each other.
	Independent bool
	// Images are at the model's input size and on the 8-bit grid. Every fifth is held
	// back: it is not learned from.
	Images []*pixel.Image
	// Observe, if not nil, is called after each of total passes, on the goroutine of Learn.
	Observe func(done, total int)
}

// Share is a number out of another.
type Share struct{ Count, Of int }

// Learned is what came of it.
type Learned struct {
	Fitted *attack.Fitted
	// From counts the pictures learned from that reach the goal with what was learned, and HeldBack the
	// others. Pictures that reach the goal as they are count in neither.
	From, HeldBack Share
}

// heldBack says that every so many pictures one is not learned from.
const heldBack = 5

// Learn learns. Its error is that of the model or of ctx, or says what is wrong with the pictures.
func (l Learning) Learn(ctx context.Context) (*Learned, error) {
	if l.Setup.Attack.Fit == nil {
		panic("trial: an attack that learns nothing")
	}
	if len(l.Images) < 2 {
		return nil, errors.New("to learn takes at least two pictures: one of five shows what it is worth")
	}
	job := attack.FitJob{Model: l.Model, Independent: l.Independent, Values: l.Setup.Values, Seed: l.Setup.Seed, Observe: l.Observe}
	for i, im := range l.Images {
		if l.isHeldBack(i) {
			continue
		}
		logits, err := attack.LogitsOf(ctx, l.Model, im)
		if err != nil {
			return nil, err
		}
		goal := l.Setup.Goal.For(logits, None)
		job.Images, job.Goals = append(job.Images, im), append(job.Goals, goal)
	}
	out := &Learned{}
	var err error
	if out.Fitted, err = l.Setup.Attack.Fit(ctx, job); err != nil {
		return nil, err
	}
	setup := l.Setup
	setup.Fitted, setup.Chain = out.Fitted, nil
	for i, im := range l.Images {
		done, err := setup.Run(ctx, Subject{Model: l.Model, Independent: l.Independent, Image: im, Label: None})
		if err != nil {
			return nil, err
		}
		share := &out.From
		if l.isHeldBack(i) {
			share = &out.HeldBack
		}
		if done.AlreadyFooled {
			continue
		}
		share.Of++
		if done.Fooled {
			share.Count++
		}
	}
	return out, nil
}

func (l Learning) isHeldBack(i int) bool {
	return i%heldBack == heldBack-1 || i == 1 && len(l.Images) < heldBack
}
