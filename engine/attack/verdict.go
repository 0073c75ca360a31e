package attack

import (
	"context"
	"fmt"
	"math"

	"foolscope/engine/pixel"
)

// verdict says how good a picture is for the attacker.
type verdict struct {
	reached bool
	// value is that of the objective.
	value float64
}

func judge(goal Goal, climbed objective, logits []float32) verdict {
	value := climbed.value(logits)
	if math.IsNaN(value) {
		value = math.Inf(-1)
	}
	return verdict{goal.Reached(logits), value}
}

// better puts the goal first and the loss second.
func (v verdict) better(than verdict) bool {
	if v.reached != than.reached {
		return v.reached
	}
	return v.value > than.value
}

// finalist is a picture that may become the result, judged after rounding.
type finalist struct {
	verdict
	image, exact *pixel.Image
	logits       []float32
}

// or returns the better of two finalists, f if they are equal.
func (f finalist) or(other finalist) finalist {
	if f.image == nil || other.better(f.verdict) {
		return other
	}
	return f
}

// finish rounds x within the ball and asks the model about the 8-bit picture.
func finish(ctx context.Context, model Model, goal Goal, climbed objective, within ball, x *pixel.Image) (finalist, error) {
	image := within.round(x)
	logits, err := LogitsOf(ctx, model, image)
	if err != nil {
		return finalist{}, failure(ctx, "the attacked picture", err)
	}
	return finalist{judge(goal, climbed, logits), image, x, logits}, nil
}

// failure is the context's error if the context ended, whatever the model made
// of that, else the model's error with the place where it happened.
func failure(ctx context.Context, place string, err error) error {
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	return fmt.Errorf("attack, %s: %w", place, err)
}
