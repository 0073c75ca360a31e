package detect

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
)

// Detector scores pictures. Detectors that need no training and those that were
// trained beforehand do so alike.
type Detector interface {
	// Key names the detector on the command line and in files.
	Key() string
	// Score is how suspicious a picture at the model's input size is, from 0. It
	// asks the model, and the error is the model's or ctx's.
	Score(ctx context.Context, model attack.Model, im *pixel.Image) (float64, error)
}
