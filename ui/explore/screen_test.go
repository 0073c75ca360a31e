package explore

import (
	"context"
	"errors"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// nothing is an engine that cannot run; the screen does not need one.
type nothing struct{}

func (nothing) Ready() (string, error) { return "", errors.New("no engine") }
func (nothing) Open(context.Context, string, func()) (session.Model, error) {
	return nil, errors.New("no engine")
}

// screen builds the screen in a window of the given size, with three attacks,
// one of which has no strength, and a defence that nobody runs.
func screen(t *testing.T, size fyne.Size) (*Screen, *control.Controller) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Light())
	epsilon := param.Param{Key: "epsilon", Name: "Epsilon", Unit: "/255", Max: 32, Default: 4, Step: 1}
	steps := param.Param{Key: "steps", Name: "Steps", Kind: param.Integer, Min: 1, Max: 100, Default: 10, Step: 1}
	one, many := param.Set{epsilon}, param.Set{epsilon, steps}
	attacks := []*attack.Attack{
		{Key: "one", Name: "One step", Params: one, Strength: "epsilon"},
		{Key: "many", Name: "Many steps", Params: many, Norm: attack.Linf, Strength: "epsilon", Presets: []attack.Preset{
			{Name: "weak", Values: param.Values{"epsilon": 1, "steps": 5}}, {Name: "typical", Values: many.Defaults()},
		}},
		{Key: "smallest", Name: "Smallest change", Params: param.Set{steps}, Norm: attack.L2, Smallest: true},
	}
	defenses := []*defense.Defense{{Key: "blur", Name: "Blur", Strength: "k", Params: param.Set{
		{Key: "k", Name: "Kernel", Kind: param.Integer, Min: 1, Max: 31, Default: 3, Step: 2},
	}}}
	shared := session.New(session.Options{Engine: nothing{}, OpenPicture: pixel.Open})
	c := control.New(control.Options{
		Session: shared,
		Attacks: attacks, Defenses: defenses, SavePicture: pixel.WritePNG,
		Dispatch: func(func()) {}, Show: func(control.Snapshot) {},
	})
	t.Cleanup(func() { c.Close(); shared.Close() })
	s := build(c, &host{session: shared}, Options{Attacks: attacks, Defenses: defenses})
	w := test.NewTempWindow(t, s.Content())
	w.SetPadded(false)
	s.window.(*host).canvas = w.Canvas()
	w.Resize(size)
	return s, c
}

// fooled is a snapshot in which everything is known.
func fooled(c *control.Controller) control.Snapshot {
	s := c.Snapshot()
	s.Model = story.ModelInfo{Title: "Signs", Width: 8, Height: 8, Labels: []string{"stop", "yield"}}
	img := image.NewRGBA(image.Rect(0, 0, 8, 8))
	row := func(stop, yield float64) []story.Row {
		return []story.Row{
			{Class: 0, Label: "stop", Probability: stop, Top: stop > yield},
			{Class: 1, Label: "yield", Probability: yield, Top: yield > stop},
		}
	}
	s.Result = &control.Result{
		Generation: s.Generation, Settings: s.Settings, Final: true,
		Result: story.Result{Model: s.Model, Picture: "stop", Width: 512, Height: 512,
			Original:     story.Panel{Image: img, Rows: row(0.98, 0.02), Verdict: story.Verdict{Kind: story.Clean, Text: "98.0 % stop"}},
			Attacked:     story.Panel{Image: img, Rows: row(0.1, 0.9), Verdict: story.Verdict{Kind: story.Fooled, Text: "Fooled: 90.0 % yield"}},
			Defended:     story.Panel{Image: img, Rows: row(0.7, 0.3), Verdict: story.Verdict{Kind: story.Recovered, Text: "Recovered: 70.0 % stop"}},
			Perturbation: img, Gain: 16, Steps: 10, Step: 10,
			Measures:   story.Measures{Known: true, Linf: 4.0 / 255, L2: 1.125, SSIM: 0.98, PSNR: 36.2, Gradients: 10},
			CleanClass: 0, AttackedClass: 1, DefendedClass: 0, Target: -1,
			AttackedProbabilities: []float64{0.1, 0.9}, DefendedProbabilities: []float64{0.7, 0.3},
		},
	}
	sweep := *s.Sweep
	for x := 0.0; x <= 16; x += 8 {
		sweep.Points = append(sweep.Points, trial.Point{X: x, SSIM: 1 - x/100, Attacked: []float64{1 - x/16, x / 16}, Defended: []float64{1, 0}})
	}
	s.Sweep = &sweep
	return s
}

func TestScreenSaysWhatTheResultSays(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(fooled(c))
	p := s.panels
	for _, test := range []struct {
		panel *panel
		text  string
	}{
		{p.original, "98.0 % stop"}, {p.attacked, "Fooled: 90.0 % yield"}, {p.defended, "Recovered: 70.0 % stop"},
	} {
		if got := test.panel.badge.Text(); got != test.text {
			t.Errorf("the badge says %q, want %q", got, test.text)
		}
	}
	captions := func(p *panel) string { return strings.Join(p.card.Captions(), "|") }
	if captions(p.attacked) != "One step, step 10|One step" || captions(p.defended) != "Blur 3|Blur" || captions(p.original) != "stop, 512 × 512|512 × 512" {
		t.Errorf("captions: %q, %q, %q", captions(p.attacked), captions(p.defended), captions(p.original))
	}
	if got := s.plot.caption.Text(); !strings.HasSuffix(got, "against epsilon (/255)") {
		t.Errorf("the plot's caption is %q", got)
	}
}

func TestEveryVerdictHasItsColor(t *testing.T) {
	tests := map[story.Kind]look.Meaning{
		story.Pending: look.Neutral, story.Clean: look.Original, story.WrongAlready: look.Neutral,
		story.Fooled: look.Attacked, story.Partly: look.Attacked, story.NotFooled: look.Original,
		story.Recovered: look.Defended, story.NotRecovered: look.Attacked,
		story.Unharmed: look.Defended, story.Harmed: look.Attacked,
		story.Cancelled: look.Neutral, story.Failed: look.Neutral,
	}
	for kind, want := range tests {
		if got := badgeMeaning(kind); got != want {
			t.Errorf("%v: %v, want %v", kind, got, want)
		}
	}
}

// What won has the colour of its verdict: no green where nothing recovered. While nothing
// is decided yet, it has the panel's.
func TestTheWinnerHasTheColorOfItsVerdict(t *testing.T) {
	p := newPanel(look.Defended, "Defended", nil, part.Auto)
	for kind, want := range map[story.Kind]look.Meaning{
		story.Recovered: look.Defended, story.NotRecovered: look.Attacked, story.Unsure: look.Neutral, story.Pending: look.Defended,
	} {
		of := story.Panel{Rows: []story.Row{{Label: "stop", Top: true}}, Verdict: story.Verdict{Kind: kind}}
		if got := p.rows(of, badgeMeaning(kind), nil)[0].Meaning; got != want {
			t.Errorf("%v: %v, want %v", kind, got, want)
		}
	}
}

func TestMetricsWaitForTheEndOfTheAttack(t *testing.T) {
	_, c := screen(t, fyne.NewSize(1280, 722))
	r := *fooled(c).Result
	if got := metrics(&r); got[0].Value != "4 / 255" || got[1].Value != "1.12" || got[2].Value != "0.980" || got[3].Value != "36.2 dB" {
		t.Errorf("%+v", got)
	}
	r.Measures = story.Measures{}
	for _, m := range metrics(&r) {
		if m.Value != "–" {
			t.Errorf("%s is %q while nothing is known", m.Name, m.Value)
		}
	}
}

func TestSideBarFollowsTheAttack(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(c.Snapshot())
	if n := len(s.side.attackRows.rows); n != 1 {
		t.Errorf("%d rows for the attack with one parameter", n)
	}
	if s.side.preset != nil {
		t.Error("there are presets where the attack has none")
	}
	c.SetAttack("many")
	c.SetValue("steps", 42)
	s.Show(c.Snapshot())
	if n := len(s.side.attackRows.rows); n != 2 || s.side.attackRows.rows[1].Value() != 42 {
		t.Errorf("%d rows, steps %g", n, s.side.attackRows.rows[1].Value())
	}
	if s.side.preset.Selected() != -1 {
		t.Error("42 steps are no preset")
	}
	c.SetPreset(0)
	s.Show(c.Snapshot())
	if s.side.preset.Selected() != 0 || s.side.attackRows.rows[0].Value() != 1 {
		t.Error("the preset is not shown")
	}
}

func TestDefenseCanBeNone(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.side.chooseDefense(0)
	s.Show(c.Snapshot())
	if got := c.Snapshot().Settings.Defense; got != "" || len(s.side.defenseRows.rows) != 0 {
		t.Errorf("defence %q with %d rows", got, len(s.side.defenseRows.rows))
	}
	s.side.chooseDefense(1)
	s.Show(c.Snapshot())
	if got := c.Snapshot().Settings.Defense; got != "blur" || len(s.side.defenseRows.rows) != 1 {
		t.Errorf("defence %q with %d rows", got, len(s.side.defenseRows.rows))
	}
}

func TestGoalsAndTheirPlaces(t *testing.T) {
	for i := range 6 {
		if got := goalIndex(goalAt(i)); got != i {
			t.Errorf("goal %d is found at %d", i, got)
		}
	}
	if got := goalAt(4); got != (trial.Goal{Kind: trial.Chosen, Class: 1}) {
		t.Errorf("the second class is %v", got)
	}
}

func TestClickInThePlotGoesThere(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	s.Show(fooled(c))
	s.plot.goTo(7.4)
	if got := c.Snapshot().Settings.Values["epsilon"]; got != 7 {
		t.Errorf("epsilon %g, want 7", got)
	}
}

func TestNothingOverlapsFromTheSmallestWindow(t *testing.T) {
	for _, size := range []fyne.Size{{Width: 1024, Height: 622}, {Width: 1280, Height: 722}, {Width: 1920, Height: 1002}, {Width: 3840, Height: 2082}} {
		s, c := screen(t, size)
		s.Show(fooled(c))
		least := s.Content().MinSize()
		if least.Width > 1024 || least.Height > 622 {
			t.Errorf("the screen needs %v", least)
		}
		cards := s.panels.seen()
		middle, right := s.plot.card.Size(), s.plot.card.Position().X+s.plot.card.Size().Width
		for i, p := range cards {
			at, extent := p.card.Position(), p.card.Size()
			if i > 0 {
				left := cards[i-1].card
				if gap := at.X - left.Position().X - left.Size().Width; gap != 12 {
					t.Errorf("%v: the gap before panel %d is %g", size, i, gap)
				}
			}
			if at.X+extent.Width > right+0.5 || at.Y+extent.Height+12 > s.plot.card.Position().Y+0.5 {
				t.Errorf("%v: panel %d reaches %g, %g", size, i, at.X+extent.Width, at.Y+extent.Height)
			}
		}
		if middle.Height < plotHeight() {
			t.Errorf("%v: the plot is only %g high", size, middle.Height)
		}
	}
}
