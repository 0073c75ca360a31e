package study

import (
	"context"
	"errors"
	"fmt"

	"foolscope/engine/trial"
)

// Again tries settings of an experiment once more, to have the pictures that rows tell of. It is
// used by one goroutine, and must be closed.
type Again struct {
	worker worker
	// picture is the one of the last call, so that its other settings cost less.
	picture int
	attempt attempt
}

// NewAgain opens the data set and the models of a plan.
func NewAgain(ctx context.Context, p Plan, env Env) (*Again, error) {
	pictures, err := p.Data.Open(ctx, env.Decisions)
	if err != nil {
		return nil, err
	}
	a := &Again{worker: worker{plan: p, settings: p.Settings(), pictures: pictures, wait: env.Wait}, picture: -1}
	var paths []string
	for _, name := range p.Models {
		path, err := env.Resolve(name)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	if err := a.worker.openModels(ctx, paths, max(1, env.Processors), env.Open); err != nil {
		return nil, errors.Join(err, a.worker.close())
	}
	return a, nil
}

// Outcome tries one setting on one picture, by its index among those of the experiment.
func (a *Again) Outcome(ctx context.Context, picture int, s Setting) (*trial.Outcome, error) {
	if picture < 0 || picture >= len(a.worker.pictures.Items) {
		return nil, fmt.Errorf("the experiment has no picture %d", picture+1)
	}
	if a.picture != picture {
		im, err := a.worker.pictures.Set.Image(ctx, a.worker.pictures.Items[picture])
		if err != nil {
			return nil, err
		}
		n := len(a.worker.models)
		a.attempt = attempt{worker: &a.worker, image: im, runners: make([]*trial.Runner, n), guests: make([]*trial.Guest, n)}
		a.picture = picture
	}
	if s.Model != s.MadeOn {
		made := s
		made.Model = s.MadeOn
		if _, err := a.attempt.outcome(ctx, made); err != nil {
			return nil, err
		}
	}
	return a.attempt.outcome(ctx, s)
}

// Close closes the models.
func (a *Again) Close() error { return a.worker.close() }
