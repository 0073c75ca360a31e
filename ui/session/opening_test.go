package session

import (
	"context"
	"errors"
	"testing"
)

// slow opens nothing before it is told to end.
type slow struct{ begun chan bool }

func (slow) Ready() (string, error) { return "a test", nil }

func (e slow) Open(ctx context.Context, _ string, trying func()) (Model, error) {
	trying()
	e.begun <- true
	<-ctx.Done()
	return nil, ctx.Err()
}

func TestWhyAnOpeningEnds(t *testing.T) {
	for name, test := range map[string]struct {
		end  func(*Session)
		want error
	}{
		"another was chosen": {func(s *Session) { s.StopUnless(func(path string) bool { return path == "other.onnx" }) }, ErrUnwanted},
		"it was cancelled":   {(*Session).StopOpening, ErrStopped},
		"the session ended":  {(*Session).End, ErrUnwanted},
	} {
		t.Run(name, func(t *testing.T) {
			engine := slow{make(chan bool)}
			s := New(Options{Engine: engine})
			ended := make(chan error)
			go func() {
				_, err := s.Begin("net.onnx").Run(func() {})
				ended <- err
			}()
			<-engine.begun
			s.StopUnless(func(path string) bool { return path == "net.onnx" })
			if got, want := s.Opening(), "Trying net.onnx in a process of its own…"; got != want {
				t.Errorf("meanwhile it says %q, want %q", got, want)
			}
			test.end(s)
			if err := <-ended; !errors.Is(err, test.want) {
				t.Errorf("it ended with %v, want %v", err, test.want)
			}
			if s.Opening() != "" {
				t.Errorf("afterwards it says %q", s.Opening())
			}
		})
	}
}
