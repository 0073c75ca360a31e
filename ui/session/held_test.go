package session

import (
	"strings"
	"testing"
)

// Whoever made a file named it.
func TestNamesOfSuspectsAreCleaned(t *testing.T) {
	h := Held{Suspects: []string{"/models/red\x1b[31m\u202ename.onnx", "/" + strings.Repeat("a", 200)}}
	if got := h.Names(); got[0] != "redname.onnx" || len([]rune(got[1])) != longestName {
		t.Errorf("got %q", got)
	}
}
