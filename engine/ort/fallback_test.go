package ort

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"foolscope/engine/onnx"

	onnxruntime "github.com/yalue/onnxruntime_go"
)

// offering makes a provider known that passed its trial, for one test. It is
// the CPU, up to what add does.
func offering(t *testing.T, add func(*onnxruntime.SessionOptions) error) string {
	t.Helper()
	if err := Start(); err != nil {
		t.Skip(err)
	}
	probes.Lock()
	defer probes.Unlock()
	known, results := providers, probes.results
	providers = append(providers[:len(providers):len(providers)], Provider{Key: "card", Title: "Card", add: add, alone: true})
	probes.results = map[string]error{"card": nil}
	t.Cleanup(func() { providers, probes.results = known, results })
	return "card"
}

// reshape is y, the elements of x in another shape; only six fit into 2x3.
func reshape(dims ...int64) []byte {
	return probeModel(func(g *onnx.Graph, x string) string {
		g.Input[0] = onnx.FloatValue("x", -1)
		g.Node = append(g.Node, onnx.NewNode("Reshape", []string{x, g.Ints("shape", dims...)}, []string{"y"}, nil))
		return "y"
	})
}

var six = map[string]Tensor{"x": {Shape: []int64{6}, Data: []float32{1, 2, 3, 4, 5, 6}}}

// mustFallBack runs a session that has to be on the CPU afterwards.
func (s *Session) mustFallBack(t *testing.T, reason string) {
	t.Helper()
	outputs, err := s.Run(context.Background(), six)
	if err != nil {
		t.Fatal(err)
	}
	if y := outputs["y"]; shapeText(y.Shape) != "2x3" || y.Data[5] != 6 {
		t.Errorf("got %v", y)
	}
	if p, refusal := s.Provider(); p.Key != CPU || refusal == nil || refusal.Error() != reason {
		t.Errorf("on %s, refusal %v, want %q", p.Key, refusal, reason)
	}
}

func TestFallBackAtOpening(t *testing.T) {
	key := offering(t, func(*onnxruntime.SessionOptions) error { return errors.New("no memory left on the card") })
	s, err := Open(reshape(2, 3), Options{Provider: key})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.mustFallBack(t, "Card refused this network: no memory left on the card")
}

// broke opens a session whose provider took the network, but cannot run it.
func broke(t *testing.T, key string) *Session {
	t.Helper()
	s, err := Open(reshape(2, 3), Options{Provider: key})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if p, refusal := s.Provider(); p.Key != key || refusal != nil {
		t.Fatalf("on %s: %v", p.Key, refusal)
	}
	if err := s.handle.Destroy(); err != nil {
		t.Fatal(err)
	}
	if s.handle, err = s.create(reshape(5, 7), Options{}, providers[0]); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFallBackInFirstRun(t *testing.T) {
	s := broke(t, offering(t, nil))
	s.mustFallBack(t, "Card refused this network: "+ownWords(t))
	if s.spare.Load() != nil {
		t.Error("the bytes of the model are still held")
	}
}

// ownWords is what onnxruntime says to six numbers in a shape of 35.
func ownWords(t *testing.T) string {
	t.Helper()
	s, err := Open(reshape(5, 7), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	_, err = s.Run(context.Background(), six)
	if err == nil || !strings.Contains(err.Error(), "Reshape") {
		t.Fatalf("got %v", err)
	}
	return err.Error()
}

func TestFallBackOfConcurrentRuns(t *testing.T) {
	s := broke(t, offering(t, nil))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 20 {
				if outputs, err := s.Run(context.Background(), six); err != nil || outputs["y"].Data[3] != 4 {
					t.Errorf("%v, %v", outputs, err)
				}
			}
		})
	}
	group.Wait()
}

// What is wrong with the call is not the provider's fault, and neither is what
// goes wrong later.
func TestNoFallBack(t *testing.T) {
	s, err := Open(reshape(2, 3), Options{Provider: offering(t, nil)})
	if err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Run(cancelled, six); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if _, err := s.Run(context.Background(), nil); err == nil {
		t.Error("it ran without an input")
	}
	if s.spare.Load() == nil {
		t.Error("the CPU cannot step in any more, but nothing has run yet")
	}
	if _, err := s.Run(context.Background(), six); err != nil {
		t.Fatal(err)
	}
	five := map[string]Tensor{"x": {Shape: []int64{5}, Data: make([]float32, 5)}}
	if _, err := s.Run(context.Background(), five); err == nil {
		t.Error("five numbers fit into 2x3")
	}
	if p, refusal := s.Provider(); p.Key != "card" || refusal != nil {
		t.Errorf("on %s: %v", p.Key, refusal)
	}
	s.Close()
	if _, err := s.Run(context.Background(), six); !errors.Is(err, ErrClosed) {
		t.Errorf("closed: %v", err)
	}
}
