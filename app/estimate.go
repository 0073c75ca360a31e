package main

import (
	"fmt"
	"io"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/estimate"
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// standIn makes an attack that needs a gradient estimate it, if the classifier
// has none, and says so.
func standIn(s trial.Setup, on *trial.Subject, c *classifier.Classifier, values param.Values, stderr io.Writer) {
	if s.Attack.Needs != attack.Gradients {
		return
	}
	missing := c.Differentiability().Missing
	if missing == nil {
		return
	}
	e := estimate.New(c, values, s.Seed)
	on.Model, on.Estimate = e, e.Queries()
	complain(stderr, fmt.Errorf("%s has no exact gradient: %w", shown(c.Info().Title), missing))
	complain(stderr, fmt.Errorf("%s goes by an estimate of it, from %d runs of the model each; it is slower and weaker than with the gradient", s.Attack.Name, e.Queries()))
}
