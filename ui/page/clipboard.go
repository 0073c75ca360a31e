package page

import "errors"

// Clipboard is that of the system, for text and for pictures.
type Clipboard interface {
	SetText(text string)
	// Text hands over the text, on the goroutine of the window.
	Text(use func(text string, err error))
	// SetPicture puts a PNG there, or else the address of a file of that name with it,
	// and says which. It may wait, and is not called on the goroutine of the window.
	SetPicture(what, name string, png []byte) (done string, err error)
	// Picture hands over the path of a file that holds the picture, on any goroutine.
	// The error is ErrNoPicture if there is none.
	Picture(use func(path string, err error))
}

// ErrNoPicture says that there is no picture on the clipboard that can be read.
var ErrNoPicture = errors.New("there is no picture on the clipboard")
