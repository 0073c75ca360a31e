package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var updateGolden = flag.Bool("update", false, "rewrite testdata/golden: its models and pictures, and what the commands write now")

// What each command prints and writes is stored, so that a change of the code
// shows in what it changes. Decimal fractions may differ by what processors
// round; nothing else may.
func TestGoldenCommands(t *testing.T) {
	golden, err := filepath.Abs("testdata/golden")
	if err != nil {
		t.Fatal(err)
	}
	if *updateGolden {
		goldenInputs(t, filepath.Join(golden, "small"))
	}
	list, err := os.ReadFile(filepath.Join(golden, "commands.txt"))
	if err != nil {
		t.Fatal(err)
	}
	withoutDurations := durationRule(t, filepath.Join(golden, "durations.sed"))
	run := map[string]bool{}
	for line := range strings.Lines(string(list)) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" || !strings.Contains(line, " small/") {
			continue
		}
		run[words[0]] = true
		t.Run(words[0], func(t *testing.T) {
			folder := t.TempDir()
			if err := os.CopyFS(filepath.Join(folder, "small"), os.DirFS(filepath.Join(golden, "small"))); err != nil {
				t.Fatal(err)
			}
			t.Chdir(folder)
			got := map[string][]byte{"printed.txt": withoutDurations(printed(words[1:]))}
			for name, data := range readTree(t, folder) {
				if !strings.HasPrefix(name, "small/") {
					got[name] = data
				}
			}
			stored := filepath.Join(golden, "expected", words[0])
			if *updateGolden {
				replaceFolder(t, stored, got)
			}
			compareOutputs(t, readTree(t, stored), got)
		})
	}
	stored, err := os.ReadDir(filepath.Join(golden, "expected"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range stored {
		if !run[entry.Name()] {
			t.Errorf("testdata/golden/expected/%s belongs to no command", entry.Name())
		}
	}
}

// printed runs a command and returns what it prints, and its status.
func printed(args []string) []byte {
	var stdout, stderr bytes.Buffer
	status := run(args, &stdout, &stderr)
	return fmt.Appendf(nil, "%s%sstatus %d\n", stdout.String(), stderr.String(), status)
}

// durationRule reads the rule that takes durations out of a text; it is written
// for sed, which scripts/golden.sh hands it to.
func durationRule(t *testing.T, path string) func([]byte) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return func(data []byte) []byte {
		for line := range strings.Lines(string(text)) {
			part := strings.Split(line, "/")
			data = regexp.MustCompile(part[1]).ReplaceAll(data, []byte(strings.ReplaceAll(part[2], `\1`, "${1}")))
		}
		return data
	}
}

// readTree reads all files in and below a folder, by their names in it.
func readTree(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	tree := os.DirFS(folder)
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			out[name], err = fs.ReadFile(tree, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// replaceFolder makes a folder hold these files and no others.
func replaceFolder(t *testing.T, folder string, files map[string][]byte) {
	t.Helper()
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	for name, data := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
