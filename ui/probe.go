package ui

import (
	"fmt"
	"maps"
	"runtime"
	"time"

	"fyne.io/fyne/v2"

	"foolscope/engine/pages"
	"foolscope/ui/events"
	"foolscope/ui/part"
)

// glance is the pause between two looks at the window.
const glance = 100 * time.Millisecond

// probe notes in the diagnostics log what the window has become, and what the
// program holds.
type probe struct {
	w    *mainWindow
	stop chan struct{}
}

func newProbe(w *mainWindow, vitals time.Duration) *probe {
	p := &probe{w: w, stop: make(chan struct{})}
	go p.every(glance, func() { p.onWindow(p.see) })
	if vitals > 0 {
		go p.every(vitals, func() {
			runtime.GC()
			p.onWindow(p.measure)
		})
	}
	return p
}

func (p *probe) every(pause time.Duration, do func()) {
	for {
		select {
		case <-time.After(pause):
			do()
		case <-p.stop:
			return
		}
	}
}

// onWindow runs a function on the goroutine of the window and waits for it.
func (p *probe) onWindow(do func() error) {
	ran := make(chan struct{})
	part.Post(func() {
		defer close(ran)
		if p.w.log == nil {
			return
		}
		if err := do(); err != nil {
			fyne.LogError("the diagnostics log cannot be written", err)
			p.w.log = nil
		}
	})
	select {
	case <-ran:
	case <-p.stop:
	}
}

func (p *probe) see() error {
	controls := p.w.controls()
	scene := p.w.pages.scene()
	scene.Overlay = p.w.window.Canvas().Overlays().Top() != nil
	scene.Focus = nameOf(p.w.window.Canvas().Focused(), controls)
	return p.w.log.See(scene, places(controls))
}

func (p *probe) measure() error {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	const mib = 1 << 20
	return p.w.log.Measure(events.Vitals{
		Goroutines: runtime.NumGoroutine(), Heap: float64(m.HeapAlloc) / mib,
		Resident: float64(pages.Resident()) / mib, Textures: textures(p.w.window),
	})
}

func (p *probe) close() { close(p.stop) }

// controls are those of the page that is seen and of the bar above it.
func (w *mainWindow) controls() map[string]fyne.CanvasObject {
	all := maps.Clone(w.pages.seen().Controls())
	all["held.again"], all["held.leave"] = w.held.again, w.held.leave
	all["model"], all["save"], all["language"], all["screen"] = w.top.model, w.top.save, w.top.language, w.top.pages
	all["view"], all["appearance"] = w.top.view, w.top.appearance
	return all
}

func nameOf(focused fyne.Focusable, controls map[string]fyne.CanvasObject) string {
	for name, o := range controls {
		if f, ok := o.(fyne.Focusable); ok && f == focused {
			return name
		}
	}
	return ""
}

// places says where the visible controls are. A control that consists of cells
// has a place for each besides, such as page.2.
func places(controls map[string]fyne.CanvasObject) map[string]events.Place {
	driver := fyne.CurrentApp().Driver()
	out := make(map[string]events.Place, len(controls))
	put := func(name string, at fyne.Position, size fyne.Size) {
		out[name] = events.Place{X: at.X, Y: at.Y, Width: size.Width, Height: size.Height}
	}
	for name, o := range controls {
		at := driver.AbsolutePositionForObject(o)
		// What is on no page that is shown is nowhere, which Fyne calls 0, 0.
		if !o.Visible() || o.Size().IsZero() || at.IsZero() {
			continue
		}
		put(name, at, o.Size())
		if of, ok := o.(part.Celled); ok {
			for i, cell := range of.Cells() {
				put(fmt.Sprintf("%s.%d", name, i), at.Add(cell.At), cell.Size)
			}
		}
	}
	return out
}
