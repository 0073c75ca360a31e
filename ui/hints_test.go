package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/explore"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/session"
)

// ready makes the window believe that a result is there.
func ready(w *mainWindow) {
	s := w.controller().Snapshot()
	s.Blocked = nil
	s.Result = &control.Result{Generation: s.Generation, Final: true, Settings: s.Settings}
	w.draw(s)
}

func TestHintsGoWhenTheirThingIsDone(t *testing.T) {
	w, _ := testWindow(t)
	if w.hints.visible() {
		t.Error("a hint is there before there is anything to hint at")
	}
	ready(w)
	says := func(want string) {
		t.Helper()
		if got := w.hints.callout.Text(); !w.hints.visible() || !strings.Contains(got, want) {
			t.Errorf("visible %t, it says %q, want %q", w.hints.visible(), got, want)
		}
	}
	says("Choose another picture")
	// What was done before its turn need not be told.
	w.hints.used(string(explore.Strength))
	says("Choose another picture")
	w.dropped(fyne.Position{}, nil)
	says("Click the curves")
	w.hints.used(string(explore.Curves))
	if w.hints.visible() {
		t.Error("all was done, but a hint is left")
	}
}

func TestHintsArePutAwayByClickAndEscapeForGood(t *testing.T) {
	w, _ := testWindow(t)
	ready(w)
	test.Tap(w.hints.callout)
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := w.app.Preferences().Int(hintsKey); got != 2 || !w.hints.visible() {
		t.Fatalf("%d hints were put away, the third is visible: %t", got, w.hints.visible())
	}
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyEscape})
	again := newHints(w, nil)
	again.show()
	if w.hints.visible() || again.visible() {
		t.Error("the hints come again")
	}
}

func TestHintsLeaveChosenStartsAndLecturesAlone(t *testing.T) {
	w, _ := testWindow(t)
	w.options.Fresh = true
	ready(w)
	if w.hints.visible() {
		t.Error("a hint is there though flags chose the start")
	}
	w.options.Fresh = false
	w.classroom.enter()
	ready(w)
	if w.hints.visible() {
		t.Error("a hint is there in the classroom")
	}
}

func TestHintsTakeNoFocus(t *testing.T) {
	w, _ := testWindow(t)
	ready(w)
	if _, ok := any(w.hints.callout).(fyne.Focusable); ok {
		t.Error("Tab would stop at a hint")
	}
}

// Whatever way something is done, the hint that asks for it goes.
func TestHintsGoWhateverWayTheirThingIsDone(t *testing.T) {
	tests := map[string]struct {
		asked string
		do    func(s *control.Snapshot)
	}{
		"another picture, as by Ctrl+O": {"Choose another picture", func(s *control.Snapshot) { s.Settings.Picture++ }},
		"more pictures, as by a paste":  {"Choose another picture", func(s *control.Snapshot) { s.Pictures = append(s.Pictures, session.Picture{}) }},
		"another strength, as by a preset": {"Drag this", func(s *control.Snapshot) {
			s.Settings = s.Settings.Clone()
			s.Settings.Values["epsilon"]++
		}},
		"another plot, as by a key": {"Click the curves", func(s *control.Snapshot) { s.Settings.Plot.Page++ }},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			w, _ := testWindow(t)
			ready(w)
			for !strings.Contains(w.hints.callout.Text(), test.asked) {
				w.hints.dismiss()
			}
			s := w.controller().Snapshot()
			test.do(&s)
			w.draw(s)
			if w.hints.visible() && strings.Contains(w.hints.callout.Text(), test.asked) {
				t.Errorf("it still says %q", w.hints.callout.Text())
			}
		})
	}
}

func TestHintsOfTheSideBarLeaveTheOriginalFree(t *testing.T) {
	w, _ := testWindow(t)
	for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1280, Height: 800}, {Width: 1920, Height: 1080}} {
		w.window.Resize(size)
		ready(w)
		w.hints.at = 0
		for range 2 {
			w.hints.show()
			callout := w.hints.callout
			right, bottom := callout.Position().X+callout.Size().Width, callout.Position().Y+callout.Size().Height
			if !w.hints.visible() || right > length(look.SideBarWidth) || bottom > size.Height {
				t.Errorf("%v: visible %t, it reaches to %g and %g: %s", size, w.hints.visible(), right, bottom, callout.Text())
			}
			w.hints.at++
		}
		// The last one is about the plot, and stays within it.
		w.hints.show()
		callout, plot := w.hints.callout, w.explore().Find(explore.Curves)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(plot)
		if top := callout.Position().Y; !w.hints.visible() || top < at.Y || top+callout.Size().Height > at.Y+plot.Size().Height {
			t.Errorf("%v: visible %t, it reaches from %g to %g, the plot from %g to %g", size, w.hints.visible(),
				top, top+callout.Size().Height, at.Y, at.Y+plot.Size().Height)
		}
	}
}
