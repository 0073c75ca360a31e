package ui

import (
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/explore"
	"foolscope/ui/look"
)

// region sorts the window's parts as people read them: the bar, the side bar,
// the pictures, the plot.
func region(w *mainWindow, b box) int {
	switch {
	case b.top < length(look.TopBarHeight):
		return 0
	case b.left < length(look.SideBarWidth):
		return 1
	case w.classroom.on && b.top < boxOf(w.controls()["attack"].(fyne.Focusable)).top-length(look.Gap16):
		return 2
	case w.classroom.on:
		return 3
	case b.top < w.plotTop():
		return 2
	}
	return 3
}

func (w *mainWindow) plotTop() float32 {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.explore().Find(explore.Curves)).Y - length(look.ControlHeight) - length(look.Gap12)
}

// tour presses Tab until it comes back to where it began, and notes where it
// was.
func tour(t *testing.T, w *mainWindow, visit func(fyne.Focusable)) {
	cv := w.window.Canvas()
	cv.Unfocus()
	var first fyne.Focusable
	for range 200 {
		cv.FocusNext()
		f := cv.Focused()
		if f == first {
			return
		}
		if first == nil {
			first = f
		}
		visit(f)
	}
	t.Fatal("Tab never comes back to where it began")
}

func boxOf(f fyne.Focusable) box {
	o := f.(fyne.CanvasObject)
	return boxAt(fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size())
}

func TestTabFollowsTheReader(t *testing.T) {
	everywhere(t, lightOnly, func(t *testing.T, w *mainWindow) {
		if w.pages.seen() != w.explore() {
			t.Skip("the regions here are those of Explore")
		}
		var boxes []box
		var names []string
		// The pictures of a lecture scroll by themselves.
		view, offset := boxAt(fyne.Position{}, w.window.Canvas().Size()), func() float32 { return 0 }
		if !w.classroom.on {
			scroll := sideScroll(w)
			view = boxAt(fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll), scroll.Size())
			offset = func() float32 { return scroll.Offset.Y }
		}
		tour(t, w, func(f fyne.Focusable) {
			b := boxOf(f)
			if region(w, b) == 1 {
				if fits := b.bottom-b.top <= view.bottom-view.top; fits && !b.within(view) {
					t.Errorf("%T at %v has the focus, outside of what can be seen, %v", f, b, view)
				}
				// Where it is in the column, however far that is scrolled.
				b.top += offset()
				b.bottom += offset()
			}
			boxes, names = append(boxes, b), append(names, typeName(f))
		})
		if len(boxes) < 8 {
			t.Fatalf("Tab stops only at %v", names)
		}
		for i := 1; i < len(boxes); i++ {
			a, b := boxes[i-1], boxes[i]
			before, after := region(w, a), region(w, b)
			// In a line from left to right, and lines from above.
			line := b.top < a.bottom && a.top < b.bottom
			if before > after || before == after && (line && b.left < a.left || !line && b.top < a.top && before != 2) {
				t.Errorf("Tab goes from %s at %v to %s at %v", names[i-1], a, names[i], b)
			}
		}
	})
}

// The mark has the colour of the accent, which is tested to stand out from
// every ground.
func TestFocusIsMarked(t *testing.T) {
	for name, theme := range bothThemes {
		t.Run(name, func(t *testing.T) {
			w, _ := testWindow(t)
			w.app.Settings().SetTheme(theme)
			scenes[0].show(t, w)
			accent := look.Color(theme, look.ColorAccent)
			stops := 0
			tour(t, w, func(f fyne.Focusable) {
				with := drawnIn(f.(fyne.Widget), accent)
				f.FocusLost()
				without := drawnIn(f.(fyne.Widget), accent)
				f.FocusGained()
				if stops++; with <= without {
					t.Errorf("%T draws %g square units of the accent with the focus, and %g without", f, with, without)
				}
			})
			if stops < 12 {
				t.Errorf("only %d stops", stops)
			}
		})
	}
}

// drawnIn sums up the areas and frames of a widget that have a colour.
func drawnIn(w fyne.Widget, c color.Color) (area float32) {
	for _, o := range test.WidgetRenderer(w).Objects() {
		if !o.Visible() {
			continue
		}
		size := o.Size()
		switch o := o.(type) {
		case *canvas.Rectangle:
			if o.StrokeColor == c {
				area += 2 * (size.Width + size.Height) * o.StrokeWidth
			}
			if o.FillColor == c {
				area += size.Width * size.Height
			}
		case *canvas.Circle:
			if o.FillColor == c {
				area += size.Width * size.Height
			}
		case fyne.Widget:
			area += drawnIn(o, c)
		}
	}
	return area
}

// Tab follows what is there: what a lecture hides is passed over, and comes back.
func TestTabPassesOverWhatIsHidden(t *testing.T) {
	w, _ := testWindow(t)
	scenes[0].show(t, w)
	stops := func() (names []string) {
		tour(t, w, func(f fyne.Focusable) { names = append(names, typeName(f)) })
		return names
	}
	usual := stops()
	w.classroom.enter()
	lecture := stops()
	w.classroom.leave()
	if len(lecture) >= len(usual)-5 {
		t.Errorf("in the classroom Tab stops at %d of %d places", len(lecture), len(usual))
	}
	if again := stops(); !slices.Equal(again, usual) {
		t.Errorf("after the classroom Tab stops at %v, before it at %v", again, usual)
	}
}
