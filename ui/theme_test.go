package ui

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

// Fyne decodes an image of a file or a resource whenever it is refreshed, and a
// change of theme refreshes it once for each container around it.
func TestNoPictureIsDecodedWhenTheThemeChanges(t *testing.T) {
	w, _ := testWindow(t)
	count := 0
	everything(w, func(o fyne.CanvasObject) {
		count++
		if img, ok := o.(*canvas.Image); ok && (img.Resource != nil || img.File != "") {
			t.Errorf("an image %g wide is decoded each time", img.Size().Width)
		}
	})
	if count < 300 {
		t.Errorf("only %d objects were looked at", count)
	}
}

// dresser counts how often it is refreshed.
type dresser struct {
	widget.BaseWidget
	refreshed int
}

func (d *dresser) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

func (d *dresser) Refresh() { d.refreshed++ }

// A page that is not seen costs nothing when the theme changes, and has the new
// one when it comes to be seen.
func TestOnlyThePageThatIsSeenFollowsTheTheme(t *testing.T) {
	w, _ := testWindow(t)
	d := &dresser{}
	d.ExtendBaseWidget(d)
	for _, p := range w.pages.list {
		if p != w.pages.seen() {
			p.Content().(*fyne.Container).Add(d)
		}
	}
	turn := func() {
		d.refreshed = 0
		w.pages.turn(w.models())
		w.pages.turn(w.explore())
	}
	turn() // What it shows for the first time it has to lay out.
	if turn(); d.refreshed > 0 {
		t.Errorf("turning to the page refreshed it %d times, though the theme was the same", d.refreshed)
	}
	w.app.Settings().SetTheme(look.Light().Scaled(1.5))
	if d.refreshed > 0 {
		t.Errorf("a page that is not seen was refreshed %d times", d.refreshed)
	}
	if turn(); d.refreshed == 0 {
		t.Error("the page was not refreshed before it was seen")
	}
}

// What is seen of the window becomes what Fyne makes of it, which refreshes
// everything many times over.
func TestAThemeIsFollowedAsFyneDoes(t *testing.T) {
	for _, scene := range scenes {
		w, _ := testWindow(t)
		w.window.Resize(firstSize)
		scene.show(t, w)
		theme := look.Dark().Scaled(1.25)
		w.tips.SetTheme(theme)
		type state struct {
			at   fyne.Position
			size fyne.Size
			text string
			ink  float32
			fill color.Color
		}
		var states []state
		note := func(o fyne.CanvasObject) state {
			now := state{at: o.Position(), size: o.Size()}
			switch o := o.(type) {
			case *canvas.Text:
				now.text, now.ink, now.fill = o.Text, o.TextSize, o.Color
			case *canvas.Rectangle:
				now.fill = o.FillColor
			}
			return now
		}
		// Small pictures come when they are read.
		tiles := map[fyne.CanvasObject]bool{}
		walk(w.window.Content(), func(o fyne.CanvasObject) {
			if grid, ok := o.(*part.Tiles); ok {
				for _, each := range test.WidgetRenderer(grid).Objects() {
					tiles[each] = true
				}
			}
		})
		walkVisible(w.window.Content(), func(o fyne.CanvasObject) {
			if !tiles[o] {
				states = append(states, note(o))
			}
		})
		w.app.Settings().SetTheme(theme)
		i := 0
		walkVisible(w.window.Content(), func(o fyne.CanvasObject) {
			if tiles[o] {
				return
			}
			if i < len(states) && states[i] != note(o) {
				t.Errorf("%s: %s is %+v, Fyne makes it %+v", scene.name, describe(o), states[i], note(o))
			}
			i++
		})
		if i != len(states) {
			t.Errorf("%s: there are %d objects, Fyne makes %d", scene.name, len(states), i)
		}
	}
}
