package control

import (
	"context"
	"errors"
	"fmt"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/story"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// bench is what one task of the queue leaves for the next: the
// network that is open, and the picture that lies under it.
type bench struct {
	// task is the one that runs.
	task  *work.Task
	model session.Model
	// network is the model as the other pages see it.
	network *session.Network
	path    string
	info    story.ModelInfo
	// described is true once the snapshot tells of the network.
	described bool
	meter     *trial.Meter
	// retried is true once a gradient was asked for only to take its time.
	retried bool
	// estimated is nil if the network has an exact gradient.
	estimated *estimated
	// refusalTold is true once it was told that the CPU steps in.
	refusalTold bool
	// measured is true once the network's sensitivity was asked for.
	measured bool

	picture       int
	width, height int
	original      *pixel.Image
	clean         []float32
	// truth is the class that the picture is known to show, -1 if nobody said.
	truth int
	known truths
	// rows are the classes that the panels showed last.
	rows []int
	// runner tries attacks and defences on this picture.
	runner *trial.Runner
	// halted is the attack that somebody stopped just now, nil for none.
	halted *halted
	// guest is the second network of a comparison.
	guest guest
}

// close lets go of the network; the guest stays.
func (b *bench) close() {
	if b.network != nil {
		b.network.Release()
	}
	*b = bench{task: b.task, guest: b.guest}
}

// yielding is a network that gives way to what is more urgent than the task that
// runs.
func (b *bench) yielding(model session.Model) session.Model {
	return yielding{model, func() *work.Task { return b.task }}
}

// leave closes the network, for the other pages too.
func (c *computer) leave(b *bench) {
	b.close()
	c.shared.Share(nil)
}

// errGivenUp says that a request cannot be computed, and that the screen was
// told why.
var errGivenUp = errors.New("given up")

// longestName is how many letters of a name that somebody typed are shown.
const longestName = 40

// problem is an error with a few words for a badge.
type problem struct {
	badge string
	error
}

// prepareModel opens the network that the request names.
func (c *computer) prepareModel(b *bench, r *request) error {
	if b.model != nil && b.path == r.settings.Model {
		switch {
		case !b.described:
			c.describe(b, r)
		case r.settings.GoalName != "":
			missing := c.findGoal(r, b.info)
			if c.publish(*r, func(s *Snapshot) { s.Settings.Goal, s.Settings.GoalName = r.settings.Goal, "" }) {
				c.tellGoal(missing, b.info)
			}
		}
		return nil
	}
	runtime, err := c.shared.Engine.Ready()
	if err != nil {
		c.block(*r, err)
		return errGivenUp
	}
	c.publish(*r, func(s *Snapshot) {
		c.shared.Runs(runtime)
		s.Status.Text = words.Say("status.opening", "name", session.ModelName(r.settings.Model))
	})
	model, err := c.openModel(r.settings.Model)
	if errors.Is(err, session.ErrUnwanted) {
		return errGivenUp
	}
	if err != nil {
		c.keepModel(b, *r, err)
		return errGivenUp
	}
	c.leave(b)
	b.model, b.path, b.info, b.meter = model, r.settings.Model, model.Info(), &trial.Meter{Model: b.yielding(model)}
	c.offerEstimate(b)
	b.network = session.NewNetwork(model, b.path, b.info)
	c.shared.Share(b.network)
	if b.path != "" {
		c.shared.UsedModel(b.path)
	}
	c.showRuntime(b)
	c.describe(b, r)
	return nil
}

// describe tells of the network that is open, and brings the goal in line with it. If
// the settings changed while it was opened, the next request does so.
func (c *computer) describe(b *bench, r *request) {
	missing := c.findGoal(r, b.info)
	b.described = c.publish(*r, func(s *Snapshot) {
		s.Model, s.Settings.Goal, s.Sweep, s.GradientTime = b.info, r.settings.Goal, nil, 0
		s.Sensitivity = attack.Unknown
		s.Settings.GoalName = ""
	})
	if b.described {
		c.tellGoal(missing, b.info)
	}
}

// block says that nothing can run.
func (c *computer) block(r request, err error) {
	c.publish(r, func(s *Snapshot) {
		c.shared.Block(err)
		s.Result, s.Sweep = nil, nil
		s.Status = Status{Text: words.Error(err), Progress: -1}
	})
}

// keepModel goes back to the network that is open, or to the one that came
// with the program, after another could not be opened.
func (c *computer) keepModel(b *bench, r request, err error) {
	if b.model == nil && r.settings.Model == "" {
		c.block(r, err)
		return
	}
	if !errors.Is(err, session.ErrStopped) {
		c.shared.Forget(r.settings.Model)
	}
	if !errors.Is(err, session.ErrStopped) {
		c.shared.Refuse(r.settings.Model, err)
	}
	c.shared.Complain("The model was not opened: %v", err)
	c.refused(r.settings.Model, b.path)
}

// findGoal gives the goal of a request the number that its class has in a
// network that was opened. missing is what the class is called if the network has none of
// that name, which is told once by tellGoal.
func (c *computer) findGoal(r *request, info story.ModelInfo) (missing string) {
	s := &r.settings
	from := c.Snapshot().Model
	if s.GoalName != "" {
		from, s.Goal = story.ModelInfo{Labels: []string{s.GoalName}}, trial.Goal{Kind: trial.Chosen}
	}
	name := s.GoalName
	s.Goal, s.GoalName = choice.Translate(s.Goal, from, info), ""
	if s.Goal.Kind != trial.Chosen {
		missing = name
	}
	return missing
}

// tellGoal says that a network has no class of a name, once the settings know.
func (c *computer) tellGoal(missing string, info story.ModelInfo) {
	if missing != "" {
		c.shared.Complain("%s has no class %q, so the goal is anything else now.", info.Title, plain.Line(missing, longestName))
	}
}

// preparePicture decodes and fits the picture that the request names, and asks
// the network what it is.
func (c *computer) preparePicture(ctx context.Context, b *bench, r request) error {
	if b.original != nil && b.picture == r.settings.Picture {
		return nil
	}
	b.original, b.clean, b.runner, b.rows = nil, nil, nil, nil
	p, ok := c.shared.Strip.Find(r.settings.Picture)
	if !ok {
		c.publish(r, func(s *Snapshot) {
			s.Result, s.Sweep = nil, nil
			s.Status = Status{Text: words.Say("status.open"), Progress: -1}
		})
		return errGivenUp
	}
	c.publish(r, func(s *Snapshot) { s.Status.Text = words.Say("status.opening", "name", p.Source.Name) })
	full, err := p.Source.Open(ctx)
	if interrupted(err) {
		return err
	}
	if err != nil {
		c.shared.Forget(p.Source.Path)
		c.shared.Strip.Decoded(p.ID, nil, err)
		return &problem{words.Say("verdict.unreadable"), err}
	}
	fitted := b.model.Fit(full)
	runner := trial.NewRunner(trial.Subject{Model: b.meter, Independent: b.info.Independent, Image: fitted, Label: trial.None})
	clean, err := runner.Clean(ctx)
	if interrupted(err) {
		return err
	}
	if err != nil {
		return &problem{words.Say("verdict.no_prediction"), fmt.Errorf("the model failed on %s: %w", p.Source.Name, err)}
	}
	b.picture, b.width, b.height = p.ID, full.Width, full.Height
	b.original, b.clean, b.runner = fitted, clean.Logits, runner
	return nil
}

// classes are those that all panels show: the most likely of the original and
// those in must. Each stays in its row for as long as it is shown, while the
// picture is the same; what the picture is known to show is first, or else the
// prediction for the original.
func (b *bench) classes(must ...int) []int {
	clean := b.info.Probabilities(b.clean)
	pinned := b.truth
	if pinned < 0 {
		pinned = loss.Argmax(b.clean)
	}
	b.rows = story.KeepRows(b.rows, story.Align(clean, append(must, pinned)...), pinned)
	return b.rows
}
