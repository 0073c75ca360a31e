package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
)

func TestWrongCalls(t *testing.T) {
	model, picture := smallModel(t), noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	on := func(args ...string) []string {
		return append([]string{"attack", "--model", model, "--attack", "pgd", picture}, args...)
	}
	for _, test := range []struct {
		why  string
		args []string
	}{
		{"--attack is missing: one of fgsm", []string{"attack", picture}},
		{`no attack "magic"`, []string{"attack", "--attack", "magic", picture}},
		{"name a picture", []string{"attack", "--attack", "pgd"}},
		{`no parameter "eps"`, on("--set", "eps=4")},
		{"epsilon must be between", on("--set", "epsilon=1000")},
		{"steps must be a whole number", on("--set", "steps=1.5")},
		{"not KEY=VALUE", on("--set", "epsilon")},
		{`no defence "prayer"`, on("--defense", "prayer")},
		{"quality must be between", on("--defense", "jpeg", "--set-defense", "quality=0")},
		{"--set-defense needs --defense", on("--set-defense", "quality=50")},
		{"exclude each other", on("--label", "1", "--target", "2")},
		{"no class 4", on("--label", "4")},
		{"no class -1", on("--target", "-1")},
		{`no class "up"`, on("--label", "up")},
		{`similar ones are "north" (0), "south" (2)`, on("--label", "th")},
		{"not defined: -fast", on("--fast")},
		{"invalid value", on("--seed", "-3")},
		{"needs an argument", on("--out")},
		{"one input, not 0", []string{"gradient", "--model", model}},
		{"one input, not 2", []string{"gradient", "--model", model, picture, picture}},
		{"--label is missing", []string{"gradient", "-o", "g.npy", picture}},
		{"-o is missing", []string{"gradient", "--label", "1", picture}},
		{"no class 9", []string{"gradient", "--model", model, "--label", "9", "-o", "g.npy", picture}},
		{"one model, not 0", []string{"check"}},
		{"one model, not 2", []string{"check", model, model}},
		{"not defined", []string{"check", "--jsn", model}},
		{"no arguments", []string{"version", "please"}},
		{`no command "fly"`, []string{"help", "fly"}},
	} {
		refused(t, misused, test.why, test.args...)
	}
}

func TestFlagsMayStandAnywhere(t *testing.T) {
	for _, test := range []struct {
		args, rest string
		json       bool
	}{
		{"a b", "a b", false},
		{"--json a b", "a b", true},
		{"a --json b", "a b", true},
		{"a b -json", "a b", true},
		{"a -- --json b", "a --json b", false},
		{"-- a", "a", false},
		{"--json=false a", "a", false},
	} {
		var json bool
		f := newFlags("test")
		f.yes(&json, "json", "")
		rest, err := f.parse(strings.Fields(test.args))
		if err != nil || strings.Join(rest, " ") != test.rest || json != test.json {
			t.Errorf("%q: %v, %t, %v", test.args, rest, json, err)
		}
	}
}

// TestHelpNamesEverything: the text is made from the registries.
func TestHelpNamesEverything(t *testing.T) {
	text := succeed(t, "help", "attack")
	for _, a := range attack.All() {
		for _, key := range append(a.Params.Keys(), a.Key) {
			if !strings.Contains(text, "  "+key) {
				t.Errorf("%s is missing", key)
			}
		}
		explains(t, text, a.Key, a.Params)
	}
	for _, d := range defense.All() {
		for _, key := range append(d.Params.Keys(), d.Key) {
			if !strings.Contains(text, "  "+key) {
				t.Errorf("%s is missing", key)
			}
		}
		explains(t, text, d.Key, d.Params)
	}
	for name := range commands {
		if !strings.Contains(succeed(t, "help"), "foolscope "+name) {
			t.Errorf("the command %s is missing", name)
		}
		succeed(t, "help", name)
	}
	if succeed(t, "attack", "-h") != text || succeed(t, "attack", "--help") != text {
		t.Error("-h says something else than help")
	}
	for line := range strings.Lines(text + succeed(t, "help")) {
		if n := len([]rune(line)); n > 81 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
}

// explains holds the help of an attack or a defence, alone and in the text about
// all, to the description of its parameters.
func explains(t *testing.T, all, key string, params param.Set) {
	t.Helper()
	oneLine := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	alone := succeed(t, "help", key)
	if !strings.Contains(all, alone) {
		t.Errorf("%s is described otherwise alone", key)
	}
	for _, p := range params {
		for _, want := range []string{p.Allowed(), p.Explanation} {
			if !strings.Contains(oneLine(alone), oneLine(want)) {
				t.Errorf("%s %s: %q is missing", key, p.Key, want)
			}
		}
	}
}

func TestVersionNamesTheLibrary(t *testing.T) {
	if text := succeed(t, "version"); !strings.HasPrefix(text, "Foolscope ") || !strings.Contains(text, "onnxruntime") {
		t.Errorf("got %s", text)
	}
}

// TestErrorsOfTheProgram runs it as a shell does, in the locale of containers.
func TestErrorsOfTheProgram(t *testing.T) {
	program, model := build(t), smallModel(t)
	picture := noise(t, filepath.Join(t.TempDir(), "a.png"), 1)
	for _, test := range []struct {
		why    string
		status int
		args   []string
	}{
		{"FOOLSCOPE_ONNXRUNTIME", failed, []string{"check", model}},
		{"FOOLSCOPE_ONNXRUNTIME", failed, []string{"attack", "--model", model, "--attack", "fgsm", picture}},
		{"no attack", misused, []string{"attack", "--attack", "magic", picture}},
	} {
		command := exec.Command(program, test.args...)
		command.Env = append(os.Environ(), "FOOLSCOPE_ONNXRUNTIME="+filepath.Join(t.TempDir(), "nowhere"),
			"LANG=C.UTF-8", "LC_ALL=", "LANGUAGE=")
		var stderr bytes.Buffer
		command.Stderr = &stderr
		err := command.Run()
		if command.ProcessState.ExitCode() != test.status {
			t.Errorf("%v: %v", test.args, err)
		}
		if text := stderr.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, test.why) {
			t.Errorf("%v: not one line with %s: %q", test.args, test.why, text)
		}
	}
}

func TestInterruptStopsCleanly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows cannot send an interrupt to one program")
	}
	model, paths := photos(t, 2)
	folder := t.TempDir()
	command := exec.Command(build(t), "attack", "--model", model, "--attack", "pgd", "--set", "steps=5",
		"--out", folder, paths[0], paths[1], paths[0], paths[1], paths[0], paths[1], paths[0], paths[1], paths[0], paths[1])
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	command.Stderr = &stderr
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	// The first line says that it is at work.
	lines := bufio.NewReader(stdout)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		lines.WriteTo(io.Discard)
		ended <- command.Wait()
	}()
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		command.Process.Kill()
		t.Fatal("it does not stop")
	}
	if status := command.ProcessState.ExitCode(); status != failed || stderr.String() != "foolscope: stopped\n" {
		t.Errorf("status %d, %q", status, stderr.String())
	}
	names := filesIn(t, folder)
	if len(names) == 0 || len(names) > 9 || slices.ContainsFunc(names, func(name string) bool { return filepath.Ext(name) != ".png" }) {
		t.Errorf("the folder holds %v", names)
	}
}
