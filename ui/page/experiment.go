package page

import (
	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Tried is what one page tries on one picture, and another on a data set.
type Tried struct {
	// Model is the path of the model, empty for the one that is built in.
	Model string
	Setup trial.Setup
	// Axis and Varied are what a plot of it varies; the key of Varied is empty if nothing is.
	Axis   trial.Axis
	Varied param.Param
}

// Experimenter is a page that tries on a data set what another tries on a picture.
type Experimenter interface {
	Page
	Experiment(t Tried)
}
