package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/ort"
	"foolscope/engine/ort/fetch"
	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// window is the program in a real window on a display of its own.
type window struct {
	display *desk.Display
	program *desk.Program
}

// nobody is the environment of a program that reaches nobody over the network, and that finds onnxruntime whatever the
// home folder is.
func nobody() []string {
	library := ""
	if path, err := fetch.Ensure(context.Background(), io.Discard); err == nil {
		library = path
	}
	return []string{ort.LibraryVariable + "=" + library, "HTTP_PROXY=http://127.0.0.1:9", "HTTPS_PROXY=http://127.0.0.1:9", "NO_PROXY="}
}

// openWindow starts the program for a user whose configuration is in a folder.
func (b *bench) openWindow(path, config string, env []string, args ...string) (*window, error) {
	if missing := desk.Missing(); missing != "" {
		return nil, errors.New(missing + " must be installed: make packages-window")
	}
	logs, err := b.folder("logs")
	if err == nil {
		// The program may belong to another user.
		err = os.Chmod(logs, 0o777)
	}
	if err != nil {
		return nil, err
	}
	w := &window{}
	if w.display, err = desk.NewDisplay(deskWidth, deskHeight, "-ac"); err != nil {
		return nil, err
	}
	if w.program, err = w.display.Start(path, config, logs, append(nobody(), env...), args...); err != nil {
		w.display.Close()
		return nil, err
	}
	return w, nil
}

func (w *window) close() {
	w.program.Kill()
	w.display.Close()
}

// arrives waits for the window and its first result, or what keeps it from that, and gives it the keyboard.
func (w *window) arrives() error {
	_, _, err := w.program.Await("a result or a sentence", 0, func(e events.Event) bool {
		return e.Kind == "result" || e.Kind == "blocked"
	})
	if err != nil {
		return err
	}
	return w.program.Fill()
}

// quits ends the program by its key, and says what is wrong with how it ends.
func (w *window) quits() string {
	if err := w.display.Press("ctrl+q"); err != nil {
		return err.Error()
	}
	if err := w.program.Ended(endsWithin); err != nil {
		return fmt.Sprintf("after Ctrl+Q: %v: %s", err, excerpt(tail(w.program.Output(), 1500)))
	}
	if output := w.program.Output(); trouble.MatchString(output) {
		return "it printed " + excerpt(output)
	}
	return ""
}

// saves presses a key that saves, and waits for a notice. It says what is wrong with that.
func (w *window) saves(key string) string {
	mark := w.program.Mark()
	if err := w.display.Press(key); err != nil {
		return err.Error()
	}
	e, _, err := w.program.Await("a notice after "+key, mark, func(e events.Event) bool { return e.Kind == "notice" })
	if err != nil {
		return err.Error()
	}
	if e.Error {
		return sentence(errors.New(e.Text))
	}
	return ""
}

// whole says which file below a folder is a part, or no JSON although its name says so; empty if there is none.
func whole(folder string) string {
	var problems []string
	filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil
		}
		if strings.HasSuffix(path, ".part") {
			problems = append(problems, "left behind: "+path)
		}
		if filepath.Ext(path) == ".json" {
			if data, err := os.ReadFile(path); err != nil || !json.Valid(data) {
				problems = append(problems, fmt.Sprintf("%s is no JSON: %s", path, excerpt(string(data))))
			}
		}
		return nil
	})
	return strings.Join(problems, "; ")
}

// soon waits until something is so.
func soon(ok func() bool) bool {
	for late := time.Now().Add(desk.Patience); !ok(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(late) {
			return false
		}
	}
	return true
}
