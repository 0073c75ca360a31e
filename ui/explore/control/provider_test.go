package control

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/ui/session"
)

// onCard is a classifier on a graphics card that refuses to run it.
type onCard struct {
	*brightness
	mu      sync.Mutex
	refusal error
}

func (m *onCard) Runtime() (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refusal != nil {
		return "CPU", m.refusal
	}
	return "Card", nil
}

func (m *onCard) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	m.mu.Lock()
	m.refusal = errors.New("the card refused the network: it is too large")
	m.mu.Unlock()
	return m.brightness.Logits(ctx, ims)
}

// cardShop opens such classifiers.
type cardShop struct {
	workshop
	opened []*onCard
}

func (s *cardShop) Open(_ context.Context, path string, _ func()) (session.Model, error) {
	m := &onCard{brightness: &brightness{name: "model " + path}}
	s.opened = append(s.opened, m)
	return m, nil
}

func TestRuntimeIsThatOfTheModel(t *testing.T) {
	w := watch(t, func(o *options) { o.Engine = &cardShop{} })
	w.until("the card", func(s Snapshot) bool { return s.Provider == "Card" && s.Refusal == nil && s.Model.Title != "" })
	s := w.until("the CPU", func(s Snapshot) bool { return s.Provider == "CPU" && s.Refusal != nil })
	for range 3 {
		w.Retry()
		s = w.settled()
	}
	if s.Notice.Number != 1 || !strings.HasPrefix(s.Notice.Text, "The card refused the network: it is too large. The CPU") {
		t.Errorf("notice %d: %q", s.Notice.Number, s.Notice.Text)
	}
}

func TestReopen(t *testing.T) {
	shop := &cardShop{}
	w := watch(t, func(o *options) { o.Engine = shop })
	w.settled()
	w.SetModel("other.onnx")
	w.SetGoal(trial.Goal{Kind: trial.Chosen, Class: 1})
	before := w.settled()
	count := len(shop.opened)
	w.Reopen()
	s := w.settled()
	if len(shop.opened) != count+1 || !shop.opened[count-1].closed || shop.opened[count].closed {
		t.Errorf("%d models were opened, before %d", len(shop.opened), count)
	}
	if s.Settings.Model != "other.onnx" || s.Settings.Goal != before.Settings.Goal || s.Result.Attacked.Verdict != before.Result.Attacked.Verdict {
		t.Errorf("it is another scene: %+v", s.Settings)
	}
	w.Retry()
	if w.settled(); len(shop.opened) != count+1 {
		t.Error("it was opened again without being asked")
	}
}
