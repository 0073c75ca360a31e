package part

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

const (
	tipWidth = 280
	tipLines = 8
	tipDelay = 450 * time.Millisecond
	// tipDrop is how far below the pointer's tip the text begins.
	tipDrop = 20
)

// Tips is the layer of a window in which explanations appear: short ones beside
// the pointer, notes on a card beside what they explain. It wraps the window's
// content and must itself be what the window is given as content. It never
// catches a click. Fyne has nothing of the kind.
type Tips struct {
	base
	content fyne.CanvasObject
	box     canvas.Rectangle
	lines   [tipLines]canvas.Text
	objects []fyne.CanvasObject

	card *Card

	// Delay is how long the pointer rests before a tip appears.
	Delay time.Duration
	owner fyne.CanvasObject
	// origin is where the owner was when something was planned for it.
	origin fyne.Position
	text   string
	at     fyne.Position
	timer  *time.Timer
	shown  bool
	// spot has the note of a card, and none while a short text is shown.
	spot spot
	// plans counts what was planned, so that a late timer knows its own.
	plans int
	// empty hides all objects from Fyne while the theme changes.
	empty bool
	// waits is true until the pointer moves for the first time; it was at rest then
	// if met is true.
	waits, met bool
	rest       fyne.Position
	// pinned cards were asked for by key and stay while values change.
	pinned bool
}

// NewTips wraps the content of a window.
func NewTips(content fyne.CanvasObject) *Tips {
	t := &Tips{content: content, Delay: tipDelay, card: NewNoteCard(Note{})}
	t.card.framed = true
	t.card.Hide()
	t.objects = []fyne.CanvasObject{content, &t.box}
	for i := range t.lines {
		t.objects = append(t.objects, &t.lines[i])
	}
	t.objects = append(t.objects, t.card)
	t.extend(t)
	return t
}

// Text is the tip that is visible, empty if there is none.
func (t *Tips) Text() string {
	if !t.shown || t.spot.note != nil {
		return ""
	}
	return t.text
}

// Wait lets nothing appear until the pointer moves: a window that opens under a
// pointer at rest explains nothing that nobody asked about.
func (t *Tips) Wait() { t.waits, t.met = true, false }

// wakes notes where the pointer is, and reports whether it has moved.
func (t *Tips) wakes(pointer fyne.Position) bool {
	switch {
	case !t.waits:
	case !t.met:
		t.met, t.rest = true, pointer
	case pointer != t.rest:
		t.waits = false
	}
	return !t.waits
}

// covered reports whether something lies over the window's content, where a tip would
// not be seen, or be seen beside a dialog that it has nothing to do with.
func (t *Tips) covered() bool {
	cv := t.canvasOf()
	return cv != nil && cv.Overlays().Top() != nil
}

func showTip(owner fyne.CanvasObject, text string, at fyne.Position) {
	if t := tipsOf(owner); t != nil && text != "" && t.wakes(at) {
		t.plan(owner, text, at)
	}
}

func hideTip(owner fyne.CanvasObject) {
	if t := tipsOf(owner); t != nil && t.owner == owner {
		t.drop()
	}
}

func tipsOf(o fyne.CanvasObject) *Tips {
	cv := fyne.CurrentApp().Driver().CanvasForObject(o)
	if cv == nil {
		return nil
	}
	t, _ := cv.Content().(*Tips)
	return t
}

func (t *Tips) plan(owner fyne.CanvasObject, text string, at fyne.Position) {
	t.drop()
	t.own(owner)
	t.text, t.at = text, at
	t.later()
}

// later raises what was planned once the pointer has rested.
func (t *Tips) later() {
	if t.Delay == 0 {
		t.raise()
		return
	}
	t.plans++
	plan := t.plans
	t.timer = time.AfterFunc(t.Delay, func() {
		Post(func() {
			// By now the pointer may be elsewhere.
			if t.owner != nil && t.plans == plan {
				t.raise()
			}
		})
	})
}

// own makes an object what is explained next.
func (t *Tips) own(owner fyne.CanvasObject) {
	t.owner, t.origin = owner, fyne.CurrentApp().Driver().AbsolutePositionForObject(owner)
}

// gone reports whether the owner is not to be seen any more, be it hidden itself or with
// what it is in: Fyne says of such objects that they are in the window's corner, or above it
// by a margin.
func (t *Tips) gone() bool {
	now := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.owner)
	return tipsOf(t.owner) != t || !t.owner.Visible() || !cornered(t.origin) && cornered(now)
}

func cornered(p fyne.Position) bool { return p.X <= 0 && p.Y <= 0 }

func (t *Tips) raise() {
	if t.covered() || t.gone() {
		t.drop()
		return
	}
	t.shown = true
	if t.spot.note != nil {
		t.card.Set(t.spot.note())
	}
	t.paint()
	t.place(t.Size())
	canvas.Refresh(t)
}

func (t *Tips) drop() {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	t.owner, t.spot, t.pinned = nil, spot{}, false
	if t.shown {
		t.shown = false
		t.paint()
	}
}

func (t *Tips) parts() []fyne.CanvasObject {
	if t.empty {
		return nil
	}
	return t.objects
}

func (t *Tips) least() fyne.Size { return t.content.MinSize() }

func (t *Tips) paint() {
	t.box.FillColor = t.color(look.ColorRaised)
	t.box.StrokeColor = t.color(look.ColorLine)
	t.box.StrokeWidth = 1
	t.box.CornerRadius = t.length(look.RadiusControl)
	short := t.shown && t.spot.note == nil
	SetVisible(&t.box, short)
	SetVisible(t.card, t.shown && !short)
	var lines []string
	if short {
		lines = wrap(t.text, t.length(look.SizeTable), fyne.TextStyle{}, t.scaled(tipWidth))
	}
	if len(lines) > tipLines {
		lines = lines[:tipLines]
		lines[tipLines-1] += ellipsis
	}
	for i := range t.lines {
		line := ""
		if i < len(lines) {
			line = lines[i]
		}
		t.write(&t.lines[i], line, look.SizeTable, look.ColorText, fyne.TextStyle{})
		SetVisible(&t.lines[i], line != "")
	}
}

func (t *Tips) place(size fyne.Size) {
	t.content.Resize(size)
	if !t.shown {
		return
	}
	if t.spot.note != nil {
		t.placeCard(size)
		return
	}
	pad, row := t.length(look.Gap8), t.length(look.RowHeight)
	var w float32
	count := 0
	for i := range t.lines {
		if t.lines[i].Visible() {
			w = max(w, t.lines[i].MinSize().Width)
			count++
		}
	}
	w, h := w+2*pad, float32(count)*row+pad
	x := max(0, min(t.at.X, size.Width-w-pad))
	y := t.at.Y + tipDrop
	if y+h > size.Height {
		y = max(0, t.at.Y-h-pad)
	}
	Put(&t.box, x, y, w, h)
	for i := range count {
		Put(&t.lines[i], x+pad, y+pad/2+float32(i)*row, w-2*pad, row)
	}
}

// moveTip is showTip for an owner with several tips, called as the pointer
// moves over it: the delay begins anew only when the text changes.
func moveTip(owner fyne.CanvasObject, text string, at fyne.Position) {
	if t := tipsOf(owner); t != nil && t.wakes(at) && (t.owner != owner || t.text != text || t.spot.note != nil) {
		t.plan(owner, text, at)
	}
}
