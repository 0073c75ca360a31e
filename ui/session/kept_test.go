package session

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func isLine(settings string) bool { return strings.HasPrefix(settings, "foolscope:") }

func TestDamagedSession(t *testing.T) {
	for name, text := range map[string]string{
		"cut off": `{"settings": "foolscope: se`, "empty": "", "other JSON": `{"a": 1}`, "a list": "[]",
		"a wrong type": `{"settings": "foolscope: seed=1", "pictures": 5}`,
	} {
		file := filepath.Join(t.TempDir(), "session.json")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := Read(file, isLine); s != nil || err == nil || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
		if kept, err := os.ReadFile(file + ".damaged"); err != nil || string(kept) != text {
			t.Errorf("%s: what it held is lost: %v", name, err)
		}
	}
}
