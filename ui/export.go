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
	"foolscope/engine/plain"
	"foolscope/engine/record"
	"foolscope/engine/zoo"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/explore/export"
)

// save saves the attacked picture.
func (w *mainWindow) save() {
	w.saveAs("Save the attacked picture", "", []string{".png"}, func(paths []string, ended func(error)) { w.controller.Save(paths[0], ended) })
}

func (w *mainWindow) savePerturbation() {
	w.saveAs("Save the perturbation", "-perturbation", []string{".png"}, w.exported(func(paths []string, s control.Snapshot) (string, error) {
		r := s.Result
		done := fmt.Sprintf("Saved %s, magnified %d times around mid grey.", filepath.Base(paths[0]), r.Gain)
		return done, writePNG(paths[0], r.Perturbation)
	}))
}

func (w *mainWindow) saveFigure() {
	w.saveAs("Save the figure", "-figure", figure.Endings, w.exported(func(paths []string, s control.Snapshot) (string, error) {
		f := export.Figure(s, w.catalog())
		return each(paths, func(path string) error { return figure.Write(path, f) })
	}))
}

func (w *mainWindow) saveMetrics() {
	w.saveAs("Save the metrics", "-metrics", record.MetricEndings, w.exported(func(paths []string, s control.Snapshot) (string, error) {
		m := export.Record(s)
		return each(paths, func(path string) error { return record.WriteMetrics(path, m) })
	}))
}

// saving writes files, and tells how that ended.
type saving func(paths []string, ended func(error))

// exported writes files from the newest result.
func (w *mainWindow) exported(write func(paths []string, s control.Snapshot) (done string, err error)) saving {
	return func(paths []string, ended func(error)) {
		w.controller.Export(func(s control.Snapshot) (string, error) { return write(paths, s) }, ended)
	}
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
	return disk.Save(path, func(out io.Writer) error { return png.Encode(out, im) })
}

// saveAs asks for the path of a file to write and hands it to use. If a folder
// to save in was given, it asks nobody and hands over a path for each ending;
// nor does it ask in the classroom, where it hands over one. A path at which
// something is that must stay goes nowhere.
func (w *mainWindow) saveAs(title, suffix string, endings []string, use saving) {
	name := w.snap.SaveStem() + suffix
	if w.options.SaveTo != "" {
		var paths []string
		for _, ending := range endings {
			paths = append(paths, filepath.Join(w.options.SaveTo, name+ending))
		}
		// What is written after that tells itself how it ended.
		write := func(paths []string, _ func(error)) { use(paths, nil) }
		w.spare(paths, write, func(err error) { w.session.Complain("%s", plain.Sentence(err.Error())) })
		return
	}
	if w.classroom.on {
		use([]string{w.classroom.savePath(name, endings[0])}, nil)
		return
	}
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	w.sheet = newSaveSheet(w.window.Canvas(), title, w.saveFolder(), name+endings[0], endings, w.dispatch, func(path string, ended func(error)) {
		w.spare([]string{path}, func(paths []string, ended func(error)) {
			w.app.Preferences().SetString(saveFolderKey, filepath.Dir(path))
			use(paths, ended)
		}, ended)
	})
}

// spare hands paths to use, unless one cannot be written, or is a file that the
// result was made from. It looks on a goroutine of its own: folders may be on a
// slow network.
func (w *mainWindow) spare(paths []string, use saving, ended func(error)) {
	var inputs []string
	for _, p := range w.snap.Pictures {
		inputs = append(inputs, p.Source.Path)
	}
	models := []string{w.snap.Settings.Model, w.snap.Settings.Compare.Model}
	go func() {
		for _, model := range models {
			inputs = append(inputs, zoo.Beside(model)...)
		}
		for _, path := range paths {
			if err := disk.Check(path); err != nil {
				ended(fmt.Errorf("%s cannot be saved: %s", filepath.Base(path), disk.Explain(err)))
				return
			}
			if input, yes := disk.Overwritten(path, inputs...); yes {
				ended(fmt.Errorf("%s would overwrite %s, which is in use here: choose another name", filepath.Base(path), filepath.Base(input)))
				return
			}
		}
		w.dispatch(func() { use(paths, ended) })
	}()
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

// catalog is what the window offers, which figures name.
func (w *mainWindow) catalog() choice.Catalog {
	return choice.Catalog{Attacks: w.options.Attacks, Defenses: w.options.Defenses}
}
