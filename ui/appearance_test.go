package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/page"
)

// F6 makes the window dark and light again, in the classroom as anywhere, and
// what was chosen there holds outside of it.
func TestLightAndDarkAreSwitchedInTheWindow(t *testing.T) {
	w, _ := testWindow(t)
	system := w.app.Settings().ThemeVariant()
	other, kept := !look.System().Dark(system), lightAppearance
	if other {
		kept = darkAppearance
	}
	w.app.Settings().SetTheme(look.System())
	f6 := func() { w.keyDown(&fyne.KeyEvent{Name: fyne.KeyF6}) }
	remembered := func() string { return w.app.Preferences().String(appearanceKey) }

	f6()
	if w.appearance.dark() != other || remembered() != kept {
		t.Errorf("F6 makes it dark %t and keeps %q, want %t and %q", w.appearance.dark(), remembered(), other, kept)
	}
	w.classroom.enter()
	if large := length(look.SizeBody); w.appearance.dark() != other || large <= 13 {
		t.Errorf("in the classroom it is dark %t, with type of %g", w.appearance.dark(), large)
	}
	before := w.top.appearance.Text()
	f6()
	if large := length(look.SizeBody); w.appearance.dark() == other || large <= 13 {
		t.Errorf("F6 in the classroom leaves it dark %t, with type of %g", w.appearance.dark(), large)
	}
	if now := w.top.appearance.Text(); now == before {
		t.Errorf("the button says %q in both", now)
	}
	w.classroom.leave()
	if w.appearance.dark() == other || length(look.SizeBody) != 13 {
		t.Errorf("outside it is dark %t, with type of %g", w.appearance.dark(), length(look.SizeBody))
	}
	if remembered() != "" {
		t.Errorf("it looks as the system does, and %q is kept", remembered())
	}
}

func TestAppearanceIsRemembered(t *testing.T) {
	w, _ := testWindow(t)
	prefs := w.app.Preferences()
	variant := w.app.Settings().ThemeVariant()
	for kept, dark := range map[string]bool{
		lightAppearance: false, darkAppearance: true, "": look.System().Dark(variant), "purple": look.System().Dark(variant),
	} {
		prefs.SetString(appearanceKey, kept)
		t.Setenv("FYNE_THEME", "")
		if got := startTheme(prefs).Dark(variant); got != dark {
			t.Errorf("%q is kept: it begins dark %t, want %t", kept, got, dark)
		}
		t.Setenv("FYNE_THEME", "light")
		if got := startTheme(prefs).Dark(variant); got != look.System().Dark(variant) {
			t.Errorf("%q is kept, and the environment says something: it begins dark %t", kept, got)
		}
	}
}

func TestViewMenuHasTheSwitchAndTheClassroom(t *testing.T) {
	w, _ := testWindow(t)
	options, do := w.menu(page.ViewMenu)
	keys := map[string]int{}
	for i, o := range options {
		keys[o.Note] = i
	}
	at, ok := keys["F6"]
	if !ok {
		t.Fatalf("the menu has %v", options)
	}
	before := w.appearance.dark()
	do[at]()
	if w.appearance.dark() == before {
		t.Error("the menu does not switch between light and dark")
	}
	do[keys["F5"]]()
	if !w.classroom.on {
		t.Error("the menu does not open the classroom")
	}
}

// Fyne would refresh an overlay once for each of its containers, which takes the help a
// second on a slow machine.
func TestHelpIsMadeAnewForATheme(t *testing.T) {
	w, _ := testWindow(t)
	w.help.toggle()
	before := w.help.popup
	w.classroom.enter()
	if !w.help.visible() || w.help.popup == before {
		t.Errorf("in the classroom the help is visible %t, and the one of before %t", w.help.visible(), w.help.popup == before)
	}
	if n := len(w.window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d overlays are open, want the help alone", n)
	}
}
