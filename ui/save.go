package ui

import (
	"fmt"
	"path/filepath"

	"foolscope/engine/disk"
	"foolscope/engine/zoo"
	"foolscope/ui/filesheet"
	"foolscope/ui/page"
	"foolscope/ui/words"
)

// askSave asks for the path of a file to write. If a folder to save in was given, it
// asks nobody and has the file written in every format; nor does it ask in the
// classroom, where it takes the first one. A path at which
// something is that must stay goes nowhere.
func (w *mainWindow) askSave(s page.Saving) {
	if w.options.SaveTo != "" {
		var paths []string
		for _, ending := range s.Endings {
			paths = append(paths, filepath.Join(w.options.SaveTo, s.Name+ending))
		}
		// What is written after that tells itself how it ended.
		write := func(paths []string, _ func(error)) { s.Write(paths, nil) }
		w.spare(s.Models, paths, write, func(err error) { w.session.Complain("%s", words.Sentence(err)) })
		return
	}
	if w.classroom.on {
		s.Write([]string{w.classroom.savePath(s.Name, s.Endings[0])}, nil)
		return
	}
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	q := filesheet.Question{
		Title: s.Title, Begin: w.beginIn(saveFolderKey), Name: s.Name + s.Endings[0], Endings: s.Endings, Places: w.lateFolders(),
	}
	w.sheet = filesheet.AskToSave(w.sheetWindow(nil), q, func(path string, ended func(error)) {
		w.spare(s.Models, []string{path}, func(paths []string, ended func(error)) {
			w.app.Preferences().SetString(saveFolderKey, filepath.Dir(path))
			s.Write(paths, ended)
		}, ended)
	})
}

// spare hands paths to use, unless one cannot be written, or is a picture that is open,
// a model, or a file beside one. It looks on a goroutine of its own: folders may be on a
// slow network.
func (w *mainWindow) spare(models, paths []string, use func(paths []string, ended func(error)), ended func(error)) {
	var inputs []string
	for _, p := range w.snap.Pictures {
		inputs = append(inputs, p.Source.Path)
	}
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
