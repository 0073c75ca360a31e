package main

import (
	"fmt"
	"io"

	"foolscope/engine/plain"
)

// How many letters a terminal gets: of a name, such as a label, and of a line.
const (
	longestName = 120
	longestLine = 4000
)

// shown is a label or the like as a terminal gets it: whoever made the model
// wrote it, and a terminal obeys what looks like an order.
func shown(text string) string { return plain.Line(text, longestName) }

// say writes one line for a person.
func say(w io.Writer, format string, args ...any) error {
	_, err := fmt.Fprintln(w, plain.Line(fmt.Sprintf(format, args...), longestLine))
	return err
}

// complain writes an error as one line.
func complain(stderr io.Writer, err error) { _ = say(stderr, "foolscope: %v", err) }
