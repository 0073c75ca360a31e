package page

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// ModelFolder is the preference for the folder that a model was opened from
// last, which pages share.
const ModelFolder = "folder.models"

// Window is what a page may ask of the window that it is in. All methods belong
// on Fyne's main goroutine.
type Window interface {
	Preferences() fyne.Preferences
	// Session is what all pages share.
	Session() *session.Session
	// Past is what an earlier program left.
	Past() session.Past
	Clipboard() Clipboard
	Canvas() fyne.Canvas
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
	// Examine leaves the page and opens a picture in the first one, whose source may say
	// what it shows.
	Examine(source session.Source)
	// Try is Examine with what is to be tried on the picture, and Experiment turns to the page that
	// tries something on a data set.
	Try(source session.Source, t Tried)
	Experiment(t Tried)
	// ModelWritten says that the manifest beside a model was written: where the model
	// is in use, it is opened again. It may be called on any goroutine.
	ModelWritten(path string)
	// OpenPictures asks for pictures to open for the first page, and LocateLibrary
	// for the library that runs networks.
	OpenPictures()
	LocateLibrary()
	// StatusChanged says that the status of a Worker is another one.
	StatusChanged()
	// ModelsChanged says that a Supplier has other models, or that its offer changed.
	ModelsChanged()
	// Everyday and GetEveryday are those of the first Supplier that has such a model.
	Everyday() (o Offer, ok bool)
	GetEveryday()
	// Ask asks for a file with one of the endings, any if there are none, and
	// AskFolder for a folder. Both begin in the folder that a preference names,
	// and keep it.
	Ask(title, folderKey string, endings []string, use func(path string))
	AskFolder(title, folderKey string, use func(folder string))
	// AskSave asks where a file is to be written, unless that is known.
	AskSave(s Saving)
	// MenuButton is a button that lists the commands of a menu.
	MenuButton(name string) *part.Button
	// Explain shows a sentence in the status line, or removes it if it is empty.
	Explain(text string)
	// Used says that what a hint tells was done.
	Used(hint string)
	// Log writes to the diagnostics log, if there is one.
	Log(write func(*events.Log) error)
	// WhenPainted calls do whenever the window was painted, from the next time on; only
	// while there is a diagnostics log. What it was given before is not called any more.
	WhenPainted(do func())
}
