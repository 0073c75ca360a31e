package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const homesKind = "homes that are no good"

// home is a place for the user's files: prepared in a folder, it gives the environment that names it, and what to do
// with the program's command line.
type home struct {
	what string
	// prepare returns the folder for the configuration, and how to undo what was done.
	prepare func(folder string) (config string, undo func(), err error)
	// user is the number of another user to run as, 0 for the same.
	user int
}

var homes = []home{
	{"missing, below a file", func(f string) (string, func(), error) {
		file := filepath.Join(f, "file")
		return filepath.Join(file, "home"), nothingToUndo, os.WriteFile(file, nil, 0o644)
	}, 0},
	{"a folder that is missing", func(f string) (string, func(), error) { return filepath.Join(f, "a", "b", "c"), nothingToUndo, nil }, 0},
	{"full", func(f string) (string, func(), error) {
		undo, err := mounted(f, "size=64k")
		if err == nil {
			// Whatever fits.
			err = os.WriteFile(filepath.Join(f, "filling"), make([]byte, 1<<20), 0o644)
			if strings.Contains(fmt.Sprint(err), "no space") {
				err = nil
			}
		}
		return f, undo, err
	}, 0},
	{"read-only", func(f string) (string, func(), error) {
		undo, err := mounted(f, "size=64k,ro")
		return f, undo, err
	}, 0},
	{"of another owner", func(f string) (string, func(), error) { return f, nothingToUndo, os.Chmod(f, 0o700) }, 65534},
	{"with files that are damaged", func(f string) (string, func(), error) {
		folder := filepath.Join(f, "fyne", "org.foolscope.Foolscope")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			return "", nothingToUndo, err
		}
		// The wrong types, and half a file.
		preferences := `{"language": 7, "recent.pictures": "x", "recent.models": {"a": 1}, "provider": [], "onnxruntime": null, "folder.save": 1.5`
		return f, nothingToUndo, errors.Join(
			os.WriteFile(filepath.Join(folder, "preferences.json"), []byte(preferences+"}"), 0o600),
			os.WriteFile(filepath.Join(folder, "session.json"), []byte(`{"settings": "fools`), 0o600))
	}, 0},
	{"with folders where files belong", func(f string) (string, func(), error) {
		folder := filepath.Join(f, "fyne", "org.foolscope.Foolscope")
		return f, nothingToUndo, errors.Join(
			os.MkdirAll(filepath.Join(folder, "preferences.json", "x"), 0o700), os.MkdirAll(filepath.Join(folder, "session.json", "x"), 0o700))
	}, 0},
	{"with links in a circle", func(f string) (string, func(), error) {
		return filepath.Join(f, "fyne"), nothingToUndo, os.Symlink("fyne", filepath.Join(f, "fyne"))
	}, 0},
}

func nothingToUndo() {}

// mounted puts a small disk of its own into a folder; only root may.
func mounted(folder, options string) (undo func(), err error) {
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder).CombinedOutput(); err != nil {
		return nothingToUndo, fmt.Errorf("a small disk cannot be made: %s", strings.TrimSpace(string(out)))
	}
	return func() { exec.Command("umount", folder).Run() }, nil
}

// homes starts the program for users whose homes are no good, and twice at once for one whose home is good.
func (b *bench) homes() error {
	for _, h := range some(b, homes) {
		folder, err := b.folder("home")
		if err != nil {
			return err
		}
		config, undo, err := h.prepare(folder)
		if err != nil {
			undo()
			b.say("not tried: a home %s: %v", h.what, err)
			continue
		}
		begun := time.Now()
		problem := b.atHome(h, config)
		undo()
		b.add(trial{kind: homesKind, what: h.what, problem: problem, took: time.Since(begun)})
	}
	problem, err := b.twoAtOnce()
	if err != nil {
		problem = err.Error()
	}
	b.add(trial{kind: homesKind, what: "two programs at once", problem: problem})
	return nil
}

// atHome starts the program, saves there and quits, and says what is wrong with that.
func (b *bench) atHome(h home, config string) string {
	path := b.program
	if h.user != 0 {
		if os.Getuid() != 0 {
			return ""
		}
		path = filepath.Join(b.scratch, "as-another")
		script := fmt.Sprintf("#!/bin/sh\nexec setpriv --reuid=%d --regid=%[1]d --clear-groups '%s' \"$@\"\n", h.user, b.program)
		if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
			return err.Error()
		}
		os.Chmod(b.scratch, 0o755)
	}
	w, err := b.openWindow(path, config, []string{"HOME=" + config}, "--save-to", config)
	if err != nil {
		return err.Error()
	}
	defer w.close()
	if err := w.arrives(); err != nil {
		if !w.program.Running() && strings.HasPrefix(w.program.Output(), "foolscope: ") {
			return ""
		}
		return err.Error()
	}
	if w.program.Scene().Picture != "" && len(w.program.Events()) > 0 && !blocked(w) {
		if problem := w.saves("ctrl+s"); problem != "" {
			return problem
		}
	}
	return w.quits()
}

func blocked(w *window) bool {
	for _, e := range w.program.Events() {
		if e.Kind == "blocked" {
			return true
		}
	}
	return false
}

// twoAtOnce starts two programs on one home, lets both save, and starts a third one.
func (b *bench) twoAtOnce() (string, error) {
	config, err := b.folder("shared-home")
	if err != nil {
		return "", err
	}
	saved, err := b.folder("saved")
	if err != nil {
		return "", err
	}
	var both []*window
	for range 2 {
		w, err := b.openWindow(b.program, config, nil, "--save-to", saved)
		if err != nil {
			return "", err
		}
		defer w.close()
		both = append(both, w)
	}
	for _, w := range both {
		if err := w.arrives(); err != nil {
			return "", err
		}
	}
	for range 3 {
		for _, w := range both {
			if problem := w.saves("ctrl+s"); problem != "" {
				return problem, nil
			}
			if err := w.display.Press("ctrl+shift+e", "ctrl+z"); err != nil {
				return "", err
			}
		}
	}
	for _, w := range both {
		if problem := w.quits(); problem != "" {
			return problem, nil
		}
	}
	third, err := b.openWindow(b.program, config, nil)
	if err != nil {
		return "", err
	}
	defer third.close()
	if err := third.arrives(); err != nil {
		return "", err
	}
	for _, e := range third.program.Events() {
		if e.Kind == "notice" && e.Error {
			return "the third start says: " + e.Text, nil
		}
	}
	if problem := third.quits(); problem != "" {
		return problem, nil
	}
	return whole(config) + pictureProblem(saved), nil
}
