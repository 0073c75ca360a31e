package attack

import (
	"context"
	"errors"
	"slices"
	"sync"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// Memo is a model that remembers its last few answers, so that moving epsilon
// costs no second gradient at the original picture. The same question asked
// twice at the same time is computed once. It is safe for concurrent use if
// the model is.
type Memo struct {
	model Model
	size  int

	mu sync.Mutex
	// answers are in the order of their last use, the latest first.
	answers []*answer
}

var _ Model = (*Memo)(nil)

// answer is what the model said, or is about to say, about one picture.
type answer struct {
	image *pixel.Image
	// loss matters only if withGradient.
	loss         loss.Loss
	withGradient bool

	// done is closed when the fields below are set.
	done     chan struct{}
	logits   []float32
	gradient *pixel.Image
	err      error
}

// NewMemo remembers up to size answers of model, each with a copy of the
// picture and of the gradient: 1.2 MB at 224x224. It panics if size is not
// positive.
func NewMemo(model Model, size int) *Memo {
	if size <= 0 {
		panic("attack: a memo needs room for an answer")
	}
	return &Memo{model: model, size: size}
}

// Logits implements Model. Gradients already known for the picture answer it too.
func (m *Memo) Logits(ctx context.Context, im *pixel.Image) ([]float32, error) {
	a, err := m.ask(ctx, &answer{image: im})
	if err != nil {
		return nil, err
	}
	return slices.Clone(a.logits), nil
}

// Gradient implements Model.
func (m *Memo) Gradient(ctx context.Context, im *pixel.Image, l loss.Loss) ([]float32, *pixel.Image, error) {
	a, err := m.ask(ctx, &answer{image: im, loss: l, withGradient: true})
	if err != nil {
		return nil, nil, err
	}
	return slices.Clone(a.logits), a.gradient.Clone(), nil
}

// ask returns the remembered answer to a question, waits for it if it is being
// computed, or computes it. Errors are not remembered: who waited for a
// computation that failed, perhaps because its context ended, tries again.
func (m *Memo) ask(ctx context.Context, question *answer) (*answer, error) {
	for {
		a, mine := m.recall(question)
		if mine {
			return a, m.compute(ctx, a)
		}
		select {
		case <-a.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if a.err == nil {
			return a, nil
		}
	}
}

// recall finds the answer to a question and moves it to the front. If there is
// none it puts one there that the caller must compute.
func (m *Memo) recall(question *answer) (a *answer, mine bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.answers, question.answeredBy)
	if i >= 0 {
		a = m.answers[i]
		m.answers = slices.Delete(m.answers, i, i+1)
	} else {
		a, mine = question, true
		a.image = a.image.Clone()
		a.done = make(chan struct{})
	}
	m.answers = slices.Insert(m.answers, 0, a)
	if len(m.answers) > m.size {
		m.answers = slices.Delete(m.answers, m.size, len(m.answers))
	}
	return a, mine
}

// answeredBy compares pictures by content; different ones differ early, which
// makes that cheaper than a hash.
func (question *answer) answeredBy(a *answer) bool {
	if question.withGradient && (!a.withGradient || a.loss != question.loss) {
		return false
	}
	return a.image.SameSize(question.image) && slices.Equal(a.image.Pix, question.image.Pix)
}

func (m *Memo) compute(ctx context.Context, a *answer) error {
	a.err = errNoAnswer
	defer func() {
		if a.err != nil {
			m.forget(a)
		}
		close(a.done)
	}()
	// The copy of the picture is shared; nobody changes it any more.
	if a.withGradient {
		a.logits, a.gradient, a.err = m.model.Gradient(ctx, a.image, a.loss)
	} else {
		a.logits, a.err = m.model.Logits(ctx, a.image)
	}
	return a.err
}

// errNoAnswer stands for a model that panicked.
var errNoAnswer = errors.New("the model gave no answer")

func (m *Memo) forget(a *answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answers = slices.DeleteFunc(m.answers, func(other *answer) bool { return other == a })
}
