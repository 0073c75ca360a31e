package study

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"time"

	"foolscope/engine/dataset"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// worker computes the rows of pictures, one picture after the other, with models of its own.
type worker struct {
	plan     Plan
	settings []Setting
	pictures *Pictures
	models   []Model
	maps     []dataset.Mapping
	wait     func(context.Context) error
}

// openModels opens the plan's models.
func (w *worker) openModels(ctx context.Context, paths []string, threads int, open func(context.Context, string, int) (Model, error)) error {
	for _, path := range paths {
		m, err := open(ctx, path, threads)
		if err != nil {
			return err
		}
		w.models = append(w.models, m)
		w.maps = append(w.maps, w.pictures.Mapping(m.Info().Labels))
	}
	return nil
}

func (w *worker) close() (err error) {
	for _, m := range w.models {
		err = errors.Join(err, m.Close())
	}
	return err
}

// done is a picture with all its rows.
type done struct {
	index int
	rows  []Row
	took  time.Duration
	err   error
}

// picture computes the rows of one picture, which is item of the set. A picture that cannot be
// opened, or that a model or an attack fails on, has a single row with the problem; an error ends
// the experiment.
func (w *worker) picture(ctx context.Context, index, item int) done {
	began := time.Now()
	rows, err := w.rows(ctx, index, item)
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case err != nil && !errors.Is(err, dataset.ErrGone):
		problem := Row{Index: index, Picture: w.pictures.Set.Items[item].Path, Problem: err.Error()}
		rows, err = []Row{problem}, nil
	}
	return done{index, rows, time.Since(began), err}
}

func (w *worker) rows(ctx context.Context, index, item int) ([]Row, error) {
	set := w.pictures.Set
	im, err := set.Image(ctx, item)
	if err != nil {
		return nil, err
	}
	class := w.pictures.Class(item)
	first := Row{Index: index, Picture: set.Items[item].Path, Hash: hashOf(im), Class: set.ClassName(class)}
	a := attempt{worker: w, image: im, runners: make([]*trial.Runner, len(w.models)), guests: make([]*trial.Guest, len(w.models))}
	rows := make([]Row, 0, len(w.settings))
	for _, s := range w.settings {
		if w.wait != nil {
			if err := w.wait(ctx); err != nil {
				return nil, err
			}
		}
		out, err := a.outcome(ctx, s)
		if err != nil {
			return nil, err
		}
		r := first
		r.Setting, r.Truth = s, w.maps[s.Model].Label(class)
		r.take(out, w.models[s.Model].Info().Labels)
		if s.Attack == Untouched {
			r.untouched(out)
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// attempt is one picture before all models.
type attempt struct {
	*worker
	image   *pixel.Image
	runners []*trial.Runner
	guests  []*trial.Guest
	// last is what came of the model that an attack was made on, for its guests.
	last *trial.Outcome
}

// outcome tries one setting. What settings have in common is computed once, as they come in order.
func (a *attempt) outcome(ctx context.Context, s Setting) (*trial.Outcome, error) {
	if s.Model != s.MadeOn {
		if a.guests[s.Model] == nil {
			m := a.models[s.Model]
			a.guests[s.Model] = trial.NewGuest(m, m.Info().Independent)
		}
		out, err := a.guests[s.Model].Show(ctx, a.last, trial.None)
		return out, a.named(s, err)
	}
	if a.runners[s.Model] == nil {
		m := a.models[s.Model]
		a.runners[s.Model] = trial.NewRunner(trial.Subject{
			Model: m, Independent: m.Info().Independent, Estimate: m.Info().Estimate, Image: m.Fit(a.image), Label: trial.None,
		})
	}
	var out *trial.Outcome
	var err error
	if s.Attack == Untouched {
		out, err = a.runners[s.Model].Untouched(ctx, a.plan.ChainOf(s), a.plan.Seed)
	} else {
		out, err = a.runners[s.Model].Run(ctx, a.plan.Setup(s), nil)
	}
	a.last = out
	return out, a.named(s, err)
}

// named says which model, attack and defence an error is about.
func (a *attempt) named(s Setting, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	what := ""
	if s.Attack != Untouched {
		what = a.plan.Attacks[s.Attack].Attack.Name + " on "
	}
	return fmt.Errorf("%s%s: %w", what, a.models[s.Model].Info().Title, err)
}

// hashOf is the sha256 of a picture's size and pixels.
func hashOf(im *pixel.Image) string {
	sum := sha256.New()
	head := binary.BigEndian.AppendUint32(nil, uint32(im.Width))
	sum.Write(binary.BigEndian.AppendUint32(head, uint32(im.Height)))
	levels := make([]byte, len(im.Pix))
	for i, x := range im.Pix {
		levels[i] = byte(math.Round(float64(x) * 255))
	}
	sum.Write(levels)
	return hex.EncodeToString(sum.Sum(nil))
}
