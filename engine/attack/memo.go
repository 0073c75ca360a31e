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
	// loss is that of the gradient, nil if only scores are asked for.
	loss loss.Loss

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

// Classes implements Model.
func (m *Memo) Classes() int { return m.model.Classes() }

// Logits implements Model. Gradients already known for a picture answer it too.
func (m *Memo) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	questions := make([]*answer, len(ims))
	for i, im := range ims {
		questions[i] = &answer{image: im}
	}
	answers, err := m.ask(ctx, questions)
	if err != nil {
		return nil, err
	}
	logits := make([][]float32, len(answers))
	for i, a := range answers {
		logits[i] = slices.Clone(a.logits)
	}
	return logits, nil
}

// Gradient implements Model.
func (m *Memo) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	questions := make([]*answer, len(ims))
	for i, im := range ims {
		questions[i] = &answer{image: im, loss: losses[i]}
	}
	answers, err := m.ask(ctx, questions)
	if err != nil {
		return nil, nil, err
	}
	logits, gradients := make([][]float32, len(answers)), make([]*pixel.Image, len(answers))
	for i, a := range answers {
		logits[i], gradients[i] = slices.Clone(a.logits), a.gradient.Clone()
	}
	return logits, gradients, nil
}

// ask returns the remembered answers to questions, waits for those that are being
// computed, and computes the others together. Errors are not remembered: who waited
// for a computation that failed, perhaps because its context ended, tries again.
func (m *Memo) ask(ctx context.Context, questions []*answer) ([]*answer, error) {
	answers := make([]*answer, len(questions))
	for {
		var mine []*answer
		for i, q := range questions {
			if answers[i] != nil {
				continue
			}
			a, new := m.recall(q)
			if answers[i] = a; new {
				mine = append(mine, a)
			}
		}
		// First what others may wait for, so that two do not wait for each other.
		if err := m.compute(ctx, mine); err != nil {
			return nil, err
		}
		complete := true
		for i, a := range answers {
			select {
			case <-a.done:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
			if a.err != nil {
				answers[i], complete = nil, false
			}
		}
		if complete {
			return answers, nil
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
	if question.loss != nil && a.loss != question.loss {
		return false
	}
	return a.image.SameSize(question.image) && slices.Equal(a.image.Pix, question.image.Pix)
}

// compute asks the model for answers that are all of one kind. If that fails, none of
// them is remembered.
func (m *Memo) compute(ctx context.Context, answers []*answer) error {
	if len(answers) == 0 {
		return nil
	}
	var logits [][]float32
	gradients := make([]*pixel.Image, len(answers))
	err := errNoAnswer
	defer func() {
		for i, a := range answers {
			if a.err = err; err == nil {
				a.logits, a.gradient = logits[i], gradients[i]
			} else {
				m.forget(a)
			}
			close(a.done)
		}
	}()
	// The copies of the pictures are shared; nobody changes them any more.
	ims, losses := make([]*pixel.Image, len(answers)), make([]loss.Loss, len(answers))
	for i, a := range answers {
		ims[i], losses[i] = a.image, a.loss
	}
	if losses[0] != nil {
		logits, gradients, err = m.model.Gradient(ctx, ims, losses)
	} else {
		logits, err = m.model.Logits(ctx, ims)
	}
	return err
}

// errNoAnswer stands for a model that panicked.
var errNoAnswer = errors.New("the model gave no answer")

func (m *Memo) forget(a *answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.answers = slices.DeleteFunc(m.answers, func(other *answer) bool { return other == a })
}
