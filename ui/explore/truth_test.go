package explore

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestChooserOnTheOriginalSaysWhatItShows(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	snap := fooled(c)
	s.Show(snap)
	pick := s.panels.truth.pick
	if !pick.Visible() || pick.Word() != "what is it?" || pick.Selected() != 0 {
		t.Errorf("of a picture that nobody knows: %q, option %d, seen: %t", pick.Word(), pick.Selected(), pick.Visible())
	}
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if now := c.Snapshot().Settings; now.Truths[now.Picture] != "yield" {
		t.Errorf("the second class was chosen, and the settings have %v", now.Truths)
	}
	known := *snap.Result
	known.Truth = "yield"
	snap.Result = &known
	s.Show(snap)
	if pick.Word() != "shows yield" || pick.Selected() != 2 {
		t.Errorf("of a picture that is known: %q, option %d", pick.Word(), pick.Selected())
	}
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	pick.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	if now := c.Snapshot().Settings; now.Truths[now.Picture] != "" {
		t.Errorf("nobody knows, and the settings have %v", now.Truths)
	}
}
