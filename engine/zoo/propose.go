package zoo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"foolscope/engine/classifier"
	"foolscope/engine/dataset"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
)

// ErrNoPictures is the error of a search that is given nothing to go by.
var ErrNoPictures = errors.New("there are no pictures whose class is known")

// MaxPictures is how many pictures tell the preprocessings apart well enough.
const MaxPictures = 64

// Proposal is a preprocessing with what it achieved.
type Proposal struct {
	// Name says where it is customary.
	Name          string
	Preprocessing classifier.Preprocessing
	// Right of Of pictures got their own class.
	Right, Of int
	// Confidence is the mean probability of the right class.
	Confidence float64
}

// Propose tries every customary preprocessing on labelled pictures and returns
// all of them, the best first: the one with the most right answers, and of
// those the most confident. base is the manifest that is known so far; its
// preprocessing is left aside. Of the pictures only what the model's input takes is
// kept, so that they may be read one at a time. progress, if not nil, gets the share
// that is done. The error is ErrNoPictures, ctx's or the model's.
//
// The colours are tried on pictures whose centre is cut out; the best colours
// are then tried on stretched pictures, too.
func Propose(ctx context.Context, model *onnx.ModelProto, base classifier.Manifest, pictures iter.Seq[dataset.Example], progress func(float64)) ([]Proposal, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	c, err := openBare(model, base)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	width, height := c.Info().Width, c.Info().Height
	short := customaryShortSide(min(width, height))
	var cropped, stretched []dataset.Example
	for p := range pictures {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cropped = append(cropped, dataset.Example{Image: p.Image.Fit(short, width, height), Class: p.Class})
		stretched = append(stretched, dataset.Example{Image: p.Image.Stretch(width, height), Class: p.Class})
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(cropped) == 0 {
		return nil, ErrNoPictures
	}
	all := candidates()
	runs := float64(len(all) + 1)
	var out []Proposal
	for i, each := range all {
		each.Crop, each.ResizeShortSide = "center", short
		p, err := try(ctx, c, each, cropped)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
		progress(float64(i+1) / runs)
	}
	rank(out)
	whole := candidate{out[0].Name, out[0].Preprocessing}
	whole.Crop, whole.ResizeShortSide = "none", 0
	p, err := try(ctx, c, whole, stretched)
	if err != nil {
		return nil, err
	}
	out = append(out, p)
	rank(out)
	progress(1)
	return out, nil
}

// openBare opens a model that is fed what its file takes.
func openBare(model *onnx.ModelProto, base classifier.Manifest) (*classifier.Classifier, error) {
	data, err := onnx.Marshal(model)
	if err != nil {
		return nil, err
	}
	base.Preprocessing = classifier.Preprocessing{}
	manifest, err := json.Marshal(base)
	if err != nil {
		return nil, err
	}
	return classifier.New(data, manifest, classifier.Options{})
}

// customaryShortSide is 256 for an input whose short side has 224 pixels; small
// inputs take the whole picture.
func customaryShortSide(side int) int {
	if side < 200 {
		return side
	}
	return side * 256 / 224
}

// try measures one preprocessing on pictures of the input size.
func try(ctx context.Context, c *classifier.Classifier, way candidate, pictures []dataset.Example) (Proposal, error) {
	p := Proposal{Name: way.name, Preprocessing: way.Preprocessing, Of: len(pictures)}
	for batch := range slices.Chunk(pictures, 8) {
		inputs := make([]*pixel.Image, len(batch))
		for i, picture := range batch {
			inputs[i] = way.apply(picture.Image)
		}
		logits, err := c.Logits(ctx, inputs)
		if err != nil {
			return p, err
		}
		for i, z := range logits {
			if batch[i].Class >= len(z) {
				return p, fmt.Errorf("there is a picture of class %d, but the model has %d classes", batch[i].Class, len(z))
			}
			if loss.Argmax(z) == batch[i].Class {
				p.Right++
			}
			p.Confidence += loss.Softmax(z)[batch[i].Class] / float64(len(pictures))
		}
	}
	return p, nil
}

func rank(list []Proposal) {
	slices.SortStableFunc(list, func(a, b Proposal) int {
		switch {
		case a.Right != b.Right:
			return b.Right - a.Right
		case a.Confidence > b.Confidence:
			return -1
		case a.Confidence < b.Confidence:
			return 1
		}
		return 0
	})
}
