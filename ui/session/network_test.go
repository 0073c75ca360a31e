package session

import (
	"context"
	"testing"

	"foolscope/engine/pixel"
	"foolscope/ui/story"
)

// counted is a network that counts how often it was closed. Nobody runs it.
type counted struct {
	Model
	closed int
}

func (c *counted) Close() error { c.closed++; return nil }

// A network that one page closes stays open for another one that still runs it.
func TestANetworkIsClosedByTheLastWhoUsesIt(t *testing.T) {
	s := New(Options{})
	first, second := &counted{}, &counted{}
	own := NewNetwork(first, "/a.onnx", story.ModelInfo{Title: "a"})
	s.Share(own)
	other := s.Use()
	if other == nil || other.Model != first || s.Snapshot().Network.Info.Title != "a" {
		t.Fatalf("another page gets %+v", other)
	}
	own.Release()
	s.Share(NewNetwork(second, "/b.onnx", story.ModelInfo{}))
	if first.closed != 0 {
		t.Error("it is closed while a page uses it")
	}
	other.Release()
	if first.closed != 1 {
		t.Errorf("it is closed %d times", first.closed)
	}
	s.Snapshot().Network.Release()
	s.Close()
	if second.closed != 1 || s.Use() != nil {
		t.Errorf("after the session the other is closed %d times", second.closed)
	}
}

func TestWhoeverObservesSeesWhatWasChosen(t *testing.T) {
	var waiting []func()
	dispatch := func(do func()) { waiting = append(waiting, do) }
	s := New(Options{OpenPicture: pixel.Open, Samples: []Source{
		grey("a", "", func(context.Context) error { return nil }), grey("b", "", func(context.Context) error { return nil }),
	}})
	var seen []Snapshot
	s.Observe(dispatch, func(snap Snapshot) { seen = append(seen, snap) })
	for _, step := range []struct {
		model   string
		picture int
		told    int
	}{{"/a.onnx", 2, 1}, {"/a.onnx", 2, 1}, {"/a.onnx", 1, 2}} {
		s.Choose(step.model, step.picture)
		s.Publish()
		for _, do := range waiting {
			do()
		}
		waiting = nil
		if last := seen[len(seen)-1]; len(seen) != step.told || last.ChosenModel != step.model || last.ChosenPicture != step.picture {
			t.Errorf("%+v: told %d times, at last of %q and %d", step, len(seen), last.ChosenModel, last.ChosenPicture)
		}
	}
	im, err := s.Picture(t.Context(), s.Snapshot().ChosenPicture)
	if err != nil || im.Width != 4 || im.Height != 2 {
		t.Errorf("the chosen picture: %v, %v", im, err)
	}
	if _, err := s.Picture(t.Context(), 9); err == nil {
		t.Error("there is no ninth picture, and it is decoded")
	}
	s.Close()
}
