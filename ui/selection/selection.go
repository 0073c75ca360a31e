package selection

import (
	"errors"
	"time"
)

// What can be asked for.
const (
	Text Form = iota
	PNG
)

// Form is a form that what was copied may have.
type Form int

// Patience is how long another program may take to hand over what was copied
// in it, at a time.
const Patience = 2 * time.Second

// largest is how much is read, in bytes.
const largest = 256 << 20

var (
	// ErrEmpty says that the clipboard has nothing of that form.
	ErrEmpty = errors.New("there is nothing of that kind on the clipboard")
	// ErrSilent says that another program does not hand over what it has.
	ErrSilent = errors.New("the program that the clipboard's content comes from does not answer")
	// ErrNone says that there is no clipboard that can be read this way.
	ErrNone = errors.New("there is no clipboard")
	errSize = errors.New("what is on the clipboard is too large")
)
