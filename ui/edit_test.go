package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/ui/explore"
)

func TestUndoAndRedoKeys(t *testing.T) {
	w, _ := testWindow(t)
	keys := w.window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) })
	again := &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
	w.controller().SetSeed(5)
	for _, step := range []struct {
		key  fyne.Shortcut
		want uint64
	}{{&fyne.ShortcutUndo{}, 1}, {&fyne.ShortcutRedo{}, 5}, {&fyne.ShortcutUndo{}, 1}, {again, 5}} {
		keys.TypedShortcut(step.key)
		if got := w.controller().Snapshot().Settings.Seed; got != step.want {
			t.Errorf("%s: seed %d, want %d", step.key.ShortcutName(), got, step.want)
		}
	}
}

func TestSettingsTravelByClipboard(t *testing.T) {
	w, _ := testWindow(t)
	keys := w.window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) })
	w.controller().SetAttack("pgd")
	w.controller().SetValue("epsilon", 7)
	keys.TypedShortcut(&fyne.ShortcutCopy{})
	if text := w.app.Clipboard().Content(); !strings.HasPrefix(text, "foolscope: attack=pgd epsilon=7 ") || !strings.HasSuffix(text, " model=roadsigns") {
		t.Errorf("copied %q", text)
	}
	w.controller().SetAttack("fgsm")
	w.controller().SetSeed(3)
	keys.TypedShortcut(&fyne.ShortcutPaste{})
	if s := w.controller().Snapshot().Settings; s.Attack != "pgd" || s.Values["epsilon"] != 7 || s.Seed != 1 {
		t.Errorf("pasted: %+v", s)
	}
	for text, want := range map[string]string{
		"foolscope: attack=pgd epsilon=900": "epsilon must be between",
		"good morning":                      "neither settings",
	} {
		w.app.Clipboard().SetContent(text)
		keys.TypedShortcut(&fyne.ShortcutPaste{})
		if n := w.controller().Snapshot().Notice; !n.Err || !strings.Contains(n.Text, want) {
			t.Errorf("%s: %q", text, n.Text)
		}
	}
}

func TestWindowGoesOnWhereItWasLeft(t *testing.T) {
	file := filepath.Join(t.TempDir(), "session.json")
	open := func(fresh bool) *mainWindow {
		app := test.NewTempApp(t)
		w := newWindow(app, app.NewWindow(""), Options{
			Engine: broken{}, Library: func(string) {}, Explore: explore.Options{Attacks: attack.All(), Defenses: defense.All()},
			dispatch: func(func()) {}, session: file, Fresh: fresh,
		})
		t.Cleanup(w.window.Close)
		t.Cleanup(w.close)
		return w
	}
	first := open(false)
	if s := first.controller().Snapshot(); s.Notice.Number != 0 {
		t.Errorf("the first start complains: %s", s.Notice.Text)
	}
	first.controller().SetSeed(42)
	first.close()

	seed := func(w *mainWindow) uint64 { return w.controller().Snapshot().Settings.Seed }
	if got := seed(open(false)); got != 42 {
		t.Errorf("seed %d was found again, want 42", got)
	}
	if got := seed(open(true)); got != 1 {
		t.Errorf("a fresh window has seed %d", got)
	}
	if err := os.WriteFile(file, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	damaged := open(false).controller().Snapshot()
	if damaged.Settings.Seed != 1 || !strings.HasPrefix(damaged.Notice.Text, "The last session was not restored") {
		t.Errorf("seed %d, notice %q", damaged.Settings.Seed, damaged.Notice.Text)
	}
}
