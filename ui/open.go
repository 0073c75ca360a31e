package ui

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"

	"foolscope/engine/disk"
)

var pictureEndings = []string{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff"}

// title is what a model is called before it was opened.
func title(path string) string {
	if path == "" {
		return "Built-in"
	}
	return filepath.Base(path)
}

func (w *mainWindow) openPictures() {
	w.ask("Open a picture", pictureFolderKey, pictureEndings, func(path string) { w.controller.AddFiles(path) })
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
			w.controller.Complain("The file cannot be opened: %s.", disk.Explain(err))
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
	w.place(d, folderKey)
	d.Show()
}

// place gives a file dialog most of the window and the folder of the last time.
func (w *mainWindow) place(d *dialog.FileDialog, folderKey string) {
	size := w.window.Canvas().Size()
	d.Resize(fyne.NewSize(min(920, size.Width-64), min(640, size.Height-64)))
	d.SetView(dialog.ListView)
	if folder := w.app.Preferences().String(folderKey); folder != "" {
		if uri, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			d.SetLocation(uri)
		}
	}
}
