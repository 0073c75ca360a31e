package ui

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.design/x/clipboard"

	"foolscope/engine/disk"
	"foolscope/ui/page"
	"foolscope/ui/selection"
)

// pictures is the system's clipboard for pictures, as PNG: Fyne's is for text
// only. Neither function is called by the goroutine of the window, which may
// have to answer for what it put on the clipboard itself.
type pictures struct {
	put func(png []byte) error
	get func() ([]byte, error)
}

// systemPictures is the clipboard of the system. On Linux it is that of X11,
// which lasts as long as the program; the library looks for libX11.so, and
// fails where only the file of its version is installed.
func systemPictures() pictures {
	ready := sync.OnceValue(clipboard.Init)
	return pictures{
		put: func(data []byte) error {
			if err := ready(); err != nil {
				return err
			}
			if clipboard.Write(clipboard.FmtImage, data) == nil {
				return errors.New("the clipboard does not take the picture")
			}
			return nil
		},
		get: func() ([]byte, error) { return selection.Read(selection.PNG) },
	}
}

// reader hands over the text on the clipboard, on the goroutine of the window.
type reader func(use func(text string, err error))

// readApp reads Fyne's clipboard, which waits for the program that the text was
// copied in, however long that takes.
func (w *mainWindow) readApp(use func(string, error)) { use(w.app.Clipboard().Content(), nil) }

// readSystem reads the system's clipboard beside the window, which goes on
// meanwhile.
func (w *mainWindow) readSystem(use func(string, error)) {
	go func() {
		data, err := selection.Read(selection.Text)
		w.dispatch(func() {
			switch {
			case errors.Is(err, selection.ErrNone):
				w.readApp(use)
			case errors.Is(err, selection.ErrEmpty):
				use("", nil)
			default:
				use(string(data), err)
			}
		})
	}()
}

// systemClipboard is the clipboard as pages know it.
type systemClipboard struct{ w *mainWindow }

// SetText implements page.Clipboard.
func (c systemClipboard) SetText(text string) { c.w.app.Clipboard().SetContent(text) }

// Text implements page.Clipboard.
func (c systemClipboard) Text(use func(text string, err error)) { c.w.read(use) }

// SetPicture implements page.Clipboard.
func (c systemClipboard) SetPicture(what, name string, data []byte) (done string, err error) {
	if c.w.pictures.put(data) == nil {
		return fmt.Sprintf("Copied %s.", what), nil
	}
	path, err := keepCopied(name, data)
	if err != nil {
		return "", fmt.Errorf("there is no clipboard for pictures here, and no file for it can be written: %s", disk.Explain(err))
	}
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
	c.w.dispatch(func() { c.w.app.Clipboard().SetContent(address) })
	return fmt.Sprintf("There is no clipboard for pictures here: copied the address of %s instead.", path), nil
}

// keepCopied writes a picture into a folder that nobody else can look into: in
// one for all, others could read it, or put a link in its place.
func keepCopied(name string, data []byte) (path string, err error) {
	var folder string
	if cache, none := disk.CacheFolder(); none == nil {
		folder = filepath.Join(cache, "foolscope", "copied")
		err = disk.MakePrivate(folder)
	} else {
		folder, err = os.MkdirTemp("", "foolscope-copied-")
	}
	if err != nil {
		return "", err
	}
	path = filepath.Join(folder, name)
	return path, disk.WriteBytes(path, data)
}

// Picture implements page.Clipboard. The picture becomes a file in the user's cache, so
// that the next session finds it again.
func (c systemClipboard) Picture(use func(path string, err error)) {
	go func() {
		data, err := c.w.pictures.get()
		if errors.Is(err, selection.ErrSilent) {
			use("", fmt.Errorf("nothing was pasted: %w", err))
			return
		}
		if err != nil {
			use("", page.ErrNoPicture)
			return
		}
		path, err := keepPasted(data)
		if err != nil {
			err = fmt.Errorf("the picture on the clipboard cannot be opened: %s", disk.Explain(err))
		}
		use(path, err)
	}()
}

// pastedFolder is where pictures are kept that were pasted, empty if there is no
// place for them.
func pastedFolder() string {
	folder, err := disk.CacheFolder()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "foolscope", "pasted")
}

// keepPasted writes a picture that was pasted into the cache.
func keepPasted(data []byte) (string, error) {
	folder := pastedFolder()
	if folder == "" {
		return "", disk.ErrNoCache
	}
	if err := disk.MakePrivate(folder); err != nil {
		return "", err
	}
	path := filepath.Join(folder, time.Now().Format("pasted 2006-01-02 15.04.05.000")+".png")
	return path, disk.WriteBytes(path, data)
}
