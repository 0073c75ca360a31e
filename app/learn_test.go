package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is learned from drawn signs is saved, printed, and attacks a picture.
func TestLearnAndAttackWithIt(t *testing.T) {
	folder := t.TempDir()
	patch, page := filepath.Join(folder, "patch.json"), filepath.Join(folder, "patch.pdf")
	status, said, progress := call(t, "learn", "--attack", "patch", "--set", "passes=1", "--target", "stop", "--out", patch, "--print", page, "--width", "5", "signs:10")
	if status != done || !strings.Contains(said, "learned from 8 pictures") || progress != "pass 1 of 1\n" {
		t.Errorf("status %d, it says %q and %q", status, said, progress)
	}
	if printed, err := os.ReadFile(page); err != nil || !bytes.HasPrefix(printed, []byte("%PDF")) {
		t.Errorf("the page: %v", err)
	}
	picture := noise(t, filepath.Join(folder, "a.png"), 1)
	got := decode(t, succeed(t, "attack", "--json", "--attack", "patch", "--set", "learned="+patch, picture))[0]
	if got["linf_255"] == 0.0 {
		t.Errorf("the patch changes nothing: %v", got)
	}
	refused(t, failed, "what the attack patch learned means nothing to Universal perturbation", "attack", "--attack", "universal", "--set", "learned="+patch, picture)
}

func TestLearnRefuses(t *testing.T) {
	for _, c := range []struct {
		status int
		want   string
		args   []string
	}{
		{misused, "--out is missing", []string{"signs:10"}},
		{misused, "--attack is missing: one of universal, patch", []string{"--out", "a.json", "signs:10"}},
		{misused, "pgd learns nothing from pictures; universal and patch do", []string{"--out", "a.json", "--attack", "pgd", "signs:10"}},
		{failed, "a patch without a size covers nothing", []string{"--out", "a.json", "--attack", "patch", "--set", "size=0", "signs:10"}},
		{misused, "--width 50: choose from 1 to 19 centimetres", []string{"--out", "a.json", "--attack", "patch", "--width", "50", "signs:10"}},
		{failed, "fewer than two pictures", []string{"--out", "a.json", "--attack", "patch", "signs:1"}},
	} {
		refused(t, c.status, c.want, append([]string{"learn"}, c.args...)...)
	}
}
