// Onnxruntime brings the onnxruntime library to the user's cache folder, unless it is there, and prints its path.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"foolscope/engine/ort/fetch"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	path, err := fetch.Ensure(ctx, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "onnxruntime:", err)
		os.Exit(1)
	}
	fmt.Println(path)
}
