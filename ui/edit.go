package ui

import (
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"foolscope/ui/explore/choice"
)

// copySettings puts the settings as one line of text on the clipboard.
func (w *mainWindow) copySettings() {
	w.app.Clipboard().SetContent(w.controller.Text())
	w.session.Tell("Copied the settings: paste them into another Foolscope.")
}

// paste takes settings, or opens a picture, or files whose paths were copied.
func (w *mainWindow) paste() {
	w.read(func(text string, err error) {
		if err != nil {
			w.session.Complain("Nothing was pasted: %v.", err)
			return
		}
		w.take(text)
	})
}

// take takes what was on the clipboard.
func (w *mainWindow) take(text string) {
	if text == "" {
		w.pastePicture()
		return
	}
	if choice.IsText(text) {
		if err := w.controller.Apply(text); err != nil {
			w.session.Complain("Nothing was pasted: %v.", err)
		}
		return
	}
	if paths := pathsIn(text); len(paths) > 0 {
		w.controller.Open(paths...)
		return
	}
	w.session.Complain("What was pasted is neither settings of Foolscope nor the paths of files.")
}

// lockSeed lets each run draw a seed of its own, or all have the same.
func (w *mainWindow) lockSeed() {
	free := !w.snap.SeedFree
	w.controller.SetSeedFree(free)
	if free {
		w.session.Tell("The seed is unlocked: each run draws another one.")
	} else {
		w.session.Tell("The seed is locked: the same settings give the same bytes.")
	}
}

// pathsIn returns the files and folders that a text names, one a line, as
// paths, as paths in quotes, or as addresses that begin with file:. If any line
// is something else, the text names none.
func pathsIn(text string) []string {
	var paths []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line == "copy" || line == "cut" {
			// Some file managers begin with what is to be done.
			continue
		}
		path := strings.Trim(line, `"'`)
		if strings.HasPrefix(line, "file:") {
			address, err := url.Parse(line)
			if err != nil {
				return nil
			}
			path = filepath.FromSlash(address.Path)
			if runtime.GOOS == "windows" {
				path = strings.TrimPrefix(path, `\`)
			}
		}
		if _, err := os.Stat(path); err != nil || !filepath.IsAbs(path) {
			return nil
		}
		paths = append(paths, path)
	}
	return paths
}
