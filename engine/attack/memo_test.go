package attack

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

func TestMemoSavesTheGradientWhileEpsilonMoves(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	class := clean(t, n, im)
	n.queries = 0
	m := NewMemo(n, 8)
	for eps := range 20 {
		job := Job{Model: m, Image: im.Clone(), Goal: Goal{Class: class}, Values: param.Values{"epsilon": float64(eps)}}
		got := attack(t, "fgsm", job)
		job.Model = twoLayers()
		if want := attack(t, "fgsm", job); !slices.Equal(got.Image.Pix, want.Image.Pix) || !slices.Equal(got.Logits, want.Logits) {
			t.Errorf("epsilon %d: the memo changed the result", eps)
		}
	}
	// At epsilon 0 the gradient's logits answer the query too.
	if n.gradients != 1 || n.queries != 19 {
		t.Errorf("%d gradients and %d queries, want 1 and 19", n.gradients, n.queries)
	}
}

func TestMemoTellsQuestionsApart(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	other := im.Clone()
	other.Pix[len(other.Pix)-1] += 1. / 255
	tall := pixel.New(side/2, side*2)
	copy(tall.Pix, im.Pix)
	m, ctx := NewMemo(n, 8), context.Background()
	for range 2 {
		for _, q := range []struct {
			im *pixel.Image
			l  loss.Loss
		}{
			{im, loss.CrossEntropy{Class: 0}},
			{im, loss.CrossEntropy{Class: 1}},
			{im, loss.Margin{Class: 1}},
			{other, loss.CrossEntropy{Class: 0}},
			{tall, loss.CrossEntropy{Class: 0}},
		} {
			if _, _, err := GradientOf(ctx, m, q.im, q.l); err != nil {
				t.Fatal(err)
			}
		}
	}
	if n.gradients != 5 {
		t.Errorf("%d gradients for 5 different questions", n.gradients)
	}
}

func TestMemoAnswersBelongToTheCaller(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	m, ctx := NewMemo(n, 8), context.Background()
	ask := im.Clone()
	z, g, _ := GradientOf(ctx, m, ask, loss.CrossEntropy{})
	wantZ, wantG := slices.Clone(z), g.Clone()
	z[0], g.Pix[0], ask.Pix[0] = 99, 99, 1-ask.Pix[0]
	again, gAgain, _ := GradientOf(ctx, m, im, loss.CrossEntropy{})
	if !slices.Equal(again, wantZ) || !slices.Equal(gAgain.Pix, wantG.Pix) || n.gradients != 1 {
		t.Error("what a caller did to its answer or its picture changed the memory")
	}
}

func TestMemoForgetsTheOldest(t *testing.T) {
	n := twoLayers()
	m, ctx := NewMemo(n, 2), context.Background()
	pictures := make([]*pixel.Image, 3)
	for i := range pictures {
		pictures[i] = picture(side, side)
		pictures[i].Pix[0] = float32(i) / 255
	}
	for _, c := range []struct{ picture, queries int }{
		{0, 1}, {1, 2}, {0, 2}, {2, 3}, {0, 3}, {0, 3}, {0, 3}, {2, 3}, {1, 4}, {0, 5},
	} {
		if _, err := LogitsOf(ctx, m, pictures[c.picture]); err != nil {
			t.Fatal(err)
		}
		if n.queries != c.queries || len(m.answers) > 2 {
			t.Errorf("picture %d: %d queries, want %d; %d answers kept", c.picture, n.queries, c.queries, len(m.answers))
		}
	}
}

func TestMemoDoesNotRememberErrors(t *testing.T) {
	b := &broken{twoLayers(), 1}
	m, im := NewMemo(b, 4), picture(side, side)
	if _, _, err := GradientOf(context.Background(), m, im, loss.CrossEntropy{}); !errors.Is(err, errBroken) {
		t.Fatalf("error %v", err)
	}
	if _, g, err := GradientOf(context.Background(), m, im, loss.CrossEntropy{}); err != nil || g == nil {
		t.Errorf("second try: %v", err)
	}
}

// slow is a model that waits for a sign.
type slow struct {
	*network
	entered chan struct{}
	proceed chan struct{}
}

func (s *slow) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	s.entered <- struct{}{}
	select {
	case <-s.proceed:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	return s.network.Gradient(ctx, ims, losses)
}

func TestMemoComputesTheSameQuestionOnce(t *testing.T) {
	s := &slow{twoLayers(), make(chan struct{}, 10), make(chan struct{})}
	m, im := NewMemo(s, 4), picture(side, side)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, _, err := GradientOf(context.Background(), m, im.Clone(), loss.CrossEntropy{}); err != nil {
				t.Error(err)
			}
		})
	}
	<-s.entered
	close(s.proceed)
	all.Wait()
	if s.gradients != 1 {
		t.Errorf("%d gradients for one question", s.gradients)
	}
}

// TestMemoOutlivesACancelledAsker: who waits for a computation whose asker
// gives up takes it over; who gives up waiting does not wait.
func TestMemoOutlivesACancelledAsker(t *testing.T) {
	s := &slow{twoLayers(), make(chan struct{}, 10), make(chan struct{})}
	m, im := NewMemo(s, 4), picture(side, side)
	first, giveUp := context.WithCancel(context.Background())
	ask := func(ctx context.Context) chan error {
		answered := make(chan error, 1)
		go func() {
			_, _, err := GradientOf(ctx, m, im, loss.CrossEntropy{})
			answered <- err
		}()
		return answered
	}
	one := ask(first)
	<-s.entered
	impatient, leave := context.WithCancel(context.Background())
	leave()
	if err := <-ask(impatient); !errors.Is(err, context.Canceled) {
		t.Errorf("a waiter whose context ended got %v", err)
	}
	two := ask(context.Background())
	giveUp()
	if err := <-one; !errors.Is(err, context.Canceled) {
		t.Errorf("the cancelled asker got %v", err)
	}
	<-s.entered
	close(s.proceed)
	if err := <-two; err != nil {
		t.Errorf("the waiter got %v", err)
	}
}
