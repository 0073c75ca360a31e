package page

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/work"
)

// ModelFolder is the preference for the folder that a model was opened from
// last, which pages share.
const ModelFolder = "folder.models"

// Window is what a page may ask of the window that it is in. All methods belong
// on Fyne's main goroutine.
type Window interface {
	Preferences() fyne.Preferences
	// Scheduler runs the networks of all pages; Dispatch runs a function on the
	// goroutine of the window, soon, and may be called on any.
	Scheduler() *work.Scheduler
	Dispatch(do func())
	// Focus gives a control the keyboard.
	Focus(control fyne.Focusable)
	// Turn shows a page in place of the one that is seen, Leave the first one.
	Turn(to Page)
	Leave()
	// UseModel leaves the page and opens a model for the first one.
	UseModel(path string)
	// ModelsChanged says that a Supplier has other models.
	ModelsChanged()
	// Ask asks for a file with one of the endings, any if there are none, and
	// AskFolder for a folder. Both begin in the folder that a preference names,
	// and keep it.
	Ask(title, folderKey string, endings []string, use func(path string))
	AskFolder(title, folderKey string, use func(folder string))
	// Log writes to the diagnostics log, if there is one.
	Log(write func(*events.Log) error)
}
