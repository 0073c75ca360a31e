package part

import (
	"fmt"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// showNote plans a card for what the pointer is on. The delay begins anew only
// when that changes.
func showNote(owner fyne.CanvasObject, s spot, pointer fyne.Position) {
	t := tipsOf(owner)
	if t == nil || s.note == nil || !t.wakes(pointer) || t.owner == owner && t.spot.note != nil && t.spot.at == s.at {
		return
	}
	t.drop()
	t.own(owner)
	t.spot = s
	t.later()
}

// yieldTip takes a card away that the pointer raised: the user is busy with the
// control now. One that was asked for by key stays, and shows the new value.
func yieldTip(owner fyne.CanvasObject) {
	if t := tipsOf(owner); t != nil && t.owner == owner && !t.pinned {
		t.drop()
	}
}

// Pin shows the card of what has the focus until Drop, or takes it away if it is
// shown already. It reports whether there is a card at all.
func (t *Tips) Pin(focused fyne.Focusable) bool {
	n, ok := focused.(noted)
	if !ok || n.about().note == nil {
		return false
	}
	if t.pinned && t.owner == n {
		t.drop()
		return true
	}
	t.drop()
	t.own(n)
	t.spot, t.pinned = n.about(), true
	t.raise()
	return true
}

// closeTips takes away whatever is shown or planned on a canvas: somebody types, or
// opens something over the window.
func closeTips(cv fyne.Canvas) {
	if cv == nil {
		return
	}
	if t, ok := cv.Content().(*Tips); ok {
		t.drop()
	}
}

// keyed takes away what the pointer raised: somebody uses the keys. A card that was
// asked for by key stays.
func keyed(o fyne.CanvasObject) {
	if t := tipsOf(o); t != nil && !t.pinned {
		t.drop()
	}
}

// follow keeps a card that was asked for by key at what its owner explains now.
func (t *Tips) follow(owner noted) {
	if t.pinned && t.owner == fyne.CanvasObject(owner) {
		t.spot = owner.about()
		t.raise()
	}
}

// Drop takes away what is shown, and reports whether there was anything.
func (t *Tips) Drop() bool {
	shown := t.shown
	t.drop()
	return shown
}

// Renew brings the numbers on a card up to date, and takes it away if what it
// explains is not to be seen any more.
func (t *Tips) Renew() {
	switch {
	case t.covered():
		t.drop()
	case !t.shown || t.spot.note == nil:
	case t.gone():
		t.drop()
	default:
		before := t.card.MinSize()
		t.card.Set(t.spot.note())
		if t.card.MinSize() != before {
			t.place(t.Size())
		}
	}
}

// Card is the note that is visible; its Key is empty if there is none.
func (t *Tips) Card() Note {
	if !t.shown || t.spot.note == nil {
		return Note{}
	}
	return t.card.Note()
}

// placeCard puts the card beside what it explains: at the right or the left,
// below or above, whichever is the first with room.
func (t *Tips) placeCard(size fyne.Size) {
	gap := t.length(look.Gap8)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.owner).Add(t.spot.at)
	least := t.card.MinSize()
	w, h := least.Width, least.Height
	right, bottom := at.X+t.spot.size.Width, at.Y+t.spot.size.Height
	// Along the side that it stands at, it moves to stay in the window.
	x, y := max(gap, min(at.X, size.Width-w-gap)), max(gap, min(at.Y, size.Height-h-gap))
	switch {
	case right+gap+w+gap <= size.Width:
		x = right + gap
	case at.X-gap-w >= gap:
		x = at.X - gap - w
	case bottom+gap+h+gap <= size.Height:
		y = bottom + gap
	default:
		y = at.Y - gap - h
	}
	Put(t.card, x, y, w, h)
	// There is no room beside a thing that fills the window: rather no card than one
	// that covers it.
	SetVisible(t.card, t.Misplaced() == "" || t.pinned)
}

// Misplaced says what is wrong with the place of the card, "" if nothing is: it
// must be in the window and beside what it explains.
func (t *Tips) Misplaced() string {
	low, high := t.card.Position(), t.card.Position().Add(t.card.Size())
	if low.X < 0 || low.Y < 0 || high.X > t.Size().Width || high.Y > t.Size().Height {
		return fmt.Sprintf("it reaches from %v to %v in a window of %v", low, high, t.Size())
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t.owner).Add(t.spot.at)
	end := at.Add(t.spot.size)
	if low.X < end.X && high.X > at.X && low.Y < end.Y && high.Y > at.Y {
		return fmt.Sprintf("from %v to %v it covers %v to %v", low, high, at, end)
	}
	return ""
}
