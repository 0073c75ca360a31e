package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// agree counts the pictures of a folder that a model calls the same by their
// file and by the right pixels.
func agree(ctx context.Context, model, folder string) error {
	c, err := classifier.Open(model, classifier.Options{})
	if err != nil {
		return err
	}
	defer c.Close()
	label := func(path string) (int, error) {
		im, err := pixel.Open(ctx, path)
		if err != nil {
			return 0, err
		}
		logits, err := attack.LogitsOf(ctx, c, c.Fit(im))
		return loss.Argmax(logits), err
	}
	same, all := 0, 0
	err = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, right) {
			return err
		}
		want, err := label(path)
		if err != nil {
			return err
		}
		got, err := label(strings.TrimSuffix(path, right))
		if got == want {
			same++
		}
		all++
		return err
	})
	fmt.Printf("%s, %s: %d of %d labels agree\n", filepath.Base(folder), filepath.Base(model), same, all)
	return err
}
