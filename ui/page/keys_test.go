package page

import (
	"testing"

	"foolscope/ui/words"
)

func TestKeysAreThoseOfTheKeyboard(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, test := range []struct{ language, system, keys, want string }{
		{"en", "linux", "Ctrl+Shift+Z, Ctrl+Y", "Ctrl+Shift+Z, Ctrl+Y"},
		{"en", "darwin", "Ctrl+Shift+Z, Ctrl+Y", "⌘+Shift+Z, ⌘+Y"},
		{"de", "windows", "Ctrl+Shift+Delete", "Strg+Umschalt+Entf"},
		{"de", "darwin", "Ctrl+L", "⌘+L"},
	} {
		words.Use(test.language)
		if got := keysOn(test.system, test.keys); got != test.want {
			t.Errorf("%s, %s: %q is %q, want %q", test.language, test.system, test.keys, got, test.want)
		}
	}
}
