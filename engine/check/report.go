package check

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"

	"foolscope/engine/aside"
	"foolscope/engine/attack"
	"foolscope/engine/autodiff"
	"foolscope/engine/classifier"
	"foolscope/engine/estimate"
	"foolscope/engine/loss"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// Report is what File finds. Figures that could not be measured are nil.
type Report struct {
	// Model is the path of the file.
	Model string `json:"model"`
	// Differentiable is true if the gradient of a loss can be computed.
	Differentiable bool `json:"differentiable"`
	// Unsupported lists the operators without a derivative on the way from the
	// input to the output; empty, not nil, if there are none.
	Unsupported []string `json:"unsupported"`
	// StraightThrough describes the nodes that round, which the gradient passes
	// as if they did not. Then there is no GradientError: differences see steps.
	StraightThrough []string `json:"straight_through,omitempty"`
	// GradientError is how far slopes predicted by the gradient are from
	// measured ones: the median of the relative difference.
	GradientError *float64 `json:"gradient_error"`
	// ForwardMS and GradientMS are medians, in milliseconds, for one picture.
	ForwardMS  *float64 `json:"forward_ms"`
	GradientMS *float64 `json:"gradient_ms"`
	// Ratio is GradientMS divided by ForwardMS.
	Ratio *float64 `json:"ratio"`

	// Gradient is "exact", "straight-through", or "estimate" if attacks have to
	// estimate it from the scores; empty if the model does not even predict.
	Gradient string `json:"gradient,omitempty"`
	// EstimateQueries is how many pictures the model is asked about for one
	// estimate, 0 if there is an exact gradient.
	EstimateQueries int `json:"estimate_queries,omitempty"`
	// Problem says what keeps the model from being used fully, empty if nothing.
	Problem string `json:"problem,omitempty"`
	// UnsupportedNodes describes each node with an unsupported operator.
	UnsupportedNodes []string `json:"unsupported_nodes,omitempty"`
	// Classes is 0 if the model could not be opened.
	Classes int    `json:"classes,omitempty"`
	Title   string `json:"title,omitempty"`
	// Inputs are what has to be fed; a classifier has one.
	Inputs  []Value `json:"inputs"`
	Outputs []Value `json:"outputs"`
	// Preprocessing is nil if the model could not be opened. Assumed is true
	// if nothing gave mean and std.
	Preprocessing *classifier.Preprocessing `json:"preprocessing"`
	Layout        string                    `json:"layout,omitempty"`
	// Channels is how many the model takes: 1 is grey.
	Channels int  `json:"channels,omitempty"`
	Assumed  bool `json:"assumed"`
	// Sources says where size, preprocessing and labels were read.
	Sources []classifier.Source `json:"sources,omitempty"`
	// Operators counts the nodes by operator.
	Operators map[string]int `json:"operators"`
	Opset     int64          `json:"opset"`
	Warnings  []string       `json:"warnings,omitempty"`
	// Provider is what computed the measurements: "CPU".
	Provider string `json:"provider,omitempty"`
}

// Value is an input or an output of a model.
type Value struct {
	Name string `json:"name"`
	// Shape has -1 for a free dimension; it is empty if none is declared.
	Shape []int64 `json:"shape"`
}

// Counted is an operator with the number of its nodes.
type Counted struct {
	Operator string
	Count    int
}

// ByCount lists the operators, the most frequent first.
func (r *Report) ByCount() []Counted {
	var out []Counted
	for _, op := range slices.Sorted(maps.Keys(r.Operators)) {
		out = append(out, Counted{op, r.Operators[op]})
	}
	slices.SortStableFunc(out, func(a, b Counted) int { return b.Count - a.Count })
	return out
}

// File checks the model at path, with the manifest beside it. The error is for
// a file that is not a classifier at all; one that cannot be used because of its
// operators has a report.
func File(ctx context.Context, path string) (*Report, error) {
	// A helper comes first: merely to read a model can take all memory.
	c, err := aside.Open(ctx, path, classifier.Options{Spin: true}, nil)
	missing, refused := (*ort.MissingLibraryError)(nil), (*aside.Refusal)(nil)
	if errors.As(err, &missing) || errors.As(err, &refused) || ctx.Err() != nil {
		return nil, err
	}
	if err == nil {
		defer c.Close()
	}
	m, unread := onnx.ReadFile(path)
	if unread != nil {
		return nil, unread
	}
	r := describe(path, m)
	if err != nil {
		// An unknown operator is the model's fault and belongs into
		// the report, if that is the reason.
		if r.obstacle(withoutRule(m)); len(r.Unsupported) == 0 {
			return nil, err
		}
		r.Problem = err.Error()
		return r, nil
	}
	info := c.Info()
	r.Classes, r.Title = info.Classes, info.Title
	r.Sources = info.Sources
	r.Channels, r.Preprocessing, r.Layout, r.Assumed, r.Warnings = info.Channels, &info.Preprocessing, info.Layout, info.Assumed, info.Warnings
	if err := r.measure(ctx, c); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	provider, refusal := c.Provider()
	r.Provider = provider.Title
	if refusal != nil {
		r.warn(refusal.Error() + ".")
	}
	return r, nil
}

// describe fills in what the file says without being run.
func describe(path string, m *onnx.ModelProto) *Report {
	r := &Report{Model: path, Unsupported: []string{}, Operators: map[string]int{}, Opset: onnx.Opset(m)}
	for _, n := range m.Graph.Node {
		r.Operators[onnx.Operator(n)]++
	}
	values := func(list []*onnx.ValueInfoProto) []Value {
		out := make([]Value, len(list))
		for i, v := range list {
			dims, _ := onnx.Dims(v)
			out[i] = Value{v.Name, append([]int64{}, dims...)}
		}
		return out
	}
	r.Inputs, r.Outputs = values(onnx.FeedInputs(m.Graph)), values(m.Graph.Output)
	return r
}

// obstacle notes what stands in the way of a gradient; err may be nil.
func (r *Report) obstacle(err error) {
	if err == nil {
		return
	}
	r.Problem = err.Error()
	if missing := (*autodiff.UnsupportedError)(nil); errors.As(err, &missing) {
		r.Unsupported, r.UnsupportedNodes = missing.Operators, missing.Nodes
	}
}

// withoutRule looks for operators without a derivative in a model that cannot
// be opened, with guessed sizes where they are free.
func withoutRule(m *onnx.ModelProto) error {
	const side = 224
	r := autodiff.Request{Shapes: map[string][]int64{}}
	for _, v := range onnx.FeedInputs(m.Graph) {
		dims, _ := onnx.Dims(v)
		for i := range dims {
			if dims[i] < 0 {
				dims[i] = side
				if i == 0 {
					dims[i] = 1
				}
			}
		}
		r.Shapes[v.Name] = dims
		r.Targets = append(r.Targets, v.Name)
	}
	_, err := autodiff.Gradient(m, r)
	return err
}

// measure runs the model and its gradient. Whatever goes wrong with the
// gradient is a finding, not an error.
func (r *Report) measure(ctx context.Context, c *classifier.Classifier) error {
	info := c.Info()
	im := picture(info.Width, info.Height)
	logits, err := attack.LogitsOf(ctx, c, im)
	if err != nil {
		return err
	}
	forward, err := milliseconds(ctx, func() error {
		_, err := attack.LogitsOf(ctx, c, im)
		return err
	})
	if err != nil {
		return err
	}
	r.ForwardMS = &forward
	derived := c.Differentiability()
	if derived.Missing != nil {
		r.obstacle(derived.Missing)
		r.Gradient = "estimate"
		r.EstimateQueries = estimate.New(c, estimate.Params().Defaults(), 0).Queries()
		return nil
	}
	r.StraightThrough = derived.StraightThrough
	// The slopes are steep for a class that is likely, but not the first.
	rising := loss.For(runnerUp(logits), info.Independent)
	flat := false
	gradient, err := milliseconds(ctx, func() error {
		_, g, err := attack.GradientOf(ctx, c, im, rising)
		flat = err == nil && isZero(g)
		return err
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		r.obstacle(err)
		return nil
	}
	ratio := rounded(gradient / forward)
	r.Differentiable, r.GradientMS, r.Ratio, r.Gradient = true, &gradient, &ratio, "exact"
	patchy, err := r.lookFlat(ctx, c, im, loss.Argmax(logits))
	if err != nil {
		return err
	}
	if len(r.StraightThrough) > 0 {
		r.Gradient = "straight-through"
		return nil
	}
	off, err := GradientError(ctx, c, im, rising)
	switch {
	case err != nil:
		return err
	case math.IsNaN(off) && patchy: // that has been said
	case math.IsNaN(off):
		r.warn("The gradient is not a number on the picture that was tried: attacks have no direction there. Check the range of values that the model expects (mean and std in its manifest).")
	case flat:
	default:
		r.GradientError = &off
		if off > suspicious {
			r.warn("The gradient does not agree with measured slopes: attacks may be weaker than they could be.")
		}
	}
	return nil
}

// lookFlat says so if attacks that leave a class find a gradient of zero, or one that
// is patchy: not a number at some of the pixels.
func (r *Report) lookFlat(ctx context.Context, c *classifier.Classifier, im *pixel.Image, class int) (patchy bool, err error) {
	_, g, err := attack.GradientOf(ctx, c, im, loss.For(class, c.Info().Independent))
	broken := func(d float32) bool { return d-d != 0 }
	if err == nil && slices.ContainsFunc(g.Pix, broken) {
		if !slices.ContainsFunc(g.Pix, func(d float32) bool { return !broken(d) }) {
			return false, nil
		}
		r.warn("The gradient is not a number at some of the pixels of the picture that was tried: attacks leave those alone. Check the range of values that the model expects (mean and std in its manifest), or try attacks without a gradient.")
		return true, nil
	}
	if err != nil || !isZero(g) {
		return false, err
	}
	_, margin, err := attack.GradientOf(ctx, c, im, loss.Margin{Class: class})
	switch {
	case err != nil:
		return false, err
	case isZero(margin):
		r.warn("The gradient is zero on the picture that was tried: attacks have no direction there. Check the range of values that the model expects (mean and std in its manifest), or try attacks without a gradient.")
	default:
		r.warn("The gradient of the cross-entropy is zero on the picture that was tried, as the model is too sure there: attacks follow the margin between the scores instead.")
	}
	return false, nil
}

func isZero(g *pixel.Image) bool {
	return !slices.ContainsFunc(g.Pix, func(d float32) bool { return d != 0 })
}

// warn adds a sentence that whoever uses the model should read. The list of the
// classifier is not changed.
func (r *Report) warn(sentence string) {
	r.Warnings = append(r.Warnings[:len(r.Warnings):len(r.Warnings)], sentence)
}

// suspicious is an error of the gradient that kinks of the network and
// rounding rarely explain.
const suspicious = 0.05

func runnerUp(logits []float32) int {
	top := loss.Argmax(logits)
	second := (top + 1) % len(logits)
	for i, z := range logits {
		if i != top && z > logits[second] {
			second = i
		}
	}
	return second
}
