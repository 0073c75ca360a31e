package explore

import (
	"bytes"
	"errors"
	"image/png"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"foolscope/engine/figure"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/explore/export"
	"foolscope/ui/page"
	"foolscope/ui/words"
)

// copySettings puts the settings as one line of text on the clipboard.
func (s *Screen) copySettings() {
	s.window.Clipboard().SetText(s.c.Text())
	s.window.Session().Tell("Copied the settings: paste them into another Foolscope.")
}

// copyPicture puts the attacked picture on the clipboard.
func (s *Screen) copyPicture() {
	s.c.Export(func(snap control.Snapshot) (string, error) {
		var data bytes.Buffer
		if err := png.Encode(&data, snap.Result.Attacked.Image); err != nil {
			return "", err
		}
		return s.window.Clipboard().SetPicture("the attacked picture", snap.SaveName(), data.Bytes())
	}, nil)
}

// copyPlot puts the numbers of the plot on the clipboard, to be pasted into a
// spreadsheet.
func (s *Screen) copyPlot() {
	text := s.notes.snap.PlotCSV()
	if text == "" {
		s.window.Session().Complain("The plot has no numbers to copy yet.")
		return
	}
	s.window.Clipboard().SetText(text)
	s.window.Session().Tell("Copied the numbers of the plot: paste them into a spreadsheet.")
}

// copyPlotPicture puts a picture of the plot on the clipboard.
func (s *Screen) copyPlotPicture() {
	s.c.Export(func(snap control.Snapshot) (string, error) {
		f, err := export.Plot(snap, s.names.catalog())
		if err != nil {
			return "", err
		}
		var data bytes.Buffer
		if err := figure.PNG(&data, f); err != nil {
			return "", err
		}
		return s.window.Clipboard().SetPicture("the picture of the plot", snap.SaveStem()+"-plot.png", data.Bytes())
	}, nil)
}

// paste takes settings, or opens a picture, or files whose paths were copied.
func (s *Screen) paste() {
	s.window.Clipboard().Text(func(text string, err error) {
		if err != nil {
			s.window.Session().Complain("Nothing was pasted: %v.", err)
			return
		}
		s.take(text)
	})
}

// take takes what was on the clipboard.
func (s *Screen) take(text string) {
	if text == "" {
		s.window.Clipboard().Picture(s.takePicture)
		return
	}
	if choice.IsText(text) {
		if err := s.c.Apply(text); err != nil {
			s.window.Session().Complain("Nothing was pasted: %v.", err)
		}
		return
	}
	if paths := pathsIn(text); len(paths) > 0 {
		s.c.Open(paths...)
		return
	}
	s.window.Session().Complain("What was pasted is neither settings of Foolscope nor the paths of files.")
}

// takePicture opens the picture that was on the clipboard.
func (s *Screen) takePicture(path string, err error) {
	switch {
	case errors.Is(err, page.ErrNoPicture):
		s.window.Session().Complain("There are neither settings of Foolscope nor files on the clipboard, nor a picture that can be read.")
	case err != nil:
		s.window.Session().Complain("%s", words.Sentence(err))
	default:
		s.c.Open(path)
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
