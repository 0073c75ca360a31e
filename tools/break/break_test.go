package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/tools/desk"
)

// Writers are copies of this program, which is the test here.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == writerArgument {
		os.Exit(writeForever(os.Args[2:]))
	}
	os.Exit(m.Run())
}

// inWindows are the parts that need a display.
var inWindows = []string{"homes", "sessions", "monkey"}

// TestNothingBreaks is the short version of all parts, from a seed that is always the same.
func TestNothingBreaks(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the parts kill processes and make links as Unix does")
	}
	program := filepath.Join(t.TempDir(), "foolscope")
	if out, err := exec.Command("go", "build", "-o", program, "foolscope/app").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	for _, p := range parts {
		t.Run(p.name, func(t *testing.T) {
			if missing := desk.Missing(); missing != "" && slices.Contains(inWindows, p.name) {
				t.Skipf("%s must be installed to open a window", missing)
			}
			var out bytes.Buffer
			o := options{program: program, seed: 1, monkey: 8 * time.Second, amount: short, only: []string{p.name}, logs: t.TempDir()}
			failed, err := tryAll(o, &out)
			if err != nil {
				t.Fatal(err)
			}
			if failed > 0 {
				t.Errorf("%d things did not survive:\n%s", failed, out.String())
			}
		})
	}
}

func TestTheMonkeysActionsFollowFromTheSeed(t *testing.T) {
	draw := func(seed uint64) string {
		var out strings.Builder
		chance := chanceOf(seed, "monkey")
		for range 50 {
			out.WriteString(nextAction(chance).String() + "\n")
		}
		return out.String()
	}
	first := draw(1)
	if again := draw(1); first != again {
		t.Error("the same seed gives other actions")
	}
	if first == draw(2) {
		t.Error("another seed gives the same actions")
	}
}

func TestEndingsAreJudged(t *testing.T) {
	for name, c := range map[string]struct {
		ending ending
		want   string
	}{
		"success":                {ending{stdout: "done\n"}, ""},
		"a sentence":             {ending{status: 1, stderr: "foolscope: there is no such file\n"}, ""},
		"no sentence":            {ending{status: 1}, "without a sentence"},
		"a signal":               {ending{status: -1, crashed: true}, "crashed"},
		"a panic":                {ending{status: 2, stderr: "panic: index out of range\n"}, "crashed"},
		"a panic in disguise":    {ending{status: 1, stderr: "foolscope: internal error: index out of range\n"}, "crashed"},
		"too slow":               {ending{took: 11 * time.Second}, "it took 11.0 s"},
		"slow, but more to do":   {ending{took: 11 * time.Second, slack: 2 * time.Second}, ""},
		"too much memory":        {ending{peak: 3 << 30}, "MB"},
		"endless":                {ending{late: true, took: 30 * time.Second}, "not ended"},
		"an order to a terminal": {ending{stdout: "red \x1b[31m\n"}, "U+001B"},
		"a direction":            {ending{stderr: "foolscope: \u202e\n"}, "U+202E"},
		"a direction in JSON":    {ending{stdout: "{\"label\": \"\u202e\"}\n"}, ""},
		"a long complaint":       {ending{status: 1, stderr: "foolscope: " + strings.Repeat("x", 1000)}, "1011 characters"},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.ending.problem()
			if (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
				t.Errorf("it is judged as %q, want %q", got, c.want)
			}
		})
	}
}
