package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// savePaths makes the folder and gives each picture a path in it:
// folder/stem.png, or folder/stem-2.png where an earlier picture has the same
// stem. Without a folder the paths are empty. It fails if a picture would be
// overwritten by a result.
func savePaths(folder string, pictures []string) ([]string, error) {
	paths := make([]string, len(pictures))
	if folder == "" {
		return paths, nil
	}
	if err := prepare(folder); err != nil {
		return nil, fmt.Errorf("cannot save results in %s: %w", folder, err)
	}
	// Upper and lower case are the same to some file systems.
	key := strings.ToLower
	// The stems are reserved, so that numbering does not take that of another.
	reserved, used := map[string]bool{}, map[string]bool{}
	for _, path := range pictures {
		reserved[key(stem(path))] = true
	}
	for i, path := range pictures {
		name := stem(path)
		for n := 2; used[key(name)]; n++ {
			if numbered := fmt.Sprintf("%s-%d", stem(path), n); !reserved[key(numbered)] {
				name = numbered
			}
		}
		used[key(name)] = true
		paths[i] = filepath.Join(folder, name+".png")
	}
	return paths, spare(pictures, paths)
}

// prepare makes the folder if need be, and tries to write to it: better now
// than after the first attack.
func prepare(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	trial, err := os.CreateTemp(folder, ".foolscope-*")
	if err != nil {
		return err
	}
	return errors.Join(trial.Close(), os.Remove(trial.Name()))
}

// spare fails if one of the paths to write is one of the pictures.
func spare(pictures, paths []string) error {
	var originals []os.FileInfo
	for _, path := range pictures {
		if info, err := os.Stat(path); err == nil {
			originals = append(originals, info)
		}
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			continue
		}
		for _, original := range originals {
			if os.SameFile(info, original) {
				return fmt.Errorf("%s would be overwritten by its attacked version: choose another folder with --out", path)
			}
		}
	}
	return nil
}

// stem is a file's name without folder and ending.
func stem(path string) string {
	base := filepath.Base(path)
	if name := strings.TrimSuffix(base, filepath.Ext(base)); name != "" {
		return name
	}
	return base
}
