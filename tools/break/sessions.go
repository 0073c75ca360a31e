package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

const sessionsKind = "windows killed at work"

// sessions kills windows at random moments while they save and keep what is open, and starts them again.
func (b *bench) sessions() error {
	toys, err := b.toys()
	if err != nil {
		return err
	}
	for i := range b.amount.windows {
		config, err := b.folder("config")
		if err != nil {
			return err
		}
		saved, err := b.folder("saved")
		if err != nil {
			return err
		}
		begun := time.Now()
		problem, err := b.killed(config, saved, toys[0], time.Duration(b.chance.IntN(1500))*time.Millisecond)
		if err != nil {
			problem = err.Error()
		}
		b.add(trial{kind: sessionsKind, what: fmt.Sprint("number ", i+1), problem: problem, took: time.Since(begun)})
	}
	return nil
}

// killed opens a picture, saves everything, kills the program a moment later and starts it again.
func (b *bench) killed(config, saved, picture string, after time.Duration) (string, error) {
	first, err := b.openWindow(b.program, config, nil, "--save-to", saved)
	if err != nil {
		return "", err
	}
	defer first.close()
	if err := first.arrives(); err != nil {
		return "", err
	}
	if err := first.program.Drop(desk.Point{X: deskWidth / 2, Y: deskHeight / 2}, picture); err != nil {
		return "", err
	}
	name := filepath.Base(picture)
	if !soon(func() bool { return keeps(config, name) }) {
		return "the session was not kept", nil
	}
	for _, key := range []string{"ctrl+e", "ctrl+shift+e", "ctrl+s", "ctrl+shift+s", "ctrl+Tab"} {
		if err := first.display.Press(key); err != nil {
			return "", err
		}
	}
	time.Sleep(after)
	first.close()
	for _, problem := range []string{whole(filepath.Join(config, "fyne")), pictureProblem(saved)} {
		if problem != "" && !strings.HasPrefix(problem, "left behind") {
			return "after the kill, " + problem, nil
		}
	}
	second, err := b.openWindow(b.program, config, nil, "--save-to", saved)
	if err != nil {
		return "", err
	}
	defer second.close()
	if err := second.arrives(); err != nil {
		return "", err
	}
	// It goes on with the picture, or says what was open.
	if _, err := second.program.AwaitScene("the picture of the session", func(s events.Scene) bool {
		return slices.Contains(s.Pictures, name)
	}); err != nil {
		return "the session is lost: " + err.Error(), nil
	}
	for _, key := range []string{"ctrl+e", "ctrl+shift+e", "ctrl+s"} {
		if problem := second.saves(key); problem != "" {
			return "after the kill, " + problem, nil
		}
	}
	if problem := second.quits(); problem != "" {
		return problem, nil
	}
	return strings.Join(slices.DeleteFunc([]string{whole(config), whole(saved)}, func(p string) bool { return p == "" }), "; "), nil
}

// keeps tells whether the session names a file.
func keeps(config, name string) bool {
	found, _ := filepath.Glob(filepath.Join(config, "fyne", "*", "session.json"))
	for _, path := range found {
		if data, err := os.ReadFile(path); err == nil && strings.Contains(string(data), name) {
			return true
		}
	}
	return false
}

// pictureProblem says which saved picture or table is not whole, empty for none.
func pictureProblem(saved string) string {
	entries, err := os.ReadDir(saved)
	if err != nil {
		return err.Error()
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(saved, e.Name()))
		if err != nil {
			return err.Error()
		}
		ends := map[string]string{".png": "IEND\xaeB`\x82", ".svg": "</svg>\n", ".pdf": "%%EOF", ".json": "}\n", ".csv": "\n"}
		end, known := ends[filepath.Ext(e.Name())]
		if known && !strings.HasPrefix(e.Name(), ".") && !strings.HasSuffix(strings.TrimSpace(string(data)), strings.TrimSpace(end)) {
			return e.Name() + " is not whole"
		}
	}
	return ""
}
