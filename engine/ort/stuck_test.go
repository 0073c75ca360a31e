package ort_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"foolscope/engine/ort"
)

// chosen is a network of one operator that chooses boxes that do not overlap:
// each of n is compared with all that were chosen before, without a pause.
func chosen() []byte {
	const float, int64s = 1, 7
	return model(
		node("NonMaxSuppression", []string{"boxes", "scores", "most"}, []string{"y"}, nil),
		input("boxes", float, 1, -1, 4), input("scores", float, 1, 1, -1), input("most", int64s, 1),
		output("y", int64s, -1, 3))
}

// apart are n boxes in a row.
func apart(n int) map[string]ort.Tensor {
	boxes, scores, most := ort.NewTensor(1, int64(n), 4), ort.NewTensor(1, 1, int64(n)), ort.NewTensor(1)
	for i := range n {
		copy(boxes.Data[4*i:], []float32{float32(i), 0, float32(i) + 0.5, 1})
		scores.Data[i] = 1
	}
	most.Data[0] = float32(n)
	return map[string]ort.Tensor{"boxes": boxes, "scores": scores, "most": most}
}

// A run that does not listen is left to itself, and nobody waits for it.
func TestARunThatDoesNotStopIsLeft(t *testing.T) {
	s := open(t, chosen(), ort.Options{Spin: true})
	if y, err := s.Run(context.Background(), apart(3)); err != nil || len(y["y"].Data) != 9 {
		t.Fatalf("of three boxes it chooses %v, %v", y, err)
	}
	many := apart(250_000)
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	// It would take half a minute, which the test does not wait for.
	_, err := s.Run(ctx, many)
	if !errors.Is(err, ort.ErrStuck) || !errors.Is(err, context.DeadlineExceeded) || !s.Stuck() {
		t.Fatalf("the error is %v", err)
	}
	if _, err := s.Run(ctx, apart(3)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after its time: %v", err)
	}
	later, end := context.WithCancel(context.Background())
	defer end()
	if _, err := s.Run(later, apart(3)); !errors.Is(err, ort.ErrStuck) {
		t.Errorf("later: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	again := open(t, chosen(), ort.Options{})
	if y, err := again.Run(later, apart(3)); err != nil || len(y["y"].Data) != 9 {
		t.Errorf("opened again, it chooses %v, %v", y, err)
	}
}
