package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/estimate"
	"foolscope/engine/pixel"
	"foolscope/engine/study"
	"foolscope/models"
)

// studied is a classifier in an experiment. One without an exact gradient has it estimated.
type studied struct {
	attack.Model
	classifier *classifier.Classifier
	estimate   int
}

// openStudied opens a model for an experiment. seed is that of estimated gradients.
func openStudied(ctx context.Context, path string, threads int, seed uint64) (study.Model, error) {
	c, err := openClassifier(ctx, path, classifier.Options{Threads: threads}, nil)
	if err != nil {
		return nil, err
	}
	if c.Differentiability().Missing == nil {
		return studied{Model: c, classifier: c}, nil
	}
	e := estimate.New(c, estimate.Params().Defaults(), seed)
	return studied{e, c, e.Queries()}, nil
}

// Fit implements trial.Viewer.
func (s studied) Fit(im *pixel.Image) *pixel.Image { return s.classifier.Fit(im) }

// Info implements study.Model.
func (s studied) Info() study.Info {
	info := s.classifier.Info()
	labels := make([]string, info.Classes)
	for i := range labels {
		labels[i] = s.classifier.Label(i)
	}
	return study.Info{
		Title: info.Title, Labels: labels, Independent: info.Independent, Estimate: s.estimate, Warnings: info.Warnings,
	}
}

// Close implements study.Model.
func (s studied) Close() error { return s.classifier.Close() }

// resolveModel finds the file of a model that a plan names: a path, the name of a model that was
// downloaded, or "" and the name of the one that is built in, which is no file.
func resolveModel(name string) (string, error) {
	if name == "" || strings.EqualFold(name, models.DefaultName) {
		return "", nil
	}
	if strings.EqualFold(filepath.Ext(name), ".onnx") {
		return name, nil
	}
	library, err := shelf()
	if err != nil {
		return "", err
	}
	for _, entry := range library.Entries {
		if strings.EqualFold(entry.Name, name) {
			if m, ok := library.Find(entry); ok {
				return m.Path, nil
			}
			return "", fmt.Errorf("the model %s has not been downloaded: get it on the page Models, or name a file", shown(name))
		}
	}
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	return "", fmt.Errorf("there is no model %q: name a file .onnx, or a model of the page Models", shown(name))
}
