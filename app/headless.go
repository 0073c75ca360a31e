package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
)

// Exit statuses.
const (
	done = iota
	failed
	misused
)

// usageError says that a command was called wrongly.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errReported says that a command failed and has said why.
var errReported = errors.New("already reported")

// headless makes a command of a function that works without a window. It ends
// at Ctrl-C, and its error becomes one line.
func headless(name string, work func(ctx context.Context, args []string, stdout, stderr io.Writer) error) command {
	return func(args []string, stdout, stderr io.Writer) (status int) {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		// A second Ctrl-C ends at once what does not listen.
		defer context.AfterFunc(ctx, stop)()
		defer func() {
			if problem := recover(); problem != nil {
				complain(stderr, fmt.Errorf("internal error: %v", problem))
				status = failed
			}
		}()
		err := work(ctx, args, stdout, stderr)
		var usage usageError
		switch {
		case err == nil:
			return done
		case errors.Is(err, flag.ErrHelp):
			return help([]string{name}, stdout, stderr)
		case errors.As(err, &usage):
			complain(stderr, fmt.Errorf("%w (see: foolscope help %s)", err, name))
			return misused
		case ctx.Err() != nil:
			complain(stderr, errors.New("stopped"))
		case !errors.Is(err, errReported):
			complain(stderr, err)
		}
		return failed
	}
}
