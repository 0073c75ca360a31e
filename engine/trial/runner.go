package trial

import (
	"context"
	"fmt"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
)

// Bytes that a runner keeps of attacks that somebody watched, of those that nobody
// did, and of defended pictures. At 224x224 an attack takes 0.6 MB, 10 MB with a
// trace of 64 steps, and a defended picture 0.6 MB.
const (
	attackBytes  = 48 << 20
	sweptBytes   = 24 << 20
	defenseBytes = 16 << 20
)

// Runner tries setups on one subject. It keeps what the model said of the
// original, its gradients there, and the last attacks and defended pictures: a
// setup computes only the stages in which it differs from those before. It is
// not safe for concurrent use.
type Runner struct {
	subject Subject
	meter   *Meter
	// model counts and remembers gradients.
	model   *firstStep
	clean   *Prediction
	attacks cache[*attacked]
	// swept are the attacks that nobody watched, as those of a sweep are: watching
	// others, with their traces, must not drop them.
	swept   cache[*attacked]
	defends cache[defended]
}

// attacked is an attack that is over, and defended a picture that went through
// a chain.
type (
	attacked struct{ outcome Outcome }
	defended struct {
		image *pixel.Image
		says  Prediction
	}
)

// NewRunner returns a runner that has computed nothing yet. If the subject's model
// is a Meter, that one counts its gradients.
func NewRunner(on Subject) *Runner {
	meter, ok := on.Model.(*Meter)
	if !ok {
		meter = &Meter{Model: on.Model}
	}
	r := &Runner{subject: on, meter: meter}
	r.attacks.limit, r.swept.limit, r.defends.limit = attackBytes, sweptBytes, defenseBytes
	r.ForgetGradients()
	return r
}

// Subject returns what the runner tries setups on.
func (r *Runner) Subject() Subject { return r.subject }

// Model returns the subject's model, which computes each gradient at the
// original once.
func (r *Runner) Model() attack.Model { return r.model }

// ForgetGradients drops the gradients at the original, which are not the same
// for another seed if the model estimates them.
func (r *Runner) ForgetGradients() { r.model = newFirstStep(r.meter, r.subject.Image) }

// Clean returns what the model says of the original.
func (r *Runner) Clean(ctx context.Context) (Prediction, error) {
	if r.clean != nil {
		return *r.clean, nil
	}
	logits, err := attack.LogitsOf(ctx, r.subject.Model, r.subject.Image)
	if err != nil {
		return Prediction{}, err
	}
	clean, err := Predict(logits, r.subject.Independent)
	if err == nil {
		r.clean = &clean
	}
	return clean, err
}

// Watch is how somebody follows a run.
type Watch struct {
	// Attacking, if not nil, is the context of the attack alone, made from that of Run. If
	// only Attacking ends, the last iterate is judged instead of the attack's
	// result.
	Attacking context.Context
	// Observe is called after each step of the attack, on the goroutine of Run.
	// soFar returns the trace until then, nil before there is one.
	Observe func(step attack.Step, soFar func() *Trace)
}

// Run tries a setup. watch may be nil: it costs a copy of every iterate and a
// few runs of the model. The error is an *AttackError if the attack failed,
// ErrStopped if it was ended before its first step, and a *DefenseError, with
// the outcome of the attack, if only the defence failed.
func (r *Runner) Run(ctx context.Context, s Setup, watch *Watch) (*Outcome, error) {
	computed, s := r.meter.Calls, s.normal()
	if s.Attack.Fit != nil && s.Fitted == nil {
		var err error
		if s.Fitted, err = s.Attack.Learned(s.Values); err != nil {
			return nil, err
		}
	}
	done, key, err := r.attack(ctx, s, watch)
	if err != nil {
		return nil, err
	}
	out := done.outcome
	out.Setup, out.Computed = s, r.meter.Calls-computed
	if len(s.Chain) == 0 {
		return &out, nil
	}
	after, err := r.defend(ctx, s, out.Attacked, key)
	if err != nil {
		return &out, err
	}
	out.Defended, out.AfterDefense = after.image, &after.says
	out.FooledBehind = out.Goal.Reached(after.says.Logits)
	return &out, nil
}

// Begin returns what is known of a setup before its attack: the goal, and the
// prediction for the original. Attacked is nil. It is an error if the model has
// no class of the goal's number, or if the attack has what another learned.
func (r *Runner) Begin(ctx context.Context, s Setup) (*Outcome, error) {
	clean, err := r.Clean(ctx)
	if err != nil {
		return nil, err
	}
	if classes := len(clean.Logits); s.Goal.Kind == Chosen && s.Goal.Class >= classes {
		return nil, fmt.Errorf("the goal is class %d, but the model has the classes 0 to %d", s.Goal.Class, classes-1)
	}
	if s.Fitted != nil && s.Fitted.Attack != s.Attack.Key {
		return nil, fmt.Errorf("what the attack %s learned means nothing to %s; choose what that one learned", s.Fitted.Attack, s.Attack.Name)
	}
	goal := s.Goal.For(clean.Logits, r.subject.Label)
	return &Outcome{
		Setup: s, Original: r.subject.Image, Clean: clean, Goal: goal, AlreadyFooled: goal.Reached(clean.Logits), Estimate: r.subject.Estimate,
	}, nil
}

// attack returns the attack of a setup and the key of its result, which is
// empty if nobody can ask for it again.
func (r *Runner) attack(ctx context.Context, s Setup, watch *Watch) (*attacked, string, error) {
	begun, err := r.Begin(ctx, s)
	if err != nil {
		return nil, "", err
	}
	key := s.attackKey(begun.Goal)
	if known, ok := r.attacks.get(key); ok {
		return known, key, nil
	}
	kept := &r.attacks
	if watch == nil {
		kept = &r.swept
		if known, ok := kept.get(key); ok {
			return known, key, nil
		}
	}
	done := &attacked{*begun}
	if err := r.begin(s, watch, &done.outcome).run(ctx); err != nil {
		return nil, "", err
	}
	if done.outcome.Stopped {
		return done, "", nil
	}
	kept.put(key, done, done.bytes())
	return done, key, nil
}

func (a *attacked) bytes() int { return 4*len(a.outcome.Attacked.Pix) + a.outcome.Trace.bytes() }

// defend returns what a setup's chain makes of an attacked picture, whose key is
// empty if nobody can ask for it again.
func (r *Runner) defend(ctx context.Context, s Setup, im *pixel.Image, key string) (defended, error) {
	if key != "" {
		key = string(appendChain([]byte(key+" chain"), s.Chain))
		if known, ok := r.defends.get(key); ok {
			return known, nil
		}
	}
	im, err := s.Chain.Apply(ctx, im, s.Seed)
	if err != nil {
		return defended{}, &DefenseError{err}
	}
	logits, err := attack.LogitsOf(ctx, r.subject.Model, im)
	if err != nil {
		return defended{}, &DefenseError{err}
	}
	says, err := Predict(logits, r.subject.Independent)
	if err != nil {
		return defended{}, &DefenseError{err}
	}
	out := defended{im, says}
	if key != "" {
		r.defends.put(key, out, 4*len(im.Pix))
	}
	return out, nil
}
