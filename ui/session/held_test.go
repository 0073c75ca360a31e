package session

import (
	"strings"
	"testing"

	"foolscope/ui/words"
)

// Whoever made a file named it.
func TestNamesOfSuspectsAreCleaned(t *testing.T) {
	h := Held{Suspects: []string{"/models/red\x1b[31m\u202ename.onnx", "/" + strings.Repeat("a", 200)}}
	if got := h.Names(); got[0] != "redname.onnx" || len([]rune(got[1])) != longestName {
		t.Errorf("got %q", got)
	}
}

func TestNamesAreListedInTheLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, test := range []struct {
		language string
		names    []string
		want     string
	}{
		{"en", []string{"a"}, "a"},
		{"en", []string{"a", "b", "c"}, "a, b and c"},
		{"en", []string{"a", "b", "c", "d"}, "a, b, c and 1 more file"},
		{"de", []string{"a", "b", "c"}, "a, b und c"},
		{"de", []string{"a", "b", "c", "d", "e"}, "a, b, c und 2 Dateien mehr"},
	} {
		words.Use(test.language)
		if got := enumerate(test.names); got != test.want {
			t.Errorf("%s: %q, want %q", test.language, got, test.want)
		}
	}
}
