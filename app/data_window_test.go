package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
	"foolscope/engine/curate"
	"foolscope/ui/events"
)

// holds waits until a file has a text in it.
func holds(t *testing.T, path, text string) {
	t.Helper()
	var have []byte
	for late := time.Now().Add(20 * time.Second); time.Now().Before(late); time.Sleep(50 * time.Millisecond) {
		if have, _ = os.ReadFile(path); strings.Contains(string(have), text) {
			return
		}
	}
	t.Fatalf("%s never has %q in it: %s", path, text, have)
}

// Pictures are collected from a server that plays the services, looked through with one key
// each, and opened in Explore.
func TestWindowCollectsAndLooksThrough(t *testing.T) {
	server, stop := collecttest.Start()
	defer stop()
	home := t.TempDir()
	d := openWith(t, t.TempDir(), []string{"HOME=" + home, collect.AddressVariable + "=" + server.Address, collect.FlickrVariable + "="})
	d.until("the first result", func(e events.Event) bool { return e.Kind == "result" })
	d.press("ctrl+shift+d")
	d.click("data.collect")
	d.overlay(true)
	d.click("collect.name")
	d.ok(d.display.Type("wheels"))
	d.click("collect.classes")
	d.ok(d.display.Type("school bus"))
	d.press("Return")
	d.ok(d.display.Type("ambulance = ambulance car"))
	d.click("collect.count")
	d.press("ctrl+a")
	d.ok(d.display.Type("6"))
	d.click("collect.begin")
	d.until("that all are collected", func(e events.Event) bool {
		return e.Kind == "notice" && e.Text == "12 pictures of wheels are collected."
	})

	folder := filepath.Join(home, "Foolscope", "wheels")
	found, err := filepath.Glob(filepath.Join(folder, "*", "*.jpg"))
	if err != nil || len(found) != 12 {
		t.Fatalf("%d pictures in %s, %v", len(found), folder, err)
	}
	authors, err := collect.Attribution(folder)
	if err != nil || len(authors) != 12 {
		t.Errorf("%d authors, %v", len(authors), err)
	}

	// The set that was collected is the one that is seen: the first one is kept, the second
	// rejected, the third rejected and taken back.
	d.click("data.sets.1")
	d.press("k", "x", "x", "ctrl+z")
	journal := filepath.Join(folder, curate.JournalName)
	holds(t, journal, `{"do":"undo"}`)
	text, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	var did []string
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		word, _, _ := strings.Cut(strings.TrimPrefix(line, `{"do":"`), `"`)
		did = append(did, word)
	}
	if got := strings.Join(did, " "); got != "keep reject reject undo" {
		t.Errorf("the journal says %s", got)
	}
	d.press("Return")
	_, err = d.program.AwaitScene("the picture in Explore", func(s events.Scene) bool { return strings.HasSuffix(s.Picture, ".jpg") })
	d.ok(err)
	d.quit()
}
