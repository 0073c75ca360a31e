package ui

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"foolscope/engine/disk"
	"foolscope/ui/preferences"
	"foolscope/ui/words"
)

// kinds are the types of the preferences of the window and its pages.
func kinds() map[string]preferences.Kind {
	out := maps.Clone(windowKinds)
	for _, each := range everyPage() {
		maps.Copy(out, each.keeps)
	}
	return out
}

var windowKinds = map[string]preferences.Kind{
	pictureFolderKey: preferences.Text, modelFolderKey: preferences.Text, saveFolderKey: preferences.Text,
	libraryKey: preferences.Text, languageKey: preferences.Text, providerKey: preferences.Text,
	appearanceKey:     preferences.Text,
	recentPicturesKey: preferences.Texts, recentModelsKey: preferences.Texts,
	hintsKey: preferences.Number,
}

// home is where the program keeps what outlasts it.
type home struct {
	// folder is empty if there is none.
	folder      string
	preferences *preferences.Store
	// id is what Fyne calls the program.
	id string
	// problem says why not all is there that was kept, nil if it is.
	problem error
	// temporary is a folder for Fyne alone where there is no other.
	temporary string

	mu    sync.Mutex
	later func(error)
}

// errHomeless says that there is no home folder.
var errHomeless = errors.New("there is no home folder (HOME is not set, or is no whole path): nothing is kept for the next start, " +
	"neither the session nor preferences, and models are downloaded only after you choose a folder")

// findHome finds the folder that things are kept in, and reads the preferences.
// Where there is no such folder, Fyne gets one that nobody else can look into:
// else it would read and write in the current folder, whoever owns that.
func findHome() *home {
	// Fyne watches its folder, and posts to the window's loop when a file there
	// changes, even when that loop has just ended: so it has one that nobody writes to.
	h := &home{id: AppID + ".window"}
	root, err := configuration()
	if err != nil {
		h.problem = errHomeless
		h.shelter()
	} else {
		h.folder = filepath.Join(root, "fyne", AppID)
	}
	h.read()
	return h
}

// configuration is the folder that Fyne's is in.
func configuration() (string, error) {
	user, err := os.UserHomeDir()
	switch runtime.GOOS {
	case "darwin":
		user = filepath.Join(user, "Library", "Preferences")
	case "windows":
		user = filepath.Join(user, "AppData", "Roaming")
	default:
		user, err = os.UserConfigDir()
	}
	if err == nil && !filepath.IsAbs(user) {
		err = fs.ErrInvalid
	}
	return user, err
}

// preferencesName is the name of the file of preferences.
const preferencesName = "foolscope.json"

// Preference returns a text that the window keeps, for commands that need no window; empty if there is none.
func Preference(key string) string {
	root, err := configuration()
	if err != nil {
		return ""
	}
	return preferences.Peek(filepath.Join(root, "fyne", AppID, preferencesName), key)
}

// shelter points Fyne to a folder that goes with the program.
func (h *home) shelter() {
	folder, err := os.MkdirTemp("", "foolscope-")
	if err != nil {
		return
	}
	h.temporary = folder
	switch runtime.GOOS {
	case "darwin":
		os.Setenv("HOME", folder)
	case "windows":
		os.Setenv("USERPROFILE", folder)
	default:
		os.Setenv("XDG_CONFIG_HOME", folder)
		os.Setenv("XDG_CACHE_HOME", folder)
		// A relative one would have the libraries of X11 read the current folder.
		os.Unsetenv("HOME")
	}
}

// read reads the preferences, or those that Fyne kept for an earlier version.
func (h *home) read() {
	path := ""
	if h.folder != "" {
		path = filepath.Join(h.folder, preferencesName)
	}
	var damage error
	h.preferences, damage = preferences.Open(path, kinds(), h.complain)
	h.problem = errors.Join(h.problem, damage)
	if h.folder != "" {
		h.preferences.TakeOver(filepath.Join(h.folder, "preferences.json"), kinds())
	}
}

// newApp makes Fyne's part of the program.
func (h *home) newApp() fyne.App {
	a := app.NewWithID(h.id)
	preferences.Install(a, h.preferences)
	spareHook(a.Lifecycle())
	return a
}

// spareHook keeps Fyne from saving its own preferences, which hold nothing, once
// its loop has ended. Fyne 2.7 does that on another goroutine, which hands it to
// the loop while that closes: then it waits for ever, or ends the process with
// "send on closed channel".
func spareHook(l fyne.Lifecycle) {
	if l, ok := l.(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// complain hands over why something cannot be kept.
func (h *home) complain(err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.later != nil {
		h.later(err)
	}
}

// tell says where complaints go from now on.
func (h *home) tell(later func(error)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.later = later
}

// leave writes what is not written yet. It is called last: Fyne makes its folder
// anew if it notices that it is gone.
func (h *home) leave() {
	h.preferences.Close()
	if h.temporary != "" {
		os.RemoveAll(h.temporary)
	}
}

// sweep removes what earlier runs left that ended in the middle of writing.
func (w *mainWindow) sweep() {
	for _, folder := range []string{filepath.Dir(w.options.session), w.options.Shelf.Folder, w.beginIn(saveFolderKey), pastedFolder()} {
		if filepath.IsAbs(folder) {
			disk.Sweep(folder)
		}
	}
}

// sentences joins errors, each a sentence of its own.
func sentences(err error) string {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return words.Sentence(err)
	}
	var out []string
	for _, each := range joined.Unwrap() {
		out = append(out, sentences(each))
	}
	return strings.Join(out, " ")
}
