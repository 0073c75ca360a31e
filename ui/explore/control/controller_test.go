package control

import (
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

func TestFirstPictureIsAttackedAtOnce(t *testing.T) {
	r := watch(t, nil).settled().Result
	if r.Attacked.Verdict.Kind != story.Fooled || r.Defended.Verdict.Kind != story.NotRecovered {
		t.Errorf("verdicts: %v, %v", r.Attacked.Verdict, r.Defended.Verdict)
	}
	if r.Original.Image == nil || r.Perturbation == nil || r.Attacked.Image == nil || r.Defended.Image == nil {
		t.Error("a panel has no picture")
	}
	if r.Width != 32 || r.Height != 16 || r.Original.Image.Bounds().Dx() != 8 {
		t.Errorf("sizes: %dx%d, shown %v", r.Width, r.Height, r.Original.Image.Bounds())
	}
}

func TestNewestSettingsWin(t *testing.T) {
	gate := make(chan struct{})
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{shift(gate)} })
	w.until("the prediction before the attack", func(s Snapshot) bool { return s.Result != nil })
	for amount := 1.0; amount <= 40; amount++ {
		w.SetValue("amount", amount)
	}
	close(gate)
	s := w.settled()
	if got := s.Result.Settings.Values["amount"]; got != 40 {
		t.Errorf("the result is for amount %g, want 40", got)
	}
	if got := math.Round(255 * s.Result.Measures.Linf); got != 40 {
		t.Errorf("the largest change is %g/255, want 40", got)
	}
}

func TestNoResultIsShownForOtherSettings(t *testing.T) {
	w := watch(t, nil)
	for i := range 200 {
		w.SetValue("amount", float64(i%150))
	}
	w.settled()
	w.Close()
	for len(w.seen) > 0 {
		s := <-w.seen
		if s.Result == nil || !s.Result.Final {
			continue
		}
		if current := s.Result.Generation == s.Generation; current != s.Current() {
			t.Fatal("Current is wrong")
		}
		if s.Current() && s.Result.Settings.Values["amount"] != s.Settings.Values["amount"] {
			t.Fatalf("amount %g is shown with the result of %g", s.Settings.Values["amount"], s.Result.Settings.Values["amount"])
		}
	}
}

func TestPicturesFollowASliderThatNeverRests(t *testing.T) {
	slow := shift(nil)
	run := slow.Run
	slow.Run = func(ctx context.Context, job attack.Job) (*attack.Result, error) {
		select {
		case <-time.After(30 * time.Millisecond):
		case <-ctx.Done():
		}
		return run(ctx, job)
	}
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{slow} })
	w.settled()
	// The slider moves six times as fast as the attack runs, until five results
	// have come all the same.
	var last float64
	came := 0
	for i, generation := 0, uint64(0); came < 5; i++ {
		if i == 10_000 {
			t.Fatalf("only %d results came while the slider moved", came)
		}
		last = float64(50 + i%100)
		w.SetValue("amount", last)
		time.Sleep(5 * time.Millisecond)
		if r := w.Snapshot().Result; r.Final && r.Generation != generation {
			generation = r.Generation
			came++
		}
	}
	w.settled()
	w.Close()
	var shown []float64
	var before uint64
	for len(w.seen) > 0 {
		s := <-w.seen
		if s.Result == nil || !s.Result.Final || s.Result.Generation == before {
			continue
		}
		if s.Result.Generation < before {
			t.Fatalf("the result of generation %d came after that of %d", s.Result.Generation, before)
		}
		before = s.Result.Generation
		shown = append(shown, s.Result.Settings.Values["amount"])
	}
	if len(shown) == 0 || shown[len(shown)-1] != last {
		t.Errorf("shown: %v", shown)
	}
}

func TestCancelShowsWhatTheAttackHad(t *testing.T) {
	gate := make(chan struct{})
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{shift(gate)} })
	w.SetValue("steps", 10)
	for range 4 {
		gate <- struct{}{}
	}
	w.until("step 4", func(s Snapshot) bool { return s.Status.Progress >= 0.1 })
	w.Cancel()
	r := w.settled().Result
	if r.Attacked.Verdict.Kind != story.Cancelled || r.Step < 1 || r.Step > 4 {
		t.Errorf("verdict %v after step %d", r.Attacked.Verdict, r.Step)
	}
	if want := math.Round(5 * float64(r.Step)); math.Abs(255*r.Measures.Linf-want) > 1 {
		t.Errorf("the picture moved by %g levels, want %g", 255*r.Measures.Linf, want)
	}
}

func TestCancelBeforeTheFirstStep(t *testing.T) {
	gate := make(chan struct{})
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{shift(gate)} })
	w.until("the prediction", func(s Snapshot) bool { return s.Result != nil })
	w.Cancel()
	if r := w.settled().Result; r.Attacked.Verdict.Kind != story.Cancelled || r.Attacked.Image != nil {
		t.Errorf("verdict %v", r.Attacked.Verdict)
	}
}

// What is wrong with a picture is said in the language, in the status too.
func TestBadPictureSaysWhyInTheLanguage(t *testing.T) {
	words.Use("de")
	t.Cleanup(func() { words.Use("en") })
	path := filepath.Join(t.TempDir(), "leer.png")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := watch(t, nil)
	w.AddFiles(path)
	if got, want := w.settled().Status.Text, "Leer.png lässt sich nicht öffnen: Die Datei ist leer"; !strings.EqualFold(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestBadPictureSaysWhyAndCanBeRemoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "torn.png")
	if err := os.WriteFile(path, []byte("\x89PNG\r\n\x1a\nno more"), 0o644); err != nil {
		t.Fatal(err)
	}
	w := watch(t, nil)
	w.AddFiles(path)
	s := w.settled()
	last := s.Pictures[len(s.Pictures)-1]
	if last.Err == nil || s.Result.Original.Verdict.Kind != story.Failed || !strings.Contains(s.Status.Text, "torn.png") {
		t.Errorf("err %v, verdict %v, status %q", last.Err, s.Result.Original.Verdict, s.Status.Text)
	}
	w.Remove(last.ID)
	s = w.settled()
	if len(s.Pictures) != 2 || s.Settings.Picture != s.Pictures[1].ID || s.Result.Picture != "grey 10" {
		t.Errorf("%d pictures, %q is shown", len(s.Pictures), s.Result.Picture)
	}
}

func TestEmptyStripAsksForAPicture(t *testing.T) {
	w := watch(t, func(o *options) { o.Samples = nil })
	s := w.until("an invitation", func(s Snapshot) bool { return !s.Status.Busy })
	if s.Result != nil || !strings.Contains(s.Status.Text, "picture") {
		t.Errorf("status %q", s.Status.Text)
	}
}

func TestModelThatCannotBeOpenedLeavesTheOldOne(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.AddFiles("broken.onnx")
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Err })
	if !strings.Contains(s.Notice.Text, "The model was not opened: it is not an ONNX file") {
		t.Errorf("notice %q", s.Notice.Text)
	}
	if s = w.settled(); s.Settings.Model != "" || s.Model.Title != "model " {
		t.Errorf("model %q, %q", s.Settings.Model, s.Model.Title)
	}
}

func TestAnotherModelReplacesTheFirst(t *testing.T) {
	shop := &workshop{}
	w := watch(t, func(o *options) { o.Engine = shop })
	w.settled()
	w.SetGoal(trial.Goal{Kind: trial.Chosen, Class: 1})
	w.settled()
	w.SetModel("other.onnx")
	s := w.settled()
	if s.Model.Title != "model other.onnx" || !shop.opened[0].closed {
		t.Errorf("model %q, old one closed: %v", s.Model.Title, shop.opened[0].closed)
	}
	if s.Settings.Goal != (trial.Goal{Kind: trial.Chosen, Class: 1}) {
		t.Errorf("goal %v: a class of the same name is the same goal", s.Settings.Goal)
	}
}

func TestMissingLibraryBlocksUntilItIsThere(t *testing.T) {
	shop := &workshop{missing: errors.New("no library")}
	w := watch(t, func(o *options) { o.Engine = shop })
	w.until("why nothing runs", func(s Snapshot) bool { return s.Blocked != nil && !s.Status.Busy })
	shop.mu.Lock()
	shop.missing = nil
	shop.mu.Unlock()
	w.Retry()
	if s := w.settled(); s.Blocked != nil || s.Runtime != "a workshop" {
		t.Errorf("blocked: %v, runtime %q", s.Blocked, s.Runtime)
	}
}

func TestSavedPictureIsAskedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "attacked")
	w := watch(t, nil)
	w.Save(path, nil)
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 })
	if s.Notice.Err || !strings.HasPrefix(s.Notice.Text, "Saved attacked.png. Opened again, it still says 96.") {
		t.Errorf("notice: %q", s.Notice.Text)
	}
	im, err := pixel.Open(t.Context(), path+".png")
	if err != nil || im.Width != 8 || im.Height != 8 {
		t.Errorf("saved picture: %v, %v", im, err)
	}
}

func TestSaveSaysWhenTheFileNoLongerFools(t *testing.T) {
	w := watch(t, func(o *options) {
		o.SavePicture = func(path string, im *pixel.Image) error { return pixel.WritePNG(path, pixel.New(8, 8)) }
	})
	w.Save(filepath.Join(t.TempDir(), "a.png"), nil)
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 })
	if !s.Notice.Err || !strings.Contains(s.Notice.Text, "instead of bright") {
		t.Errorf("notice: %q", s.Notice.Text)
	}
}

func TestSaveIntoAFolderThatIsNotThere(t *testing.T) {
	w := watch(t, nil)
	w.Save(filepath.Join(t.TempDir(), "no", "a.png"), nil)
	s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 })
	if !s.Notice.Err || !strings.HasPrefix(s.Notice.Text, "The picture was not saved") {
		t.Errorf("notice: %q", s.Notice.Text)
	}
}

func TestAttackKeepsItsValuesWhileAnotherIsChosen(t *testing.T) {
	other := shift(nil)
	other.Key = "other"
	w := watch(t, func(o *options) { o.Attacks = []*attack.Attack{shift(nil), other} })
	w.SetValue("steps", 7)
	w.SetAttack("other")
	w.SetValue("steps", 3)
	w.SetAttack("shift")
	if got := w.Snapshot().Settings.Values["steps"]; got != 7 {
		t.Errorf("steps %g, want 7", got)
	}
	w.SetPreset(0)
	if got := w.Snapshot().Settings.Values["steps"]; got != 1 {
		t.Errorf("steps %g after the preset, want 1", got)
	}
}

func TestTheTruthIsTheFirstRow(t *testing.T) {
	w := watch(t, func(o *options) { o.Samples[0].Truth = "bright" })
	for _, amount := range []float64{0, 50, 150} {
		w.SetValue("amount", amount)
		r := w.settled().Result
		for _, panel := range []story.Panel{r.Original, r.Attacked, r.Defended} {
			if panel.Rows[0].Label != "bright" || panel.Rows[1].Label != "dark" {
				t.Errorf("amount %g: the rows are %v", amount, panel.Rows)
			}
		}
		if r.Original.Verdict.Kind != story.WrongAlready {
			t.Errorf("the original is %v", r.Original.Verdict)
		}
	}
}
