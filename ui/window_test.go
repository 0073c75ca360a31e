package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/defense"
	experiment "foolscope/engine/study"
	"foolscope/ui/explore"
	"foolscope/ui/look"
	"foolscope/ui/session"
	"foolscope/ui/story"
	"foolscope/ui/study"
)

// broken is an engine whose library is missing.
type broken struct{}

func (broken) Ready() (string, error) { return "", errors.New("the library is missing: put it here") }
func (broken) Open(context.Context, string, func()) (session.Model, error) {
	return nil, errors.New("never asked")
}

// testWindow is a window whose dispatched functions wait for pump.
func testWindow(t *testing.T) (*mainWindow, chan func()) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Light())
	queue := make(chan func(), 1000)
	w := newWindow(app, app.NewWindow(""), Options{
		Engine: broken{}, Library: func(string) {}, Explore: explore.Options{Attacks: attack.All(), Defenses: defense.All()},
		Study: study.Options{
			Resolve: func(name string) (string, error) { return "", errors.New("there is no model " + name) },
			Open: func(context.Context, string, int) (experiment.Model, error) {
				return nil, errors.New("there is no model")
			},
		},
		dispatch: func(f func()) { queue <- f },
	})
	t.Cleanup(w.window.Close)
	t.Cleanup(w.close)
	return w, queue
}

// pump runs what was dispatched until the window is as wanted.
func pump(t *testing.T, queue chan func(), what string, wanted func() bool) {
	t.Helper()
	deadline := time.After(20 * time.Second)
	for !wanted() {
		select {
		case f := <-queue:
			f()
		case <-deadline:
			t.Fatalf("it never came to this: %s", what)
		}
	}
}

func TestWindowSaysWhatIsMissing(t *testing.T) {
	w, queue := testWindow(t)
	pump(t, queue, "what is missing", func() bool { return strings.Contains(written(w.window), "The library is missing: put it here.") })
	if !w.top.save.Disabled() {
		t.Error("there is nothing to save, but Save is enabled")
	}
}

func TestDroppedFilesAreOpened(t *testing.T) {
	w, queue := testWindow(t)
	w.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI("/a/photo.png"), storage.NewFileURI("/a/net.onnx")})
	pump(t, queue, "the picture in the strip", func() bool { return len(w.snap.Pictures) > 0 })
	s := w.controller().Snapshot()
	if len(s.Pictures) != 1 || s.Pictures[0].Source.Path != "/a/photo.png" || s.Settings.Model != "/a/net.onnx" {
		t.Errorf("pictures %v, model %q", s.Pictures, s.Settings.Model)
	}
}

func TestKeysThatAlwaysWork(t *testing.T) {
	w, _ := testWindow(t)
	down := w.keyDown
	down(&fyne.KeyEvent{Name: fyne.KeyF1})
	if !w.help.visible() {
		t.Fatal("F1 shows no help")
	}
	down(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.help.visible() {
		t.Error("Escape leaves the help where it is")
	}
}

func TestModelSaysThatItsPreprocessingIsAssumed(t *testing.T) {
	top := topBar{w: &mainWindow{classroom: &classroom{}}, infos: map[string]story.ModelInfo{
		"a.onnx": {Title: "a", Width: 224, Height: 224, Labels: make([]string, 10), Assumed: true},
	}}
	if got := top.option("a.onnx").Note; got != "224 px, 10 classes, preprocessing assumed" {
		t.Errorf("note %q", got)
	}
	sources := []classifier.Source{{What: classifier.Labels, From: "labels.txt"}, {What: classifier.MeanAndStd, From: classifier.Assumed}}
	got := tip(story.ModelInfo{Assumed: true, Sources: sources, Warnings: []string{"Beware."}})
	for _, want := range []string{"Beware.\n", "preprocessing is assumed", "Read from labels.txt: labels; assumed: mean and std"} {
		if !strings.Contains(got, want) {
			t.Errorf("the tip lacks %q: %s", want, got)
		}
	}
	if got := top.option("other/b.onnx"); got.Label != "b.onnx" || got.Note != "" {
		t.Errorf("a model that was never open: %+v", got)
	}
}
