package main

import (
	"context"
	"fmt"
	"io"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/roadsign"
)

// result is how the trained network does on renders that it has not seen.
type result struct {
	pictures, right int
	// confusion counts [true class][predicted class].
	confusion [][]int
}

func measure(ctx context.Context, m *onnx.ModelProto, pictures int) (*result, error) {
	model, err := onnx.Marshal(m)
	if err != nil {
		return nil, err
	}
	description, err := manifest(nil)
	if err != nil {
		return nil, err
	}
	c, err := classifier.New(model, description, classifier.Options{})
	if err != nil {
		return nil, err
	}
	defer c.Close()
	r := &result{pictures: pictures}
	for range roadsign.Classes {
		r.confusion = append(r.confusion, make([]int, len(roadsign.Classes)))
	}
	held := renders{testSeed}
	for i := range pictures {
		im, class := held.at(i)
		logits, err := attack.LogitsOf(ctx, c, im.Round())
		if err != nil {
			return nil, err
		}
		predicted := loss.Argmax(logits)
		r.confusion[class][predicted]++
		if predicted == class {
			r.right++
		}
	}
	return r, nil
}

func (r *result) accuracy() float64 { return float64(r.right) / float64(r.pictures) }

// print lists the accuracy of each class and what it is mistaken for.
func (r *result) print(w io.Writer) {
	for class, row := range r.confusion {
		total := 0
		for _, n := range row {
			total += n
		}
		fmt.Fprintf(w, "%-20s %5.1f %%", roadsign.Classes[class], 100*float64(row[class])/float64(max(1, total)))
		for other, n := range row {
			if other != class && n > 0 {
				fmt.Fprintf(w, "  %d %s", n, roadsign.Classes[other])
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "held-out accuracy %.2f %% (%d of %d renders)\n", 100*r.accuracy(), r.right, r.pictures)
}
