package ui

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/figure"
	"foolscope/ui/state"
)

// save saves the attacked picture.
func (w *mainWindow) save() {
	w.saveAs("Save the attacked picture", "", []string{".png"}, func(paths []string) { w.controller.Save(paths[0]) })
}

func (w *mainWindow) savePerturbation() {
	w.saveAs("Save the perturbation", "-perturbation", []string{".png"}, func(paths []string) {
		w.controller.Export(func(s state.Snapshot) (string, error) {
			r := s.Result
			done := fmt.Sprintf("Saved %s, magnified %d times around mid grey.", filepath.Base(paths[0]), r.Gain)
			return done, writePNG(paths[0], r.Perturbation)
		})
	})
}

func (w *mainWindow) saveFigure() {
	w.saveAs("Save the figure", "-figure", figure.Endings, func(paths []string) {
		w.controller.Export(func(s state.Snapshot) (string, error) {
			f := w.figure(s)
			return each(paths, func(path string) error { return figure.Write(path, f) })
		})
	})
}

func (w *mainWindow) saveMetrics() {
	w.saveAs("Save the metrics", "-metrics", figure.MetricEndings, func(paths []string) {
		w.controller.Export(func(s state.Snapshot) (string, error) {
			m := w.metrics(s)
			return each(paths, func(path string) error { return figure.WriteMetrics(path, m) })
		})
	})
}

// each writes all files and says so.
func each(paths []string, write func(path string) error) (done string, err error) {
	var names []string
	for _, path := range paths {
		if err := write(path); err != nil {
			return "", err
		}
		names = append(names, filepath.Base(path))
	}
	return fmt.Sprintf("Saved %s.", strings.Join(names, ", ")), nil
}

func writePNG(path string, im image.Image) error {
	if err := disk.Write(path, func(out io.Writer) error { return png.Encode(out, im) }); err != nil {
		return fmt.Errorf("cannot save %s: %s", filepath.Base(path), disk.Explain(err))
	}
	return nil
}

// saveAs asks for the path of a file to write and hands it to use. If a folder
// to save in was given, it asks nobody and hands over a path for each ending;
// nor does it ask in the classroom, where it hands over one.
func (w *mainWindow) saveAs(title, suffix string, endings []string, use func(paths []string)) {
	name := w.snap.SaveStem() + suffix
	if w.options.SaveTo != "" {
		var paths []string
		for _, ending := range endings {
			paths = append(paths, filepath.Join(w.options.SaveTo, name+ending))
		}
		use(paths)
		return
	}
	if w.classroom.on {
		use([]string{w.classroom.savePath(name, endings[0])})
		return
	}
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	w.sheet = newSaveSheet(w.window.Canvas(), title, w.saveFolder(), name+endings[0], endings, w.dispatch, func(path string) {
		w.app.Preferences().SetString(saveFolderKey, filepath.Dir(path))
		use([]string{path})
	})
}

// saveFolder is the folder that was saved in the last time, else that of the
// user.
func (w *mainWindow) saveFolder() string {
	folder := w.app.Preferences().String(saveFolderKey)
	if info, err := os.Stat(folder); err == nil && info.IsDir() {
		return folder
	}
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return string(filepath.Separator)
}
