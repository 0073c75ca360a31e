package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
	"foolscope/ui/look/wcag"
	"foolscope/ui/part"
)

// rooms are windows in units, and how many pixels of the screen make a unit.
var rooms = []struct {
	width, height, scale float32
}{
	{1024, 700, 1}, {1024, 700, 1.5}, {1280, 800, 1}, {1280, 720, 1.5}, {1920, 1080, 1}, {1920, 1080, 2}, {3840, 2160, 1},
}

// everywhere runs a test in each scene, room and theme, in the classroom too.
func everywhere(t *testing.T, themes map[string]*look.Theme, check func(t *testing.T, w *mainWindow)) {
	for name, theme := range themes {
		for _, lecture := range []bool{false, true} {
			w, _ := testWindow(t)
			w.app.Settings().SetTheme(theme)
			if lecture {
				w.classroom.enter()
			}
			for _, room := range rooms {
				w.window.Canvas().(test.WindowlessCanvas).SetScale(room.scale)
				w.window.Resize(fyne.NewSize(room.width, room.height))
				for _, scene := range scenes {
					scene.show(t, w)
					t.Run(fmt.Sprintf("%s/lecture %t/%gx%g@%g/%s", name, lecture, room.width, room.height, room.scale, scene.name),
						func(t *testing.T) { check(t, w) })
				}
			}
		}
	}
}

// look surveys a window without what lies over it on purpose.
func (w *mainWindow) look(t *testing.T) *survey {
	s := &survey{t: t, floating: func(o fyne.CanvasObject) bool { return o == w.hints.callout }}
	s.look(w.window)
	return s
}

var lightOnly = map[string]*look.Theme{"light": look.Light()}

func TestNothingIsCutAndNothingOverlaps(t *testing.T) {
	everywhere(t, lightOnly, func(t *testing.T, w *mainWindow) {
		size := w.window.Canvas().Size()
		if least := w.window.Canvas().Content().MinSize(); least.Width > size.Width || least.Height > size.Height {
			t.Errorf("the window needs %v", least)
		}
		s := w.look(t)
		if len(s.writings) < 20 {
			t.Fatalf("only %d lines of text were found", len(s.writings))
		}
		for i, a := range s.writings {
			for _, b := range s.writings[:i] {
				if a.ink.meets(b.ink) {
					t.Errorf("%q and %q overlap at %v", a.text.Text, b.text.Text, a.ink.and(b.ink))
				}
			}
			for _, c := range s.operables {
				if a.control != c.control && a.ink.meets(c.box) && !isGround(c.control) && !c.box.covers(a.room) {
					t.Errorf("%q lies over %T at %v", a.text.Text, c.control, a.ink.and(c.box))
				}
			}
		}
		for i, a := range s.operables {
			for _, b := range s.operables[:i] {
				if a.box.meets(b.box) && !isGround(a.control) && !isGround(b.control) {
					t.Errorf("%T and %T overlap at %v", a.control, b.control, a.box.and(b.box))
				}
			}
		}
	})
}

// Names of usual length are written in full, down to the smallest window. What
// is not there yet, or leads to a list, ends in dots, too.
func TestUsualTextsAreWhole(t *testing.T) {
	w, _ := testWindow(t)
	for _, room := range rooms {
		w.window.Canvas().(test.WindowlessCanvas).SetScale(room.scale)
		w.window.Resize(fyne.NewSize(room.width, room.height))
		for _, scene := range scenes {
			if scene.name != "fooled" && scene.name != "compare" {
				continue
			}
			scene.show(t, w)
			for _, writing := range w.look(t).writings {
				text := writing.text.Text
				if strings.HasSuffix(text, "…") && text != "Open…" && text != "…" {
					t.Errorf("%gx%g, %s: %q is cut", room.width, room.height, scene.name, text)
				}
			}
		}
	}
}

// isGround tells whether other controls may lie on one.
func isGround(f fyne.Focusable) bool {
	_, ok := any(f).(*part.PictureView)
	return ok
}

func TestTypeHasFourSizes(t *testing.T) {
	everywhere(t, lightOnly, func(t *testing.T, w *mainWindow) {
		usual := map[float32]bool{}
		for _, name := range []fyne.ThemeSizeName{look.SizeCaption, look.SizeTable, look.SizeBody, look.SizeTitle, look.SizeVerdict} {
			usual[length(name)] = true
		}
		usual[length(look.SizeCaption)*part.Smaller] = true
		for _, writing := range w.look(t).writings {
			if !usual[writing.text.TextSize] {
				t.Errorf("%q has size %g", writing.text.Text, writing.text.TextSize)
			}
		}
	})
}

var bothThemes = map[string]*look.Theme{"light": look.Light(), "dark": look.Dark()}

func TestEverythingWrittenCanBeRead(t *testing.T) {
	everywhere(t, bothThemes, func(t *testing.T, w *mainWindow) {
		for _, writing := range w.look(t).writings {
			// What cannot be operated is pale, and nobody has to read it.
			if d, ok := writing.control.(fyne.Disableable); ok && d.Disabled() {
				continue
			}
			if c := wcag.Contrast(writing.text.Color, writing.ground); c < wcag.Text {
				t.Errorf("%q, %v on %v, has contrast %.2f", writing.text.Text, writing.text.Color, writing.ground, c)
			}
		}
	})
}

// What stands close together in a container has one of the four gaps between.
func TestGapsAreOfOneScale(t *testing.T) {
	everywhere(t, lightOnly, func(t *testing.T, w *mainWindow) {
		usual := []float32{0, length(look.Gap4), length(look.Gap8), length(look.Gap12), length(look.Gap16)}
		eachContainer(w.window.Canvas().Content(), func(c *fyne.Container) {
			for _, a := range c.Objects {
				for _, b := range c.Objects {
					gap, ok := gapBetween(a, b)
					// More is the rest of the room and not a gap.
					if !ok || gap > 1.5*usual[4] {
						continue
					}
					if !slices.ContainsFunc(usual, func(u float32) bool { return abs(gap-u) < 1 }) {
						t.Errorf("between %T and %T, in %T, are %g", a, b, c.Layout, gap)
					}
				}
			}
		})
	})
}

// gapBetween is the distance from a to b if that is right of it or below.
func gapBetween(a, b fyne.CanvasObject) (float32, bool) {
	if a == b || !a.Visible() || !b.Visible() || a.Size().IsZero() || b.Size().IsZero() {
		return 0, false
	}
	one, two := boxAt(a.Position(), a.Size()), boxAt(b.Position(), b.Size())
	switch {
	case two.left >= one.right && two.top < one.bottom && one.top < two.bottom:
		return two.left - one.right, true
	case two.top >= one.bottom && two.left < one.right && one.left < two.right:
		return two.top - one.bottom, true
	}
	return 0, false
}

func abs(x float32) float32 { return max(x, -x) }

func eachContainer(o fyne.CanvasObject, use func(*fyne.Container)) {
	if !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *fyne.Container:
		use(o)
		for _, child := range o.Objects {
			eachContainer(child, use)
		}
	case *container.Scroll:
		eachContainer(o.Content, use)
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			eachContainer(child, use)
		}
	}
}

// The side bar has one left and one right edge, and the panels one upper and
// one lower.
func TestEdgesAlign(t *testing.T) {
	everywhere(t, lightOnly, func(t *testing.T, w *mainWindow) {
		s := w.look(t)
		var heads []writing
		for _, writing := range s.writings {
			for _, title := range []string{"Original", "Perturbation", "Attacked", "Defended"} {
				if writing.text.Text == title {
					heads = append(heads, writing)
				}
			}
		}
		for _, h := range heads {
			if h.ink.top != heads[0].ink.top {
				t.Errorf("%q begins at %g, %q at %g", h.text.Text, h.ink.top, heads[0].text.Text, heads[0].ink.top)
			}
		}
		pad := length(look.Gap16)
		for _, c := range s.operables {
			switch c.control.(type) {
			case *part.Amount:
				continue // It stands within a sentence.
			case *part.Dropdown, part.Row, *part.Thumbs:
			default:
				continue
			}
			if side := length(look.SideBarWidth); c.box.left < side && (abs(c.box.left-pad) > 0.5 || abs(side-1-pad-c.box.right) > 0.5) {
				t.Errorf("%T reaches from %g to %g in a side bar of %g", c.control, c.box.left, c.box.right, side)
			}
		}
	})
}
