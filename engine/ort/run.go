package ort

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	onnxruntime "github.com/yalue/onnxruntime_go"

	"foolscope/engine/pages"
)

// sizes are the sizes of the outputs at given sizes of the inputs, both in the
// order of the session.
type sizes struct{ inputs, outputs [][]int64 }

// Run evaluates the network and returns all outputs, by name. Numbers are
// converted to and from the types that the network uses. When ctx ends, the
// run stops after the operator at work, and the error wraps ctx's. If that
// operator does not end, the run is left to itself, and the error wraps
// ErrStuck too.
func (s *Session) Run(ctx context.Context, inputs map[string]Tensor) (map[string]Tensor, error) {
	outputs := make(map[string]Tensor, len(s.outputs))
	if err := s.RunInto(ctx, inputs, outputs); err != nil {
		return nil, err
	}
	return outputs, nil
}

// RunInto is Run with memory to write to: an output that stands in outputs with
// the right shape is overwritten, any other is replaced by a new tensor. After
// an error, the contents of outputs are undefined; after ErrStuck, outputs is
// empty, as the run still writes to what was there.
func (s *Session) RunInto(ctx context.Context, inputs, outputs map[string]Tensor) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("the run was not started: %w", err)
	}
	if err := s.check(inputs); err != nil {
		return err
	}
	if ctx.Done() == nil {
		return s.runInto(ctx, inputs, outputs)
	}
	return s.abandonIfStuck(ctx, outputs, func(outputs map[string]Tensor) error { return s.runInto(ctx, inputs, outputs) })
}

// runInto is RunInto for inputs that fit, however long it takes.
func (s *Session) runInto(ctx context.Context, inputs, outputs map[string]Tensor) error {
	used, err := s.run(ctx, inputs, outputs)
	if err != nil && ctx.Err() == nil && s.fallBack(used, err) {
		_, err = s.run(ctx, inputs, outputs)
	}
	if err == nil {
		s.spare.Store(nil)
	}
	return err
}

// run is RunInto for inputs that fit. It returns the handle that it used.
func (s *Session) run(ctx context.Context, inputs, outputs map[string]Tensor) (used *onnxruntime.DynamicAdvancedSession, err error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.handle == nil {
		return nil, ErrClosed
	}
	expected := s.expected(inputs)
	err = s.attempt(ctx, inputs, outputs, expected)
	if err != nil && ctx.Err() == nil && expected != nil {
		// Perhaps because an output has another size this time.
		if err = s.attempt(ctx, inputs, outputs, nil); err == nil {
			s.unsteady.Store(true)
		}
	}
	for retries := len(s.outputs); retries > 0; retries-- {
		var scalar scalarError
		if !errors.As(err, &scalar) {
			break
		}
		s.scalar[scalar].Store(true)
		err = s.attempt(ctx, inputs, outputs, nil)
	}
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("the run was stopped: %w", ctx.Err())
	}
	return s.handle, err
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

// attempt evaluates the network once. If shapes is not nil, onnxruntime writes
// the outputs of these shapes where they will be read; else it allocates them
// and they are copied.
func (s *Session) attempt(ctx context.Context, inputs, outputs map[string]Tensor, shapes [][]int64) error {
	// The memory that onnxruntime is told of must not be collected before the
	// run is over; only pinning it lets C keep a pointer to it.
	var pins runtime.Pinner
	defer pins.Unpin()
	in := make([]onnxruntime.Value, len(s.inputs))
	out := make([]onnxruntime.Value, len(s.outputs))
	defer destroy(in)
	defer destroy(out)
	var err error
	for i, info := range s.inputs {
		if in[i], err = toValue(inputs[info.Name], info.Type, &pins); err != nil {
			return fmt.Errorf("input %q: %w", info.Name, err)
		}
	}
	// results are the tensors that onnxruntime writes to.
	results := make([]Tensor, len(s.outputs))
	for i, info := range s.outputs {
		switch {
		case s.scalar[i].Load():
			out[i], err = toValue(Tensor{Data: []float32{0}}, info.Type, &pins)
		case shapes != nil && info.Type == "float32":
			results[i] = reuse(outputs[info.Name], shapes[i])
			out[i], err = toValue(results[i], info.Type, &pins)
		}
		if err != nil {
			return fmt.Errorf("output %q: %w", info.Name, err)
		}
	}
	if err := s.evaluate(ctx, in, out); err != nil {
		return err
	}
	for i, info := range s.outputs {
		if results[i].Data == nil {
			if results[i], err = fromValue(out[i]); err != nil {
				return fmt.Errorf("output %q: %w", info.Name, err)
			}
		}
		outputs[info.Name] = results[i]
	}
	if shapes == nil && !s.unsteady.Load() {
		s.learn(inputs, results)
	}
	return nil
}

// reuse returns the given tensor if it has the shape, or else a new one, which may hold
// anything: onnxruntime writes all of it.
func reuse(given Tensor, shape []int64) Tensor {
	n, _ := count(shape)
	if given.Data != nil && slices.Equal(given.Shape, shape) && int64(len(given.Data)) == n {
		return given
	}
	return Tensor{Shape: slices.Clone(shape), Data: pages.Uncleared(int(n))}
}

// learn remembers the sizes of a run.
func (s *Session) learn(inputs map[string]Tensor, outputs []Tensor) {
	var known sizes
	for _, info := range s.inputs {
		known.inputs = append(known.inputs, slices.Clone(inputs[info.Name].Shape))
	}
	for _, t := range outputs {
		known.outputs = append(known.outputs, slices.Clone(t.Shape))
	}
	s.known.Store(&known)
}

// evaluate calls onnxruntime and tells it to stop when ctx ends.
func (s *Session) evaluate(ctx context.Context, in, out []onnxruntime.Value) error {
	options, err := onnxruntime.NewRunOptions()
	if err != nil {
		return fmt.Errorf("onnxruntime's options: %w", plain(err))
	}
	defer options.Destroy()
	told := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(told)
		// It can only fail on options that were destroyed.
		_ = options.Terminate()
	})
	if s.provider.alone {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	given := slices.Clone(out)
	run := func() error {
		return withoutDenormals(func() error { return s.handle.RunWithOptions(in, out, options) })
	}
	start := time.Now()
	if s.spins && time.Duration(s.took.Load()) >= worthRestricting {
		end := goScheduler.restrict()
		s.endRestriction.Store(&end)
		err = run()
		end()
	} else {
		err = run()
	}
	s.took.Store(int64(time.Since(start)))
	if !stop() {
		<-told
	}
	if err == nil {
		return nil
	}
	// The binding cannot allocate a single number, and leaves a broken value
	// behind when it tries.
	for i := range out {
		if given[i] == nil && out[i] != nil && broken(out[i]) {
			out[i] = nil
			if errors.Is(err, onnxruntime.ZeroShapeLengthError) {
				return scalarError(i)
			}
		}
	}
	return fmt.Errorf("onnxruntime cannot run the network: %w", plain(err))
}

// scalarError says that the output of that number is a single number, which
// its file did not tell.
type scalarError int

func (e scalarError) Error() string {
	return fmt.Sprintf("ort: output %d is a single number", int(e))
}

// check compares the inputs of a run with what the network takes.
func (s *Session) check(inputs map[string]Tensor) error {
	for _, info := range s.inputs {
		t, ok := inputs[info.Name]
		if !ok {
			return fmt.Errorf("input %q is missing: the network takes %s", info.Name, list(s.inputs))
		}
		n, ok := count(t.Shape)
		if !ok {
			return fmt.Errorf("input %q has an impossible shape: %v", info.Name, t.Shape)
		}
		if !fits(info.Shape, t.Shape) {
			return fmt.Errorf("input %q has the shape %s, but the network takes %s", info.Name, shapeText(t.Shape), shapeText(info.Shape))
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
