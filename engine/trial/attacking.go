package trial

import (
	"cmp"
	"context"
	"slices"
	"time"

	"foolscope/engine/adaptive"
	"foolscope/engine/attack"
	"foolscope/engine/metric"
	"foolscope/engine/pixel"
)

// attacking is an attack that runs.
type attacking struct {
	*Runner
	setup Setup
	watch *Watch
	// faced is the model that the attack sees: the subject's, or, if the attack is
	// adaptive, that behind the defences.
	faced attack.Model
	// asked counts what the attack asks of it.
	asked Meter
	// out is filled in.
	out *Outcome

	// recorder is nil if nobody watches, and last the newest iterate.
	recorder *recorder
	last     *pixel.Image
	start    attack.Start
}

// begin prepares an attack; out has what is known before.
func (r *Runner) begin(s Setup, watch *Watch, out *Outcome) *attacking {
	a := &attacking{Runner: r, setup: s, watch: watch, faced: r.model, out: out}
	if s.Adaptive {
		a.faced = adaptive.New(r.meter, s.Chain, max(1, s.Samples), s.Seed)
	}
	return a
}

// run fills in what comes of the attack. Its errors are those of Runner.Run.
func (a *attacking) run(ctx context.Context) error {
	a.asked.Model = a.faced
	job := attack.Job{
		Model: &a.asked, Image: a.out.Original, Goal: a.out.Goal, Independent: a.subject.Independent,
		Values: a.setup.Values, Seed: a.setup.Seed, Fitted: a.setup.Fitted,
	}
	until := ctx
	if a.watch != nil {
		if a.watch.Attacking != nil {
			until = a.watch.Attacking
		}
		if err := a.record(ctx); err != nil {
			return cmp.Or(ctx.Err(), error(&AttackError{err}))
		}
		job.Observe = a.observe
	}
	began := time.Now()
	result, err := a.setup.Attack.Run(until, job)
	a.out.Took = time.Since(began)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil && !interrupted(err):
		return &AttackError{err}
	case err != nil && a.last == nil:
		return ErrStopped
	case err != nil:
		return a.stopped(ctx)
	}
	return a.finished(ctx, result)
}

// record begins a trace with what the faced model says of the original.
func (a *attacking) record(ctx context.Context) error {
	says := a.out.Clean.Logits
	if a.setup.Adaptive {
		var err error
		if says, err = attack.LogitsOf(ctx, a.faced, a.out.Original); err != nil {
			return err
		}
	}
	a.recorder = newRecorder(a.subject, says)
	return nil
}

func (a *attacking) observe(step attack.Step) {
	a.recorder.observe(step)
	a.last, a.start = step.Image.Clone(), step.Start
	a.out.Step, a.out.Steps = step.Index, step.Total
	a.watch.Observe(step, a.recorder.soFar)
}

// finished fills in what comes of an attack that came to its end.
func (a *attacking) finished(ctx context.Context, result *attack.Result) (err error) {
	out := a.out
	if a.watch != nil {
		if out.Trace, err = a.recorder.finish(ctx, a.faced, result, a.last); err != nil {
			return err
		}
		if out.OnlyUnrounded, err = a.onlyUnrounded(ctx, result); err != nil {
			return err
		}
	}
	logits := result.Logits
	if a.setup.Adaptive {
		if logits, err = attack.LogitsOf(ctx, a.subject.Model, result.Image); err != nil {
			return err
		}
	}
	out.Gradients, out.Queries = result.Gradients, result.Queries
	if err := a.judge(result.Image, logits); err != nil {
		return err
	}
	out.Remarks = remarks(result.Start.Remark(), a.setup.Attack.Idle(result, a.setup.Values, out.Change.Linf > 0, out.AlreadyFooled))
	return nil
}

// stopped fills in what comes of an attack that was ended at its last iterate.
func (a *attacking) stopped(ctx context.Context) (err error) {
	out, im := a.out, a.last.Round()
	if out.Trace, err = a.recorder.finish(ctx, a.faced, nil, a.last); err != nil {
		return err
	}
	logits, err := attack.LogitsOf(ctx, a.subject.Model, im)
	if err != nil {
		return err
	}
	out.Stopped, out.Remarks = true, remarks(a.start.Remark())
	out.Gradients = a.asked.Calls
	return a.judge(im, logits)
}

// judge fills in what the subject's model says of the attacked picture, and how
// far it is from the original.
func (a *attacking) judge(im *pixel.Image, logits []float32) (err error) {
	a.out.Attacked, a.out.Fooled = im, a.out.Goal.Reached(logits)
	a.out.Change = metric.Compare(a.out.Original, im)
	a.out.AfterAttack, err = Predict(logits, a.subject.Independent)
	return err
}

// onlyUnrounded reports whether the picture before rounding reaches a goal that
// the 8-bit one misses. It asks the model once, and only if there is doubt; a
// model that fails then leaves the doubt. The error is that of the context.
func (a *attacking) onlyUnrounded(ctx context.Context, done *attack.Result) (bool, error) {
	if done.Exact == nil || a.out.Goal.Reached(done.Logits) {
		return false, nil
	}
	logits, err := attack.LogitsOf(ctx, a.faced, done.Exact)
	return err == nil && a.out.Goal.Reached(logits), ctx.Err()
}

// remarks are the sentences that are not empty.
func remarks(sentences ...string) []string {
	return slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
}
