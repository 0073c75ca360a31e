package control

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/underway"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

// suspecting starts a controller after a crash with files underway.
func suspecting(t *testing.T, file string, paths ...string) *watcher {
	return watch(t, func(o *options) {
		keepIn(t, file)(o)
		o.Suspects.Things = paths
	})
}

func TestASuspectIsNotOpenedUnasked(t *testing.T) {
	a, b, model := workplace(t)
	for _, test := range []struct {
		name     string
		suspects []string
		answer   func(*watcher)
		// model and pictures are what there is after the answer.
		model    string
		pictures int
		shown    string
	}{
		{"the model, opened again", []string{model}, (*watcher).again, model, 4, "a.png"},
		{"the model, left", []string{model}, (*watcher).not, "", 4, "a.png"},
		{"the picture, opened again", []string{a}, (*watcher).again, model, 4, "a.png"},
		{"the picture, left", []string{a}, (*watcher).not, model, 3, "grey 120"},
		{"all, left", []string{a, b, model}, (*watcher).not, "", 2, "grey 120"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "session.json")
			leave(t, file, a, b, model)
			w := suspecting(t, file, test.suspects...)
			s := w.settled()
			if s.Settings.Model != "" || len(s.Pictures) != 2 || s.Held == nil || !slices.Equal(s.Held.Suspects, test.suspects) {
				t.Fatalf("it begins with %q, %d pictures and %+v held", s.Settings.Model, len(s.Pictures), s.Held)
			}
			test.answer(w)
			s = w.settled()
			if s.Settings.Model != test.model || len(s.Pictures) != test.pictures || s.Result.Picture != test.shown || s.Held != nil {
				t.Errorf("it goes on with %q, %d pictures and %s, %+v held", s.Settings.Model, len(s.Pictures), s.Result.Picture, s.Held)
			}
			if s.Settings.Seed != 8 {
				t.Errorf("the seed is %d", s.Settings.Seed)
			}
		})
	}
}

func (w *watcher) again() { w.AnswerHeld(true) }

func (w *watcher) not() { w.AnswerHeld(false) }

// Nobody answers: the session waits in its file, whatever is done meanwhile.
func TestAHeldSessionIsKept(t *testing.T) {
	a, b, model := workplace(t)
	file := filepath.Join(t.TempDir(), "session.json")
	want := leave(t, file, a, b, model)
	w := suspecting(t, file, model)
	w.settled()
	w.SetValue("amount", 77)
	w.settled()
	w.Close()
	later := watch(t, keepIn(t, file))
	if s := later.settled(); s.Held == nil || s.Settings.Values["amount"] != 77 || s.Settings.Model != "" {
		t.Fatalf("it begins with %v of %q, %+v held", s.Settings.Values, s.Settings.Model, s.Held)
	}
	later.AnswerHeld(true)
	if s := later.settled(); !choice.Alike(s.Settings, want) {
		t.Errorf("it goes on with %+v, want %+v", s.Settings, want)
	}
}

func TestASuspectOfNoSessionIsNamed(t *testing.T) {
	w := suspecting(t, filepath.Join(t.TempDir(), "session.json"), "/models/1.onnx", "/2.png", "/3.png", "/4.png", "/5.png")
	s := w.settled()
	if want := "Foolscope ended unexpectedly while it opened 1.onnx, 2.png, 3.png and 2 more files, which were not opened again."; s.Notice.Text != want || s.Held != nil {
		t.Errorf("it says %q", s.Notice.Text)
	}
}

// Who closed the program while a network did not stop knows that nothing crashed.
func TestWhatWasClosedDidNotCrash(t *testing.T) {
	a, b, model := workplace(t)
	file := filepath.Join(t.TempDir(), "session.json")
	leave(t, file, a, b, model)
	w := watch(t, func(o *options) {
		keepIn(t, file)(o)
		o.Suspects = underway.Left{Things: []string{model}, Closed: true}
	})
	if s := w.settled(); s.Held == nil || !s.Held.Closed {
		t.Errorf("it holds %+v", s.Held)
	}
	w = watch(t, func(o *options) { o.Suspects = underway.Left{Things: []string{"/2.png"}, Closed: true} })
	if s, want := w.settled(), "Foolscope was closed while it was busy with 2.png, which was not opened again."; s.Notice.Text != want {
		t.Errorf("it says %q", s.Notice.Text)
	}
}

// markShop looks into the mark when a model is opened.
type markShop struct {
	workshop
	read func() string
	at   string
}

func (s *markShop) Open(ctx context.Context, path string, trying func()) (session.Model, error) {
	s.at = s.read()
	return s.workshop.Open(ctx, path, trying)
}

func TestTheMarkNamesWhatIsOpenedForTheFirstTime(t *testing.T) {
	folder := t.TempDir()
	mark, _, err := underway.Open(folder)
	if err != nil {
		t.Skip(err)
	}
	defer mark.Close()
	shop := &markShop{read: func() string {
		files, _ := filepath.Glob(filepath.Join(folder, "*"))
		data, _ := os.ReadFile(files[0])
		return strings.TrimSpace(string(data))
	}}
	w := watch(t, func(o *options) { o.Engine, o.Mark = shop, mark })
	w.settled()
	if shop.at != "" {
		t.Errorf("for the built-in model it holds %s", shop.at)
	}
	w.SetModel("/models/new.onnx")
	w.settled()
	if want := `["` + base64.StdEncoding.EncodeToString([]byte("/models/new.onnx")) + `"]`; shop.at != want {
		t.Errorf("while it is opened, the mark holds %s, want %s", shop.at, want)
	}
	w.SetValue("amount", 60)
	w.settled()
	w.Close()
	if left := shop.read(); left != "[]" {
		t.Errorf("after its result it holds %s", left)
	}
}
