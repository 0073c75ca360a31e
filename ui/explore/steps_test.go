package explore

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// light is an engine whose only network tells dark pictures from bright ones.
type light struct{}

func (light) Ready() (string, error)                                      { return "", nil }
func (light) Open(context.Context, string, func()) (session.Model, error) { return light{}, nil }
func (light) Info() story.ModelInfo {
	return story.ModelInfo{Title: "Light", Width: 4, Height: 4, Labels: []string{"dark", "bright"}}
}
func (light) Fit(im *pixel.Image) *pixel.Image { return im.Stretch(4, 4) }
func (light) Close() error                     { return nil }
func (light) Classes() int                     { return 2 }
func (light) Logits(ctx context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	for _, im := range ims {
		logits = append(logits, []float32{50 * (0.5 - im.Pix[0]), 50 * (im.Pix[0] - 0.5)})
	}
	return logits, ctx.Err()
}
func (l light) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	for _, im := range ims {
		gradients = append(gradients, pixel.New(im.Width, im.Height))
	}
	logits, err = l.Logits(ctx, ims)
	return logits, gradients, err
}

// climb is an attack that brightens the picture by a level a step.
func climb(steps int) *attack.Attack {
	return &attack.Attack{
		Key: "climb", Name: "Climb", Strength: "amount",
		Params: param.Set{{Key: "amount", Name: "Amount", Max: 10, Default: 1, Step: 1}},
		Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			x, climbed := job.Image.Clone(), loss.CrossEntropy{Class: job.Goal.Class}
			for i := range steps {
				logits, err := attack.LogitsOf(ctx, job.Model, x)
				if err != nil {
					return nil, err
				}
				for k := range x.Pix {
					x.Pix[k] += float32(job.Values.Float("amount")) / 255
				}
				if job.Observe != nil {
					job.Observe(attack.Step{Index: i + 1, Total: steps, Image: x, Logits: logits, Loss: climbed, Value: climbed.Value(logits)})
				}
			}
			x.Round()
			logits, err := attack.LogitsOf(ctx, job.Model, x)
			return &attack.Result{Image: x, Logits: logits}, err
		},
	}
}

// stepped is a screen that shows the result of an attack in so many steps, on
// the page of the steps.
func stepped(t *testing.T, steps int) (*Screen, *control.Controller) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	attacks := []*attack.Attack{climb(steps)}
	shared := session.New(session.Options{Engine: light{}, OpenPicture: pixel.Open, Samples: []session.Source{{Name: "grey", Open: func(context.Context) (*pixel.Image, error) {
		im := pixel.New(4, 4)
		for i := range im.Pix {
			im.Pix[i] = 124.0 / 255
		}
		return im, nil
	}}}})
	c := control.New(control.Options{
		Session: shared, Attacks: attacks, SavePicture: pixel.WritePNG,
		Dispatch: func(func()) {}, Show: func(control.Snapshot) {},
	})
	t.Cleanup(func() { c.Close(); shared.Close() })
	s := build(c, &host{session: shared}, Options{Attacks: attacks})
	w := test.NewTempWindow(t, s.Content())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 722))
	for end := time.Now().Add(20 * time.Second); !c.Snapshot().Current(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the attack never ended")
		}
	}
	s.Show(c.Snapshot())
	s.plot.tabs.OnSelected(int(choice.StepsPage))
	return s, c
}

func TestStepsAreScrubbed(t *testing.T) {
	s, c := stepped(t, 8)
	if got := s.plot.caption.Text(); !strings.HasPrefix(got, "step 8 of 8") {
		t.Errorf("the caption is %q", got)
	}
	tests := []struct {
		name string
		do   func()
		step int
	}{
		{"a click", func() { s.plot.chart.OnTapped(2.8) }, 3},
		{"a drag", func() { s.plot.chart.OnDragged(5.2) }, 5},
		{"the left arrow", func() { s.plot.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft}) }, 4},
		{"Home", func() { s.plot.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) }, 0},
		{"End", func() { s.plot.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) }, 8},
	}
	for _, test := range tests {
		test.do()
		snap := c.Snapshot()
		s.Show(snap)
		if got := snap.Shown().Step; got != test.step {
			t.Errorf("%s shows step %d, want %d", test.name, got, test.step)
		}
		if s.panels.attacked.shown != snap.Shown().Attacked.Image || s.panels.attacked.shown.Pix[0] != uint8(124+test.step) {
			t.Errorf("%s: the panel shows a pixel of %d", test.name, s.panels.attacked.shown.Pix[0])
		}
	}
}

func TestPlayShowsEveryStepAndStops(t *testing.T) {
	s, c := stepped(t, 5)
	var next func()
	s.plot.player.after = func(_ time.Duration, do func()) { next = do }
	var seen []int
	s.plot.togglePlay()
	for {
		s.Show(c.Snapshot())
		seen = append(seen, c.Snapshot().Shown().Step)
		if next == nil {
			break
		}
		do := next
		next = nil
		do()
	}
	if !slices.Equal(seen, []int{0, 1, 2, 3, 4, 5}) || s.plot.player.text() != "Play" {
		t.Errorf("played %v, the button says %q", seen, s.plot.player.text())
	}
}

func TestANewResultEndsPlayAndScrub(t *testing.T) {
	s, c := stepped(t, 5)
	ticks := 0
	s.plot.player.after = func(time.Duration, func()) { ticks++ }
	s.plot.togglePlay()
	c.SetValue("amount", 2)
	s.Show(c.Snapshot())
	if s.plot.player.trace != nil || ticks != 1 {
		t.Errorf("still playing after %d ticks", ticks)
	}
}

func TestLeavingTheStepsGoesBackToTheResult(t *testing.T) {
	s, c := stepped(t, 5)
	s.plot.chart.OnTapped(2)
	s.plot.tabs.OnSelected(int(choice.ClassesPage))
	if got := c.Snapshot().Moment(); got != 2 {
		t.Errorf("the classes show moment %d, want 2 as before", got)
	}
	s.plot.tabs.OnSelected(0)
	if snap := c.Snapshot(); snap.Moment() != -1 || s.plot.play.Visible() {
		t.Error("the strengths still show a step")
	}
}

func TestOneStepSaysSo(t *testing.T) {
	for steps, want := range map[int]string{1: "One step only", 2: ""} {
		s, c := stepped(t, steps)
		if got := stepsNote(c.Snapshot()); s.plot.play.Disabled() != (steps == 1) || !strings.HasPrefix(got, want) {
			t.Errorf("%d steps: %q", steps, got)
		}
	}
}

func TestClassesTradePlaces(t *testing.T) {
	s, c := stepped(t, 8)
	s.plot.turn(int(choice.ClassesPage))
	lines := s.plot.stepLines(c.Snapshot())
	if len(lines) != 2 || lines[0].Name != "dark" || lines[1].Meaning != look.Attacked {
		t.Fatalf("%+v", lines)
	}
	for i, p := range lines[0].Points {
		sum := p.Y + lines[1].Points[i].Y
		if fmt.Sprintf("%.6f", sum) != "100.000000" || p.X != float64(i) {
			t.Errorf("step %g: the two classes have %g %%", p.X, sum)
		}
	}
	if first, last := lines[0].Points[0].Y, lines[0].Points[8].Y; first < 50 || last > 50 {
		t.Errorf("dark goes from %g to %g", first, last)
	}
}

func TestTheSpaceBarPausesAnAttackThatRuns(t *testing.T) {
	s, c := stepped(t, 5)
	snap := c.Snapshot()
	unfinished := *snap.Result
	unfinished.Final = false
	snap.Result, snap.Status.Busy, snap.Status.Slow = &unfinished, true, true
	s.Show(snap)
	if s.plot.playText != "Pause" {
		t.Errorf("the link says %q", s.plot.playText)
	}
	s.plot.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if s.plot.player.trace != nil {
		t.Error("steps are played while they are still taken")
	}
}
