package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDataDrawnShownAndLabelled(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	folder := filepath.Join(t.TempDir(), "signs")
	if out := succeed(t, "data", "draw", "--count", "41", "--out", folder); out != folder+": 41 pictures written\n" {
		t.Errorf("draw says %q", out)
	}
	if out := succeed(t, "data", "draw", "--count", "41", "--out", folder); out != folder+": 0 pictures written, 41 were there\n" {
		t.Errorf("draw again says %q", out)
	}
	names := filepath.Join(t.TempDir(), "labels.txt")
	write(t, names, []byte("Stop\nroad works, men at work\nyield\nspeedlimit 30\nno-entry\n"))
	show := func(args ...string) map[string]string {
		lines := map[string]string{}
		for line := range strings.Lines(succeed(t, append([]string{"data", "show", "--labels", names, folder}, args...)...)) {
			if name, rest, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
				lines[name] = strings.Join(strings.Fields(rest), " ")
			}
		}
		return lines
	}
	for round, want := range []map[string]string{
		{"stop": "3 Stop (exact)", "road works": "2 road works, men at work (synonym)", "give way": "2 has no label", "speed limit 30": "2 speedlimit 30 (similar)", "no entry": "2 no-entry (exact)"},
		{"stop": "3 has no label", "give way": "2 yield (by hand)"},
	} {
		var args []string
		if round == 1 {
			args = []string{"--label", "give way=yield", "--label", "stop="}
		}
		for range 2 {
			got := show(args...)
			for name, text := range want {
				if got[name] != text {
					t.Errorf("%d: %s is %q, want %q", round, name, got[name], text)
				}
			}
			args = nil // the second time from what was saved
		}
	}
	set := decode(t, succeed(t, "data", "show", "--json", folder))[0]
	if set["pictures"] != 41.0 || len(set["classes"].([]any)) != 20 {
		t.Errorf("JSON says %v", set)
	}
}

func TestDataIsPrepared(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	folder := filepath.Join(t.TempDir(), "small")
	succeed(t, "data", "prepare", "--out", folder, "--side", "32", "signs:3:9")
	if _, err := os.Stat(filepath.Join(folder, "no entry", "000002.png")); err != nil {
		t.Error(err)
	}
}

// A picture that is there twice under other names is found, and not torn apart.
func TestDataIsCheckedAndSplit(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	folder, out := filepath.Join(t.TempDir(), "signs"), filepath.Join(t.TempDir(), "split")
	succeed(t, "data", "draw", "--count", "40", "--out", folder)
	picture := readFile(t, folder, "stop", "000000.png")
	for _, name := range []string{"copy 1.png", "copy 2.png"} {
		write(t, filepath.Join(folder, "stop", name), picture)
	}
	write(t, filepath.Join(folder, "stop", "broken.png"), picture[:100])
	queues := map[string]string{}
	for _, q := range decode(t, succeed(t, "data", "check", "--json", folder))[0]["queues"].([]any) {
		var paths []string
		for _, path := range q.(map[string]any)["pictures"].([]any) {
			paths = append(paths, path.(string))
		}
		queues[q.(map[string]any)["queue"].(string)] = strings.Join(paths, ", ")
	}
	if want := "stop/000000.png, stop/copy 1.png, stop/copy 2.png"; queues["same"] != want || queues["broken"] != "stop/broken.png" {
		t.Errorf("queues %v", queues)
	}
	if text := succeed(t, "data", "check", folder); !strings.Contains(text, "  cannot be opened: 1\n    stop/broken.png: ") {
		t.Errorf("check says\n%s", text)
	}
	if err := os.Remove(filepath.Join(folder, "stop", "broken.png")); err != nil {
		t.Fatal(err)
	}
	succeed(t, "data", "split", "--test", "0.5", "--out", out, folder)
	for _, part := range []string{"train", "test"} {
		found := 0
		for _, name := range []string{"000000.png", "copy 1.png", "copy 2.png"} {
			if _, err := os.Stat(filepath.Join(out, part, "stop", name)); err == nil {
				found++
			}
		}
		if found != 0 && found != 3 {
			t.Errorf("%s has %d of three copies", part, found)
		}
	}
	if text := succeed(t, "data", "show", "--json", out); !strings.Contains(text, `"pictures":42`) {
		t.Errorf("the split has %s", text)
	}
}

func TestDataWronglyAsked(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for args, want := range map[string]string{
		"data":                                "data needs a command: one of ",
		"data dance":                          "there is no command data dance: there are ",
		"data show":                           "data show takes one data set, not 0",
		"data show signs:many":                `"signs:many" is no data set: road signs are signs:COUNT or signs:COUNT:SEED`,
		"data show signs:0":                   "0 road signs cannot be drawn: choose from 1 to 1000000",
		"data show /no/such/set":              `the data set "set" cannot be opened: there is no such file`,
		"data show --label a=b signs:3":       "--label needs --model or --labels",
		"data split --out y --test 2 s":       "--test 2: give a share from 0 to 1",
		"data draw":                           "--out is missing",
		"data draw --count x --out y":         "--count x: give a whole number",
		"data prepare signs:3":                "--out is missing",
		"data prepare --out y --fit z s":      "--fit z: choose stretch, crop or keep",
		"data prepare --out y --side 0 s":     "--side 0: choose from 1 to 4096 pixels",
		"data prepare --out y --kept signs:2": "2 road signs, seed 1 has no picture to copy",
	} {
		status, _, stderr := call(t, strings.Fields(args)...)
		if status == done || !strings.Contains(stderr, "foolscope: "+want) {
			t.Errorf("%s: status %d, %q, want %q", args, status, stderr, want)
		}
	}
}
