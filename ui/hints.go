package ui

import (
	"fmt"

	"fyne.io/fyne/v2"

	"foolscope/ui/explore"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// hintsKey is the preference that counts the hints that were seen.
const hintsKey = "hints"

// hints tell somebody who is new what can be done, beside where it is done:
// one at a time, each until it was done or put away, and then never again.
type hints struct {
	w       *mainWindow
	callout *part.Callout
	layer   *fyne.Container
	// at is the hint to show, done are those that need not be shown any more.
	at   int
	done []bool
}

// hint is what can be done at a spot.
type hint struct {
	spot explore.Spot
	text string
}

func allHints() []hint {
	return []hint{
		{explore.Strip, words.Say("hint.pictures", nil)},
		{explore.Strength, words.Say("hint.strength", nil)},
		{explore.Curves, words.Say("hint.curves", nil)},
	}
}

func newHints(w *mainWindow) *hints {
	h := &hints{w: w, done: make([]bool, len(allHints()))}
	h.callout = part.NewCallout(h.dismiss)
	h.callout.Hide()
	h.layer = &fyne.Container{Layout: hintLayout{h}, Objects: []fyne.CanvasObject{h.callout}}
	h.at = max(0, w.app.Preferences().Int(hintsKey))
	return h
}

// show shows the hint whose turn it is, once there is something to talk about.
func (h *hints) show() {
	all := allHints()
	s := h.w.snap
	ready := h.callout.Visible() || s.Current() && s.Result.Final
	if h.at >= len(all) || h.w.options.Fresh || h.w.classroom.on || h.w.shelf.visible() || s.Blocked != nil || !ready {
		h.callout.Hide()
		return
	}
	h.callout.Set(fmt.Sprintf(words.Say("hint.count", nil), h.at+1, len(all)), all[h.at].text)
	h.callout.Show()
	h.place()
}

// visible says whether there is a hint to put away.
func (h *hints) visible() bool { return h.callout.Visible() }

// used notes that something was done at a spot, whether asked for or not.
func (h *hints) used(spot explore.Spot) {
	for i, hint := range allHints() {
		if hint.spot == spot {
			h.done[i] = true
		}
	}
	if h.at < len(h.done) && h.done[h.at] {
		h.dismiss()
	}
}

// dismiss goes on to the next hint that tells anything new.
func (h *hints) dismiss() {
	for h.at++; h.at < len(h.done) && h.done[h.at]; {
		h.at++
	}
	h.w.app.Preferences().SetInt(hintsKey, h.at)
	h.show()
}

// place moves the callout beside its spot.
func (h *hints) place() {
	all := allHints()
	if !h.callout.Visible() || h.at >= len(all) {
		return
	}
	spot := h.w.screen.Find(all[h.at].spot)
	if spot == nil {
		h.callout.Hide()
		return
	}
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(spot), spot.Size()
	if all[h.at].spot == explore.Curves {
		h.callout.PointAt(at.AddXY(size.Width/2, length(look.Gap16)), part.Bottom, h.layer.Size())
		return
	}
	h.callout.PointAt(at.AddXY(size.Width+length(look.Gap8), size.Height/2), part.Left, h.layer.Size())
}

// hintLayout keeps the callout beside its spot when the window changes.
type hintLayout struct{ h *hints }

func (l hintLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.h.place() }

func (hintLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
