package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/page"
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

// all are the hints of all pages.
func (h *hints) all() (out []page.Hint) {
	also(h.w.pages, func(g page.Guide) { out = append(out, g.Hints()...) })
	return out
}

// here reports whether the page that is seen is the one that the hint whose turn
// it is belongs to.
func (h *hints) here() bool {
	g, ok := h.w.pages.seen().(page.Guide)
	return ok && slices.ContainsFunc(g.Hints(), func(hint page.Hint) bool { return hint.Name == h.all()[h.at].Name })
}

// newHints goes on where the hints were before, nil at the start.
func newHints(w *mainWindow, before *hints) *hints {
	h := &hints{w: w}
	h.done = make([]bool, len(h.all()))
	if before != nil {
		h.done = before.done
	}
	h.callout = part.NewCallout(h.dismiss)
	h.callout.Hide()
	h.layer = &fyne.Container{Layout: hintLayout{h}, Objects: []fyne.CanvasObject{h.callout}}
	h.at = max(0, w.app.Preferences().Int(hintsKey))
	return h
}

// show shows the hint whose turn it is, once there is something to talk about.
func (h *hints) show() {
	all := h.all()
	ready := h.callout.Visible() || h.w.pages.status().Settled
	if h.at >= len(all) || h.w.options.Fresh || h.w.classroom.on || !h.here() || h.w.snap.Blocked != nil || !ready {
		h.callout.Hide()
		return
	}
	h.callout.Set(words.Say("hint.count", "at", h.at+1, "of", len(all)), all[h.at].Text)
	h.callout.Show()
	h.place()
}

// visible says whether there is a hint to put away.
func (h *hints) visible() bool { return h.callout.Visible() }

// used notes that what a hint tells was done, whether asked for or not.
func (h *hints) used(name string) {
	for i, hint := range h.all() {
		if hint.Name == name {
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

// place moves the callout to its spot.
func (h *hints) place() {
	all := h.all()
	if !h.callout.Visible() || h.at >= len(all) {
		return
	}
	spot := all[h.at].Place
	if spot == nil {
		h.callout.Hide()
		return
	}
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(spot), spot.Size()
	if all[h.at].Inside {
		// Within its place, above the lower edge: what stands beside that stays free.
		h.callout.PointAt(at.AddXY(size.Width/2, size.Height-2*length(look.RowHeight)), part.Bottom, h.layer.Size())
		return
	}
	// What a hint is about lies in the side bar, and so does the hint: the pictures stay
	// free.
	below := at.AddXY(size.Width/2, size.Height)
	if below.Y+h.callout.MinSize().Height <= h.layer.Size().Height {
		h.callout.PointAt(below, part.Top, h.layer.Size())
		return
	}
	h.callout.PointAt(at.AddXY(size.Width/2, -length(look.Gap4)), part.Bottom, h.layer.Size())
}

// hintLayout keeps the callout beside its spot when the window changes.
type hintLayout struct{ h *hints }

func (l hintLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.h.place() }

func (hintLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
