package trial

import (
	"context"
	"errors"
)

// ErrStopped is the error of an attack that somebody ended before its first
// step.
var ErrStopped = errors.New("the attack was stopped before its first step")

// AttackError says that an attack failed.
type AttackError struct{ Err error }

// Error implements error.
func (e *AttackError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *AttackError) Unwrap() error { return e.Err }

// DefenseError says that a defence failed, which Err is a *defense.Error of, or
// the model on what the defences made.
type DefenseError struct{ Err error }

// Error implements error.
func (e *DefenseError) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *DefenseError) Unwrap() error { return e.Err }

// interrupted reports whether err only says that a context ended.
func interrupted(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
