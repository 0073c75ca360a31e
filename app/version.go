package main

import (
	"context"
	"fmt"
	"io"

	"foolscope/engine/ort"
)

// version and revision are set by the linker; see the Makefile.
var version, revision string

// printVersion says what the program is, and what runs the networks.
func printVersion(_ context.Context, args []string, stdout, _ io.Writer) error {
	if len(args) > 0 {
		return usagef("version takes no arguments")
	}
	name := version
	if name == "" {
		name = "(not a released version)"
	}
	fmt.Fprint(stdout, "Foolscope ", name)
	if revision != "" {
		fmt.Fprint(stdout, ", revision ", revision)
	}
	fmt.Fprintln(stdout)
	if err := ort.Start(); err != nil {
		fmt.Fprintln(stdout, err)
		return nil
	}
	path, err := ort.Library()
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "onnxruntime %s, %s\n", ort.Version(), path)
	titles, err := providerTitles()
	if err == nil {
		fmt.Fprintf(stdout, "made to compute with %s\n", titles)
	}
	return err
}
