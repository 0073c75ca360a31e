package ort

import (
	"bytes"
	"fmt"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// spare is what it takes to open a session once more.
type spare struct {
	model   []byte
	options Options
}

// Provider returns what computes the network and, if that is the CPU although
// another was asked for, why: "CUDA refused this network: ...". It may change
// in the first run, which some providers fail that open a network willingly.
func (s *Session) Provider() (Provider, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.provider, s.refusal
}

// place opens the model on the provider that the options ask for or, if that
// does not work here or refuses the network, on the CPU.
func (s *Session) place(model []byte, o Options) (err error) {
	wanted := Preferred()
	if o.Provider != "" {
		if wanted, err = FindProvider(o.Provider); err != nil {
			return err
		}
	}
	if wanted.Key != CPU {
		if s.refusal = works(wanted); s.refusal == nil {
			if s.handle, err = s.create(model, o, wanted); err == nil {
				s.provider = wanted
				s.spare.Store(&spare{bytes.Clone(model), o})
				return nil
			}
			s.refusal = refused(wanted, err)
		}
	}
	s.provider = providers[0]
	if s.handle, err = s.create(model, o, s.provider); err != nil {
		return fmt.Errorf("onnxruntime cannot open the model: %w", err)
	}
	return nil
}

func refused(p Provider, err error) error {
	return fmt.Errorf("%s refused this network: %w", p.Title, err)
}

// create opens the model on one provider.
func (s *Session) create(model []byte, o Options, p Provider) (handle *onnxruntime.DynamicAdvancedSession, err error) {
	options, err := o.native()
	if err != nil {
		return nil, err
	}
	defer options.Destroy()
	err = withRoom(len(model), func() error {
		return withoutDenormals(func() (err error) {
			if p.add != nil {
				if err := p.add(options); err != nil {
					return err
				}
			}
			handle, err = onnxruntime.NewDynamicAdvancedSessionWithONNXData(model, names(s.inputs), names(s.outputs), options)
			return err
		})
	})
	if err != nil {
		return nil, plain(err)
	}
	return handle, nil
}

// fallBack replaces the handle whose first run failed by one on the CPU. It
// reports whether there is another handle now.
func (s *Session) fallBack(failed *onnxruntime.DynamicAdvancedSession, reason error) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	spare := s.spare.Load()
	if s.handle == nil || failed == nil {
		return false
	}
	if s.handle != failed {
		return true
	}
	if spare == nil {
		return false
	}
	handle, err := s.create(spare.model, spare.options, providers[0])
	if err != nil {
		return false
	}
	s.refusal = refused(s.provider, reason)
	// What a broken session says when it goes does not matter any more.
	_ = s.handle.Destroy()
	s.handle, s.provider = handle, providers[0]
	s.spare.Store(nil)
	return true
}
