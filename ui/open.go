package ui

import (
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"foolscope/engine/disk"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
)

// title is what a model is called before it was opened.
func title(path string) string {
	if path == "" {
		return "Built-in"
	}
	return filepath.Base(path)
}

func (w *mainWindow) openPictures() {
	w.ask("Open a picture", pictureFolderKey, pixel.Endings, func(path string) { w.controller.Open(path) })
}

func (w *mainWindow) openFolder() {
	w.askFolder("Open the pictures of a folder", pictureFolderKey, func(folder string) { w.controller.Open(folder) })
}

// askFolder shows a dialog for a folder that begins where the last one ended.
// In the classroom it takes that of the last time.
func (w *mainWindow) askFolder(title, folderKey string, use func(folder string)) {
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	if folder := w.app.Preferences().String(folderKey); w.classroom.on && folder != "" {
		use(folder)
		return
	}
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		if err != nil {
			w.session.Complain("The folder cannot be opened: %s.", disk.Explain(err))
			return
		}
		if folder != nil {
			w.app.Preferences().SetString(folderKey, folder.Path())
			use(folder.Path())
		}
	}, w.window)
	d.SetTitleText(title)
	w.showDialog(d, folderKey)
}

func (w *mainWindow) openModel() {
	w.ask("Open a classifier (ONNX)", modelFolderKey, []string{".onnx"}, w.controller.SetModel)
}

func (w *mainWindow) locateLibrary() {
	w.ask("Where is the onnxruntime library?", libraryKey+".folder", nil, func(path string) {
		w.app.Preferences().SetString(libraryKey, path)
		w.options.Library(path)
		w.controller.Retry()
	})
}

// ask shows a dialog for a file with one of the endings, any if there are
// none, that begins in the folder of the last time.
func (w *mainWindow) ask(title, folderKey string, endings []string, use func(path string)) {
	if w.window.Canvas().Overlays().Top() != nil {
		return
	}
	if w.classroom.on {
		w.classroom.pick(folderKey, endings, use)
		return
	}
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			w.session.Complain("The file cannot be opened: %s.", disk.Explain(err))
			return
		}
		if file == nil {
			return
		}
		path := file.URI().Path()
		file.Close()
		w.app.Preferences().SetString(folderKey, filepath.Dir(path))
		use(path)
	}, w.window)
	d.SetTitleText(title)
	if endings != nil {
		d.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	w.showDialog(d, folderKey)
}

// showDialog gives a file dialog most of the window and the folder of the last
// time.
func (w *mainWindow) showDialog(d *dialog.FileDialog, folderKey string) {
	size := w.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(920, size.Width-64), min(640, size.Height-64)))
	d.SetView(dialog.ListView)
	if folder := w.app.Preferences().String(folderKey); folder != "" {
		if uri, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			d.SetLocation(uri)
		}
	}
	w.fileDialog = d
	d.Show()
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
