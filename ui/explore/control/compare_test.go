package control

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/events"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// lift is shift under another key, whose amount has the same unit.
func lift(gate chan struct{}) *attack.Attack {
	a := shift(gate)
	a.Key, a.Name = "lift", "Lift"
	return a
}

// comparing is a watcher with two attacks.
func comparing(t *testing.T, edit func(*options)) *watcher {
	t.Helper()
	return watch(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(nil), lift(nil)}
		if edit != nil {
			edit(o)
		}
	})
}

// compared waits for both columns of the settings as they are now.
func (w *watcher) compared() (Snapshot, *Second) {
	w.t.Helper()
	generation := w.Snapshot().Generation
	s := w.until("both columns", func(s Snapshot) bool {
		return s.Generation >= generation && s.Current() && s.Beside() != nil
	})
	return s, s.Beside()
}

func TestSecondAttackStandsBesideTheFirst(t *testing.T) {
	w := comparing(t, nil)
	w.SetValue("amount", 5)
	w.CompareAttack("lift")
	w.SetCompareValue("amount", 60)
	s, second := w.compared()
	if s.Result.Attacked.Verdict.Kind != story.NotFooled || second.Attacked.Verdict.Kind != story.Fooled {
		t.Errorf("verdicts %v and %v", s.Result.Attacked.Verdict, second.Attacked.Verdict)
	}
	if got := 255 * second.Measures.Linf; got < 59.9 || got > 60.1 {
		t.Errorf("the second attack moved the picture by %g levels, want 60", got)
	}
	if !strings.HasPrefix(second.Sentence, "Only B reaches the goal. A: Shift ends at") || s.Status.Busy {
		t.Errorf("sentence %q, busy %t", second.Sentence, s.Status.Busy)
	}
	if second.Gain != s.Result.Gain {
		t.Errorf("gains %d and %d", s.Result.Gain, second.Gain)
	}
	if second.Defended.Verdict.Kind != story.NotRecovered {
		t.Errorf("the defence after the second attack: %v", second.Defended.Verdict)
	}
	for i, row := range second.Attacked.Rows {
		if first := second.FirstAttacked[i]; first.Label != row.Label || first.Label != second.FirstOriginal[i].Label {
			t.Errorf("row %d shows %s and %s", i, first.Label, row.Label)
		}
	}
	w.CompareNothing()
	if s := w.settled(); s.Beside() != nil || s.Second != nil {
		t.Error("the second column is still there")
	}
}

func TestSecondAttackBeginsAtTheStrengthOfTheFirst(t *testing.T) {
	w := comparing(t, nil)
	values := func() (first, second float64) {
		s := w.Snapshot().Settings
		return s.Values["amount"], s.Compare.Values["amount"]
	}
	w.SetValue("amount", 30)
	w.CompareAttack("lift")
	if _, second := values(); second != 30 {
		t.Errorf("it begins at %g, want 30", second)
	}
	w.SetValue("amount", 40)
	if _, second := values(); second != 40 {
		t.Errorf("it is at %g after the first one moved to 40", second)
	}
	w.SetCompareValue("amount", 44)
	w.SetValue("amount", 50)
	if first, second := values(); first != 50 || second != 44 {
		t.Errorf("strengths %g and %g, want 50 and 44", first, second)
	}
	w.CompareNothing()
	w.SetCompareValue("amount", 3)
	w.Undo()
	if first, second := values(); first != 50 || second != 44 {
		t.Errorf("strengths %g and %g after undo, want 50 and 44", first, second)
	}
}

func TestOtherUnitsKeepTheirStrength(t *testing.T) {
	percent := shift(nil)
	percent.Key = "percent"
	percent.Params = append(param.Set{}, percent.Params...)
	percent.Params[0].Unit = "%"
	w := comparing(t, func(o *options) { o.Attacks = append(o.Attacks, percent) })
	w.SetValue("amount", 30)
	w.CompareAttack("percent")
	if got := w.Snapshot().Settings.Compare.Values["amount"]; got != 50 {
		t.Errorf("it begins at %g, want its default 50", got)
	}
}

func TestFirstColumnDoesNotWaitForTheSecond(t *testing.T) {
	gate := make(chan struct{})
	w := comparing(t, func(o *options) {
		o.Attacks = []*attack.Attack{shift(nil), lift(gate)}
	})
	w.CompareAttack("lift")
	w.SetCompareValue("steps", 10)
	s := w.until("the first column alone", func(s Snapshot) bool { return s.Current() && s.Status.Busy })
	if s.Result.Attacked.Verdict.Kind != story.Fooled || s.Beside() != nil {
		t.Errorf("first %v, second %v", s.Result.Attacked.Verdict, s.Beside())
	}
	w.TogglePause()
	if w.Snapshot().Paused() {
		t.Error("the second attack can be paused")
	}
	gate <- struct{}{}
	gate <- struct{}{}
	w.until("a step of the second", func(s Snapshot) bool { return s.Second != nil && s.Second.Step > 0 })
	w.Cancel()
	s, second := w.compared()
	if second.Attacked.Verdict.Kind != story.Cancelled || s.Result.Attacked.Verdict.Kind != story.Fooled || !s.Current() {
		t.Errorf("after cancelling: first %v, second %v", s.Result.Attacked.Verdict, second.Attacked.Verdict)
	}
}

func TestSecondModelIsShownTheAttackedPicture(t *testing.T) {
	shop := &workshop{}
	w := comparing(t, func(o *options) { o.Engine = shop })
	w.CompareModel("tall.onnx")
	s, second := w.compared()
	if second.Attacked.Verdict.Kind != story.Transferred || second.Sentence != "Transfers: model tall.onnx says bright instead of dark, too." {
		t.Errorf("%v: %s", second.Attacked.Verdict, second.Sentence)
	}
	if second.Defended.Verdict.Kind != story.NotRecovered || s.Result.Attacked.Verdict.Kind != story.Fooled {
		t.Errorf("defended %v, first %v", second.Defended.Verdict, s.Result.Attacked.Verdict)
	}
	w.SetValue("amount", 60)
	w.compared()
	if len(shop.opened) != 2 {
		t.Errorf("%d networks were opened for two columns", len(shop.opened))
	}
	w.CompareAttack("lift")
	w.compared()
	if !shop.opened[1].closed || shop.opened[0].closed {
		t.Errorf("closed: first %t, second %t", shop.opened[0].closed, shop.opened[1].closed)
	}
	w.CompareModel("")
	if _, second := w.compared(); second.Model.Title != "model " || len(shop.opened) != 2 {
		t.Errorf("the network that is open already was opened again: %d", len(shop.opened))
	}
}

func TestBrokenSecondModelLeavesTheFirstColumn(t *testing.T) {
	w := comparing(t, nil)
	w.CompareModel("broken.onnx")
	s, second := w.compared()
	if second.Attacked.Verdict.Kind != story.Failed || !strings.Contains(second.Sentence, "it is not an ONNX file") {
		t.Errorf("%v: %s", second.Attacked.Verdict, second.Sentence)
	}
	if s.Result.Attacked.Verdict.Kind != story.Fooled || s.Settings.Compare.Model != "broken.onnx" {
		t.Errorf("first %v, second %q", s.Result.Attacked.Verdict, s.Settings.Compare.Model)
	}
}

func TestSecondModelOutlivesTheFirst(t *testing.T) {
	shop := &workshop{}
	w := comparing(t, func(o *options) { o.Engine = shop })
	w.CompareModel("second.onnx")
	w.compared()
	w.SetModel("first.onnx")
	w.compared()
	w.Close()
	var titles []string
	for _, m := range shop.opened {
		titles = append(titles, m.name)
		if !m.closed {
			t.Errorf("%s stays open", m.name)
		}
	}
	if len(titles) != 3 {
		t.Errorf("opened: %q", titles)
	}
}

func TestComparisonInTextAndSession(t *testing.T) {
	w := comparing(t, named)
	w.CompareAttack("lift")
	w.SetCompareValue("steps", 3)
	text := w.Text()
	if !strings.Contains(text, " compare=attack:lift amount=50 steps=3 goal=") {
		t.Error(text)
	}
	other := comparing(t, named)
	if err := other.Apply(text); err != nil || !choice.Alike(other.Snapshot().Settings, w.Snapshot().Settings) {
		t.Errorf("%v: %+v", err, other.Snapshot().Settings.Compare)
	}
	other.Undo()
	if got := other.Snapshot().Settings.Compare.With; got != choice.Nothing {
		t.Errorf("compared with %d after undo", got)
	}

	_, _, model := workplace(t)
	w.CompareModel(model)
	w.mu.Lock()
	kept := w.session()
	w.mu.Unlock()
	again := comparing(t, func(o *options) { named(o); o.Restore = &kept })
	if got := again.Snapshot().Settings.Compare; got.With != choice.SecondModel || got.Model != model {
		t.Errorf("restored: %+v", got)
	}
	kept.SecondModel += ".gone"
	without := comparing(t, func(o *options) { named(o); o.Restore = &kept })
	if s := without.Snapshot(); s.Settings.Compare.With != choice.Nothing || !strings.Contains(s.Notice.Text, "net.onnx.gone") {
		t.Errorf("%+v, notice %q", s.Settings.Compare, s.Notice.Text)
	}
}

func TestLogWritesBothColumns(t *testing.T) {
	var out bytes.Buffer
	log, to := Log{}, events.NewLog(&out)
	w := comparing(t, nil)
	w.CompareAttack("lift")
	s, _ := w.compared()
	log.Note(to, s)
	log.Note(to, s)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	var e events.Event
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &e); err != nil {
		t.Fatal(err)
	}
	if len(lines) != 2 || e.Kind != "compare" || e.Compare != "attack" || e.Attack != "lift" || e.AttackedLabel != "bright" {
		t.Errorf("%d lines, last %+v", len(lines), e)
	}
}

// A second network that failed has no answer, but older points may be there.
func TestPlotBesideANetworkWithoutAnAnswer(t *testing.T) {
	s := Snapshot{Result: &Result{Generation: 1, Result: story.Result{CleanClass: 0, Target: -1, Model: story.ModelInfo{Labels: []string{"a", "b"}}}}}
	s.Second = &Second{Result: Result{Generation: 1, Final: true, Result: story.Result{CleanClass: -1}}}
	s.Settings.Compare.With = choice.SecondModel
	s.Sweep = &choice.Sweep{Sweep: trial.Sweep{Points: []trial.Point{{Attacked: []float64{1, 0}, Second: []float64{0, 1}}}}}
	for _, line := range s.Series() {
		if line.Second {
			t.Errorf("there is a line %q of it", line.Name)
		}
	}
}

func TestPlotHasALineOfTheSecondColumn(t *testing.T) {
	whole := func(w *watcher) []story.Series {
		t.Helper()
		w.compared()
		return w.until("a whole sweep", func(s Snapshot) bool {
			return s.Sweep != nil && s.Sweep.Done && !s.SweepStale && s.Beside() != nil && s.Current()
		}).Series()
	}
	second := func(lines []story.Series, role story.Role) *story.Series {
		for _, line := range lines {
			if line.Second && line.Role == role {
				return &line
			}
		}
		return nil
	}
	find := func(lines []story.Series) *story.Series {
		for _, line := range lines {
			if line.Second {
				return &line
			}
		}
		return nil
	}
	w := comparing(t, nil)
	w.CompareAttack("lift")
	lines := whole(w)
	if line := find(lines); line == nil || line.Name != "B: bright, attacked" || line.Role != story.RoleAttacked || len(line.X) != trial.SweepPoints {
		t.Errorf("a second attack: %+v", line)
	}
	if line := second(lines, story.RoleDefended); line == nil || line.Name != "B: dark, after defence" || line.Pattern == 0 || len(line.X) != trial.SweepPoints {
		t.Errorf("the defence of the second attack: %+v", line)
	}
	w.CompareModel("other.onnx")
	lines = whole(w)
	if line := second(lines, story.RoleDefended); line == nil || line.Name != "B: dark, after defence" || len(line.X) != trial.SweepPoints {
		t.Errorf("the defence before a second model: %+v", line)
	}
	if line := find(lines); line == nil || line.Name != "B: dark, attacked" || line.Role != story.RoleOriginal || line.Y[0] < 50 || line.Y[len(line.Y)-1] > 1 {
		t.Errorf("a second model: %+v", line)
	}
	w.CompareNothing()
	w.settled()
	lines = w.until("a whole sweep", func(s Snapshot) bool { return s.Current() && s.Sweep.Done && !s.SweepStale }).Series()
	if line := find(lines); line != nil {
		t.Errorf("nothing is compared, but there is %q", line.Name)
	}
}
