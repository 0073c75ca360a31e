package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"foolscope/ui/page"
)

// Each command has a key, the help says what that does, and no two want the
// same one.
func TestEveryCommandIsInTheHelp(t *testing.T) {
	w, _ := testWindow(t)
	lines := map[string]bool{}
	for _, line := range w.help.lines() {
		if line.Keys == "" || line.Help == "" || line.Group == "" {
			t.Errorf("a line of the help is not complete: %q, %q, %q", line.Group, line.Keys, line.Help)
		}
		lines[line.Keys+line.Help] = true
	}
	taken := map[string]string{}
	for _, c := range w.commands {
		if !lines[c.Keys+c.Help] {
			t.Errorf("%q is missing in the help", c.Help)
		}
		if len(c.On) == 0 || (c.Menu == "") != (c.Name == "") {
			t.Errorf("%q has no key, or only half a place in a menu", c.Help)
		}
		for _, on := range c.On {
			id := string(on.Char) + string(on.Down)
			if on.Shortcut != nil {
				id = on.Shortcut.ShortcutName()
			}
			if other, ok := taken[id]; ok {
				t.Errorf("%s is for %q and for %q", id, other, c.Help)
			}
			taken[id] = c.Help
		}
	}
}

// Keys are registered in one place only, from the table of commands.
func TestNoOtherFileRegistersKeys(t *testing.T) {
	for _, pattern := range []string{"*.go", "*/*.go"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, call := range []string{".AddShortcut(", ".SetOnTypedRune(", ".SetOnTypedKey(", ".SetOnKeyDown("} {
				if path != "command.go" && !strings.HasSuffix(path, "_test.go") && strings.Contains(string(data), call) {
					t.Errorf("%s calls %s", path, call)
				}
			}
		}
	}
}

func TestShortcutsReachTheirCommands(t *testing.T) {
	w, _ := testWindow(t)
	done := 0
	for i := range w.commands {
		w.commands[i].Do = func() { done++ }
	}
	w.register()
	keys := w.window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) })
	for _, c := range w.commands {
		for _, on := range c.On {
			done = 0
			switch {
			case on.Do != nil:
				continue
			case on.Shortcut != nil:
				keys.TypedShortcut(on.Shortcut)
			case on.Char != 0:
				w.typedRune(on.Char)
			default:
				w.keyDown(&fyne.KeyEvent{Name: on.Down})
			}
			if done != 1 {
				t.Errorf("%q was done %d times", c.Help, done)
			}
		}
	}
}

func TestKeysForLookingNeedNoPicture(t *testing.T) {
	w, _ := testWindow(t)
	for _, r := range "01+-=" {
		w.typedRune(r)
	}
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyB})
	w.keyUp(&fyne.KeyEvent{Name: fyne.KeyB})
	if w.help.visible() {
		t.Error("a key for looking opened the help")
	}
	w.typedRune('?')
	if !w.help.visible() {
		t.Error("? shows no help")
	}
}

func TestDigitsOpenWhatWasOpenedLately(t *testing.T) {
	w, queue := testWindow(t)
	folder := t.TempDir()
	other, gone := filepath.Join(folder, "other.png"), filepath.Join(folder, "gone.png")
	for _, path := range []string{other, gone} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.app.Preferences().SetStringList(recentPicturesKey, []string{other, gone})
	again := newWindow(w.app, w.app.NewWindow(""), w.options)
	t.Cleanup(again.window.Close)
	t.Cleanup(again.close)
	options, _ := again.menu(page.OpenMenu)
	if last := options[len(options)-1]; last.Label != "gone.png" || last.Note != page.Keys("Ctrl+2") {
		t.Errorf("the menu ends with %+v", last)
	}
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	again.window.Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(page.Press(fyne.Key2, page.Ctrl).Shortcut)
	pump(t, queue, "the notice that it is gone", func() bool { return strings.HasPrefix(again.snap.Notice.Text, "gone.png is no longer in") })
	if kept := again.app.Preferences().StringList(recentPicturesKey); len(kept) != 1 || kept[0] != other {
		t.Errorf("kept: %q", kept)
	}
}
