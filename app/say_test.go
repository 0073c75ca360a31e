package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// hostile are texts that terminals obey, that turn the direction of writing
// round, that begin lines of their own, or that never end.
var hostile = map[string]string{
	"sets the title":            "\x1b]0;owned\x07north",
	"clears the screen":         "\x1b[2Jnorth",
	"rings":                     "north\a\a\a",
	"eight-bit order":           "north\u009b31m",
	"forges a line":             "north\nfoolscope: all is well\r",
	"runs from right to left":   "north\u202egnp.exe",
	"not UTF-8":                 "north\xff\xfe",
	"ten thousand letters long": strings.Repeat("north", 2000),
}

// hostileModel is the small model whose first label is a text.
func hostileModel(t *testing.T, label string) string {
	t.Helper()
	model := smallModel(t)
	labels, err := json.Marshal([]string{label, label + "2", label + "3", label + "4"})
	if err != nil {
		t.Fatal(err)
	}
	manifest := fmt.Sprintf(`{"name": %s, "title": %[1]s, "labels": %s, "preprocessing": {"mean": [0.5, 0.5, 0.5], "std": [1, 1, 1]}}`, first(labels), labels)
	if err := os.WriteFile(strings.TrimSuffix(model, ".onnx")+".json", []byte(manifest), 0o666); err != nil {
		t.Fatal(err)
	}
	return model
}

// first is the first of a JSON list of texts.
func first(list []byte) string {
	var all []json.RawMessage
	_ = json.Unmarshal(list, &all)
	return string(all[0])
}

// expectPlain fails the test if a terminal would do anything but show a text, or
// if a line is longer than people read.
func expectPlain(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if i := strings.IndexFunc(line, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }); i >= 0 {
			t.Errorf("the terminal gets %q", line[max(0, i-20):min(len(line), i+20)])
		}
		if !utf8.ValidString(line) {
			t.Errorf("the terminal gets bytes that are no text: %q", line)
		}
		if len(line) > 2*longestLine {
			t.Errorf("a line has %d bytes", len(line))
		}
	}
	if strings.Contains(text, "\nfoolscope: all is well") {
		t.Errorf("a line was forged: %q", text)
	}
}

func TestTerminalsShowHostileLabels(t *testing.T) {
	for name, label := range hostile {
		t.Run(name, func(t *testing.T) {
			model := hostileModel(t, label)
			folder := t.TempDir()
			picture := noise(t, filepath.Join(folder, "a.png"), 1)
			for _, args := range [][]string{
				{"check", model},
				{"attack", "--model", model, "--attack", "fgsm", picture},
				{"attack", "--model", model, "--attack", "fgsm", "--label", "nort", picture},
				{"gradient", "--model", model, "--label", "0", "-o", filepath.Join(folder, "g.npy"), picture},
			} {
				_, stdout, stderr := call(t, args...)
				if stdout+stderr == "" {
					t.Errorf("%v says nothing", args)
				}
				expectPlain(t, stdout)
				expectPlain(t, stderr)
			}
		})
	}
}

func TestTerminalsShowHostileFileNames(t *testing.T) {
	model := smallModel(t)
	for name, text := range hostile {
		file := text
		if len(file) > 200 {
			file = file[:200]
		}
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			picture := filepath.Join(folder, file+".png")
			data, err := os.ReadFile(noise(t, filepath.Join(folder, "a.png"), 1))
			if err == nil {
				err = os.WriteFile(picture, data, 0o666)
			}
			if err != nil {
				t.Skip(err)
			}
			for _, args := range [][]string{
				{"attack", "--model", model, "--attack", "fgsm", picture},
				{"attack", "--model", model, "--attack", "fgsm", picture + ".missing"},
				{"check", picture},
				{"gradient", "--model", picture, "--label", "0", "-o", folder, picture},
				{text},
			} {
				if len(args) == 1 && !strings.HasPrefix(text, "-") {
					// The window would open.
					args = []string{"--" + text}
				}
				_, stdout, stderr := call(t, args...)
				expectPlain(t, stdout)
				expectPlain(t, stderr)
			}
		})
	}
}

// What JSON says is for programs: nothing is put in front of what a spreadsheet
// would take for a formula.
func TestJSONKeepsLabels(t *testing.T) {
	const label = `=HYPERLINK("http://example.org", "<b>north</b>")`
	picture := noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	var out bytes.Buffer
	if status := run([]string{"attack", "--json", "--model", hostileModel(t, label), "--attack", "fgsm", picture}, &out, &out); status != done {
		t.Fatal(out.String())
	}
	if got := decode(t, out.String())[0]["clean_label"].(string); !strings.HasPrefix(got, label) {
		t.Errorf("the label is %q, want %q", got, label)
	}
}
