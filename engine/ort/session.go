package ort

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// Options are the choices at opening a session. The zero value is right for a
// network that runs alone.
type Options struct {
	// Threads is how many threads work on one run; 0 means one per physical
	// core. Who runs several pictures at the same time sets 1.
	Threads int
	// Profile, if not empty, is the beginning of the path of a JSON file that
	// receives the time of every operator, complete when the session closes.
	Profile string
	// Spin lets threads wait for work by spinning while a run lasts. On an idle
	// machine it makes small networks a fifth faster; on a busy one, like one
	// that draws a window on few cores, up to twice as slow.
	Spin bool
	// Unoptimized runs the graph as it is written, without fusing operators.
	Unoptimized bool
	// DataFolder is where Open finds the external data of a model that keeps
	// its weights in other files.
	DataFolder string
	// Provider is the key of what shall compute the network; empty means what
	// Prefer chose. The CPU steps in where that cannot: see Session.Provider.
	Provider string

	// whole refuses a network of which the provider would leave a part to the
	// CPU.
	whole bool
}

// Session is one network, ready to run. It must be closed.
type Session struct {
	// mu is read-locked by runs, so that closing waits for them.
	mu sync.RWMutex
	// handle is nil once closed.
	handle          *onnxruntime.DynamicAdvancedSession
	inputs, outputs []Info
	// scalar marks the outputs that are single numbers.
	scalar []atomic.Bool
	// known is what the last run taught about the sizes of the outputs.
	known atomic.Pointer[sizes]
	// unsteady is set when the sizes of the outputs turned out to depend on
	// more than the sizes of the inputs.
	unsteady atomic.Bool

	// provider computes the network. If it is not the one that was asked for,
	// refusal says why.
	provider Provider
	refusal  error
	// spare is what the CPU needs to step in, nil if it cannot any more.
	spare atomic.Pointer[spare]
	// spins is true if its threads wait by spinning, and took is how long the
	// last run was, in nanoseconds.
	spins bool
	took  atomic.Int64
	// turn is held by a run on a provider that can only do one at a time.
	turn sync.Mutex
	// stuck is set when a run did not stop when it should have. endRestriction
	// lifts the restriction of Go's scheduler that the run made.
	stuck          atomic.Bool
	endRestriction atomic.Pointer[func()]
}

// Open opens the model in the given bytes, which are not needed afterwards.
func Open(model []byte, o Options) (*Session, error) {
	s, err := newSession(model)
	if err != nil {
		return nil, err
	}
	if err := Start(); err != nil {
		return nil, err
	}
	s.spins = o.Spin
	if err := s.place(model, o); err != nil {
		return nil, err
	}
	return s, nil
}

// newSession returns a session of the model that is yet to be placed.
func newSession(model []byte) (*Session, error) {
	inputs, outputs, err := describe(model)
	if err != nil {
		return nil, err
	}
	if len(inputs) == 0 || len(outputs) == 0 {
		return nil, fmt.Errorf("the model has %d inputs and %d outputs: it needs one of each at least", len(inputs), len(outputs))
	}
	for _, info := range slices.Concat(inputs, outputs) {
		if err := supported(info); err != nil {
			return nil, err
		}
	}
	s := &Session{inputs: inputs, outputs: outputs, scalar: make([]atomic.Bool, len(outputs))}
	for i, info := range outputs {
		s.scalar[i].Store(info.Shape != nil && len(info.Shape) == 0)
	}
	return s, nil
}

// OpenFile opens the model in a file, with its external data if it has any.
func OpenFile(path string, o Options) (*Session, error) {
	model, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if o.DataFolder == "" {
		if o.DataFolder, err = filepath.Abs(filepath.Dir(path)); err != nil {
			return nil, err
		}
	}
	s, err := Open(model, o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return s, nil
}

// native returns the options in onnxruntime's form; the caller destroys them.
func (o Options) native() (_ *onnxruntime.SessionOptions, err error) {
	options, err := onnxruntime.NewSessionOptions()
	if err != nil {
		return nil, fmt.Errorf("onnxruntime's options: %w", plain(err))
	}
	defer func() {
		if err != nil {
			options.Destroy()
			err = fmt.Errorf("onnxruntime's options: %w", plain(err))
		}
	}()
	level, err := o.level()
	if err != nil {
		return nil, err
	}
	if err := options.SetGraphOptimizationLevel(level); err != nil {
		return nil, err
	}
	threads, err := o.sessionThreads()
	if err != nil {
		return nil, err
	}
	if err := options.SetIntraOpNumThreads(threads); err != nil {
		return nil, err
	}
	spin := "0"
	if o.Spin {
		spin = "1"
	}
	entries := [][2]string{
		// Gradients can be denormal, which processors compute slowly.
		{"session.set_denormal_as_zero", "1"},
		{"session.intra_op.allow_spinning", spin},
		// Else threads that spin go on after a run and keep every core busy.
		{"session.force_spinning_stop", "1"},
	}
	if o.DataFolder != "" {
		entries = append(entries, [2]string{"session.model_external_initializers_file_folder_path", o.DataFolder})
	}
	if o.whole {
		entries = append(entries, [2]string{"session.disable_cpu_ep_fallback", "1"})
	}
	for _, entry := range entries {
		if err := options.AddSessionConfigEntry(entry[0], entry[1]); err != nil {
			return nil, err
		}
	}
	if o.Profile != "" {
		if err := options.EnableProfiling(o.Profile); err != nil {
			return nil, err
		}
	}
	return options, nil
}

// Inputs returns what the network takes, in the order of the file.
func (s *Session) Inputs() []Info { return slices.Clone(s.inputs) }

// Outputs returns what the network gives, in the order of the file.
func (s *Session) Outputs() []Info { return slices.Clone(s.outputs) }

// Close waits for the runs in flight and releases the network. Closing twice
// does nothing. A network that is stuck is released when its run ends, for
// which Close does not wait.
func (s *Session) Close() error {
	if s.Stuck() {
		go s.release()
		return nil
	}
	return s.release()
}

func (s *Session) release() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.handle == nil {
		return nil
	}
	err := s.handle.Destroy()
	s.handle = nil
	s.spare.Store(nil)
	return err
}

func names(list []Info) []string {
	result := make([]string, len(list))
	for i, info := range list {
		result[i] = info.Name
	}
	return result
}
