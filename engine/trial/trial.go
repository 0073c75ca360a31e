package trial

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/metric"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// None stands for a class that is not given.
const None = -1

// Setup says what is tried, on any number of pictures.
type Setup struct {
	Model attack.Model
	// Independent is true if the model's classes do not exclude each other.
	Independent bool
	Attack      *attack.Attack
	// Values has a value for each of the attack's parameters.
	Values param.Values
	// Label is the class that the picture shows, which the attack leaves. None
	// takes the model's own prediction for it.
	Label int
	// Target is the class to reach, or None for any other.
	Target int
	// Seed determines every random draw, together with the picture.
	Seed uint64
	// Defense is what the attacked picture goes through, or nil.
	Defense *defense.Defense
	// DefenseValues has a value for each of the defence's parameters.
	DefenseValues param.Values
}

// Prediction is what the model says about a picture.
type Prediction struct {
	Class       int
	Probability float64
}

// errNoScores says that a model gave infinities or worse.
var errNoScores = errors.New("the model's scores are not numbers")

func (s Setup) predict(logits []float32) (Prediction, error) {
	top := loss.Argmax(logits)
	p := loss.Probabilities(logits, s.Independent)[top]
	if math.IsNaN(p) {
		return Prediction{}, errNoScores
	}
	return Prediction{top, p}, nil
}

// Outcome is what came out.
type Outcome struct {
	// Attacked is the attacked picture; Defended is nil without a defence.
	Attacked, Defended *pixel.Image
	// Clean, AfterAttack and AfterDefense are what the model says; the last is
	// nil without a defence.
	Clean, AfterAttack Prediction
	AfterDefense       *Prediction
	// Fooled is true if the attacked picture fulfils the goal, and
	// AlreadyFooled if the original did: the model was wrong before, or said
	// the target.
	Fooled, AlreadyFooled bool
	// Change is the distance of the attacked picture from the original.
	Change metric.Comparison
	// Gradients and Queries count what the attack asked for.
	Gradients, Queries int
	// Remarks are sentences that a fair judgement of the attack must know.
	Remarks []string
	// Took is the time of the attack alone.
	Took time.Duration
}

// Run tries the setup on a picture at the model's input size and on the 8-bit
// grid.
func (s Setup) Run(ctx context.Context, im *pixel.Image) (*Outcome, error) {
	logits, err := s.Model.Logits(ctx, im)
	if err != nil {
		return nil, err
	}
	out := &Outcome{}
	if out.Clean, err = s.predict(logits); err != nil {
		return nil, err
	}
	goal := attack.Goal{Class: s.Label}
	switch {
	case s.Target != None:
		goal = attack.Goal{Class: s.Target, Targeted: true}
	case s.Label == None:
		goal.Class = out.Clean.Class
	}
	out.AlreadyFooled = goal.Reached(logits)

	start := time.Now()
	result, err := s.Attack.Run(ctx, attack.Job{
		Model: s.Model, Image: im, Goal: goal, Independent: s.Independent, Values: s.Values, Seed: s.Seed,
	})
	if err != nil {
		return nil, err
	}
	out.Took = time.Since(start)
	out.Attacked, out.Gradients, out.Queries = result.Image, result.Gradients, result.Queries
	out.Fooled = goal.Reached(result.Logits)
	if out.AfterAttack, err = s.predict(result.Logits); err != nil {
		return nil, err
	}
	out.Change = metric.Compare(im, result.Image)
	for _, remark := range []string{
		result.Start.Remark(), s.Attack.Idle(result, s.Values, out.Change.Linf > 0, out.AlreadyFooled),
	} {
		if remark != "" {
			out.Remarks = append(out.Remarks, remark)
		}
	}
	if s.Defense == nil {
		return out, nil
	}
	if out.Defended, err = s.Defense.Apply(ctx, result.Image, s.DefenseValues, s.Seed); err != nil {
		return nil, fmt.Errorf("the defence %s: %w", s.Defense.Key, err)
	}
	if logits, err = s.Model.Logits(ctx, out.Defended); err != nil {
		return nil, err
	}
	after, err := s.predict(logits)
	out.AfterDefense = &after
	return out, err
}
