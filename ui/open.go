package ui

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/engine/pixel"
	"foolscope/ui/filesheet"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// title is what a model is called before it was opened.
func title(path string) string {
	if path == "" {
		return words.Say("model.built_in")
	}
	return filepath.Base(path)
}

func (w *mainWindow) openPictures() {
	w.askFiles(filesheet.Question{Title: words.Say("sheet.title.pictures"), Endings: pixel.Endings, Many: true}, pictureFolderKey, func(paths []string) {
		w.pages.opener().Open(paths...)
	})
}

func (w *mainWindow) openFolder() {
	w.askFolder(words.Say("sheet.title.folder"), pictureFolderKey, func(folder string) { w.pages.opener().Open(folder) })
}

func (w *mainWindow) openModel() {
	w.ask(words.Say("sheet.title.model"), modelFolderKey, []string{".onnx"}, w.pages.opener().UseModel)
}

func (w *mainWindow) locateLibrary() {
	w.ask(words.Say("sheet.title.library"), libraryKey+".folder", nil, func(path string) {
		w.app.Preferences().SetString(libraryKey, path)
		w.options.Library(path)
		w.pages.opener().Retry()
	})
}

// ask asks for a file with one of the endings, any if there are none, and begins
// in the folder of the last time.
func (w *mainWindow) ask(title, folderKey string, endings []string, use func(path string)) {
	w.askFiles(filesheet.Question{Title: title, Endings: endings}, folderKey, func(paths []string) { use(paths[0]) })
}

// askFiles is ask for several files. In the classroom it offers those of the last
// folder.
func (w *mainWindow) askFiles(q filesheet.Question, folderKey string, use func(paths []string)) {
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	if w.classroom.on {
		w.classroom.pick(folderKey, q.Endings, func(path string) { use([]string{path}) })
		return
	}
	w.openSheet(q, folderKey, func(paths []string) {
		w.app.Preferences().SetString(folderKey, filepath.Dir(paths[0]))
		use(paths)
	})
}

// askFolder asks for a folder, and begins in that of the last time. In the
// classroom it takes that one.
func (w *mainWindow) askFolder(title, folderKey string, use func(folder string)) {
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	if folder := w.app.Preferences().String(folderKey); w.classroom.on && folder != "" {
		use(folder)
		return
	}
	q := filesheet.Question{Title: title, Purpose: filesheet.Folder, Endings: pixel.Endings}
	w.openSheet(q, folderKey, func(paths []string) {
		w.app.Preferences().SetString(folderKey, paths[0])
		use(paths[0])
	})
}

// openSheet opens a sheet in the folder that a preference names.
func (w *mainWindow) openSheet(q filesheet.Question, folderKey string, use func(paths []string)) {
	q.Begin = w.beginIn(folderKey)
	q.Places = w.lateFolders()
	w.sheet = filesheet.Ask(w.sheetWindow(q.Endings), q, use)
}

// sheetWindow is what a sheet may use of the window: small pictures if it is for
// pictures.
func (w *mainWindow) sheetWindow(endings []string) filesheet.Window {
	over := filesheet.Window{Canvas: w.window.Canvas(), Dispatch: w.dispatch}
	if slices.Equal(endings, pixel.Endings) {
		over.Thumbnail = func(ctx context.Context, path string) (*image.RGBA, error) {
			im, err := pixel.Open(ctx, path)
			if err != nil {
				return nil, err
			}
			return session.Thumbnail(im), nil
		}
	}
	return over
}

// beginIn is the folder that a preference names, else the user's own.
func (w *mainWindow) beginIn(folderKey string) string {
	if folder := w.app.Preferences().String(folderKey); folder != "" {
		return folder
	}
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return string(filepath.Separator)
}

// lateFolders are those in which something was opened or saved lately.
func (w *mainWindow) lateFolders() (folders []string) {
	for _, key := range []string{pictureFolderKey, modelFolderKey, saveFolderKey} {
		folders = append(folders, w.app.Preferences().String(key))
	}
	return folders
}

// recent is what was opened before this start.
func recent(p fyne.Preferences) session.Recent {
	return session.Recent{Pictures: p.StringList(recentPicturesKey), Models: p.StringList(recentModelsKey)}
}

// keepRecent remembers what was opened lately for the next start.
func (w *mainWindow) keepRecent(before, now session.Recent) {
	p := w.app.Preferences()
	if !slices.Equal(before.Pictures, now.Pictures) {
		p.SetStringList(recentPicturesKey, now.Pictures)
	}
	if !slices.Equal(before.Models, now.Models) {
		p.SetStringList(recentModelsKey, now.Models)
	}
}
