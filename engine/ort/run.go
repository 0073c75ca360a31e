package ort

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// sizes are the sizes of the outputs at given sizes of the inputs, both in the
// order of the session.
type sizes struct{ inputs, outputs [][]int64 }

// Run evaluates the network and returns all outputs, by name. Numbers are
// converted to and from the types that the network uses. When ctx ends, the
// run stops after the operator at work, and the error wraps ctx's.
func (s *Session) Run(ctx context.Context, inputs map[string]Tensor) (map[string]Tensor, error) {
	outputs := make(map[string]Tensor, len(s.outputs))
	if err := s.RunInto(ctx, inputs, outputs); err != nil {
		return nil, err
	}
	return outputs, nil
}

// RunInto is Run with memory to write to: an output that stands in outputs with
// the right shape is overwritten, any other is replaced by a new tensor. After
// an error, the contents of outputs are undefined.
func (s *Session) RunInto(ctx context.Context, inputs, outputs map[string]Tensor) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("the run was not started: %w", err)
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.handle == nil {
		return ErrClosed
	}
	if err := s.check(inputs); err != nil {
		return err
	}
	err := s.run(ctx, inputs, outputs, s.expected(inputs))
	if errors.Is(err, errSizeChanged) {
		s.unsteady.Store(true)
		err = s.run(ctx, inputs, outputs, nil)
	}
	if err != nil && ctx.Err() != nil {
		return fmt.Errorf("the run was stopped: %w", ctx.Err())
	}
	return err
}

// expected returns the shapes that the outputs will have for these inputs, or
// nil if that is not known yet.
func (s *Session) expected(inputs map[string]Tensor) [][]int64 {
	known := s.known.Load()
	if known == nil || s.unsteady.Load() {
		return nil
	}
	for i, info := range s.inputs {
		if !slices.Equal(known.inputs[i], inputs[info.Name].Shape) {
			return nil
		}
	}
	return known.outputs
}

// run evaluates the network once. If shapes is not nil, onnxruntime writes the
// outputs of these shapes where they will be read; else it allocates them and
// they are copied.
func (s *Session) run(ctx context.Context, inputs, outputs map[string]Tensor, shapes [][]int64) error {
	// The memory that onnxruntime is told of must not be collected before the
	// run is over; only pinning it lets C keep a pointer to it.
	var pins runtime.Pinner
	defer pins.Unpin()
	in := make([]onnxruntime.Value, len(s.inputs))
	out := make([]onnxruntime.Value, len(s.outputs))
	defer destroy(in)
	defer destroy(out)
	for i, info := range s.inputs {
		value, err := toValue(inputs[info.Name], info.Type, &pins)
		if err != nil {
			return fmt.Errorf("input %q: %w", info.Name, err)
		}
		in[i] = value
	}
	direct := make([]Tensor, len(s.outputs))
	for i, info := range s.outputs {
		shape := info.Shape
		if shapes != nil {
			shape = shapes[i]
		}
		// The binding cannot allocate single numbers, so that these are
		// always provided.
		scalar := shape != nil && len(shape) == 0
		if scalar && info.Type != "" {
			value, err := newScalar(info.Type)
			if err != nil {
				return fmt.Errorf("output %q: %w", info.Name, err)
			}
			out[i] = value
			continue
		}
		if shapes == nil || info.Type != "float32" {
			continue
		}
		given, ok := outputs[info.Name]
		if n, _ := count(shape); !ok || !slices.Equal(given.Shape, shape) || int64(len(given.Data)) != n {
			given = NewTensor(shape...)
		}
		value, err := toValue(given, info.Type, &pins)
		if err != nil {
			return fmt.Errorf("output %q: %w", info.Name, err)
		}
		out[i], direct[i] = value, given
	}

	if err := s.evaluate(ctx, in, out); err != nil {
		if shapes != nil && strings.Contains(err.Error(), "shape verification failed") {
			return errSizeChanged
		}
		return plainRun(err)
	}

	learned := sizes{}
	for i, info := range s.outputs {
		if direct[i].Data == nil {
			tensor, err := fromValue(out[i])
			if err != nil {
				return fmt.Errorf("output %q: %w", info.Name, err)
			}
			direct[i] = tensor
		}
		outputs[info.Name] = direct[i]
		learned.outputs = append(learned.outputs, slices.Clone(direct[i].Shape))
	}
	if shapes == nil && !s.unsteady.Load() {
		for _, info := range s.inputs {
			learned.inputs = append(learned.inputs, slices.Clone(inputs[info.Name].Shape))
		}
		s.known.Store(&learned)
	}
	return nil
}

// errSizeChanged says that an output had another size than the last time,
// although the inputs had the same.
var errSizeChanged = errors.New("ort: the size of an output has changed")

// evaluate calls onnxruntime and tells it to stop when ctx ends.
func (s *Session) evaluate(ctx context.Context, in, out []onnxruntime.Value) error {
	if ctx.Done() == nil {
		return s.handle.RunWithOptions(in, out, nil)
	}
	options, err := onnxruntime.NewRunOptions()
	if err != nil {
		return err
	}
	defer options.Destroy()
	told := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(told)
		// It can only fail on options that were destroyed.
		_ = options.Terminate()
	})
	err = s.handle.RunWithOptions(in, out, options)
	if !stop() {
		<-told
	}
	return err
}

// check compares the inputs of a run with what the network takes.
func (s *Session) check(inputs map[string]Tensor) error {
	for _, info := range s.inputs {
		t, ok := inputs[info.Name]
		if !ok {
			return fmt.Errorf("input %q is missing: the network takes %s", info.Name, list(s.inputs))
		}
		if !fits(info.Shape, t.Shape) {
			return fmt.Errorf("input %q has the shape %s, but the network takes %s", info.Name, shapeText(t.Shape), shapeText(info.Shape))
		}
		n, ok := count(t.Shape)
		if !ok {
			return fmt.Errorf("input %q has the impossible shape %s", info.Name, shapeText(t.Shape))
		}
		if n != int64(len(t.Data)) {
			return fmt.Errorf("input %q has %d numbers, but its shape %s needs %d", info.Name, len(t.Data), shapeText(t.Shape), n)
		}
	}
	for name := range inputs {
		if !slices.ContainsFunc(s.inputs, func(info Info) bool { return info.Name == name }) {
			return fmt.Errorf("there is no input %q: the network takes %s", name, list(s.inputs))
		}
	}
	return nil
}

// fits reports whether a shape agrees with the one that the file declares.
func fits(declared, shape []int64) bool {
	if declared == nil {
		return true
	}
	return slices.EqualFunc(declared, shape, func(d, n int64) bool { return d < 0 || d == n })
}

// list names values with their shapes.
func list(infos []Info) string {
	parts := make([]string, len(infos))
	for i, info := range infos {
		parts[i] = fmt.Sprintf("%q", info.Name)
		if info.Shape != nil {
			parts[i] += " (" + shapeText(info.Shape) + ")"
		}
	}
	return strings.Join(parts, ", ")
}
