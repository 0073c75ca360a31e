package adversarial

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"foolscope/engine/dataset"
	"foolscope/engine/disk"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

// one attacks one picture, writes it, and judges what was written. An error ends the making.
func (m Making) one(ctx context.Context, model Model, i int, name string) (entry, error) {
	source := m.Set.Items[i].Path
	im, err := m.Set.Image(ctx, i)
	if err == nil && m.Own && im.Width*im.Height > maxOwn {
		err = fmt.Errorf("it has more than %d million pixels: attack it at the model's size", maxOwn>>20)
	}
	var outcome *trial.Outcome
	var viewer trial.Viewer = model
	if m.Own {
		viewer = through{model}
	}
	if err == nil {
		outcome, err = trial.NewRunner(trial.Subject{
			Model: viewer, Independent: m.Independent, Estimate: m.Estimate, Image: viewer.Fit(im), Label: trial.None,
		}).Run(ctx, m.Setup, nil)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, dataset.ErrGone):
		return nil, err
	case err != nil:
		return refusal(source, err), nil
	}
	t := told{path: name, label: m.Set.Text(m.Class(i)), source: source, outcome: outcome}
	if file := m.Set.File(i); file != "" {
		if t.sourceSum, err = disk.SumFile(ctx, file); err != nil {
			return nil, fmt.Errorf("%s cannot be read again: %w", source, disk.Explained(err))
		}
	}
	target := m.at(name)
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, fmt.Errorf("the folder %s cannot be made: %w", filepath.Dir(name), disk.Explained(err))
	}
	if err := pixel.WritePNG(target, outcome.Attacked); err != nil {
		return nil, err
	}
	return m.judged(ctx, model, t)
}

// judged opens the written file and asks the model about it.
func (m Making) judged(ctx context.Context, model Model, t told) (entry, error) {
	back, err := pixel.Open(ctx, m.at(t.path))
	if err != nil {
		return nil, err
	}
	if t.sum, err = disk.SumFile(ctx, m.at(t.path)); err != nil {
		return nil, fmt.Errorf("%s cannot be read again: %w", t.path, disk.Explained(err))
	}
	logits, err := model.Logits(ctx, []*pixel.Image{model.Fit(back)})
	if err != nil {
		return nil, err
	}
	if t.after, err = trial.Predict(logits[0], m.Independent); err != nil {
		return nil, err
	}
	t.fooled = t.outcome.Goal.Reached(logits[0])
	t.change = metric.Compare(t.outcome.Original, back)
	return m.entry(t)
}
