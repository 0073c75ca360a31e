package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/zoo"
)

// savePaths makes the folder and gives each picture a path in it:
// folder/stem.png, or folder/stem-2.png where an earlier picture has the same
// stem. Without a folder the paths are empty. It fails if a result could not be
// written, or would overwrite a picture or the model: better now than after the
// first attack.
func savePaths(folder, model string, pictures []string) ([]string, error) {
	paths := make([]string, len(pictures))
	if folder == "" {
		return paths, nil
	}
	err := os.MkdirAll(folder, 0o777)
	if err == nil {
		err = disk.CheckFolder(folder)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot save results in %s: %s", folder, disk.Explain(err))
	}
	place := func(stem, rest string) (path, key string) {
		path = filepath.Join(folder, disk.FitName(stem, rest+".png"))
		return path, disk.Place(path)
	}
	// The stems are reserved, so that numbering does not take that of another.
	reserved, used := map[string]bool{}, map[string]bool{}
	for _, picture := range pictures {
		_, key := place(stem(picture), "")
		reserved[key] = true
	}
	for i, picture := range pictures {
		path, key := place(stem(picture), "")
		for n := 2; used[key]; n++ {
			if numbered, k := place(stem(picture), fmt.Sprintf("-%d", n)); !reserved[k] {
				path, key = numbered, k
			}
		}
		used[key] = true
		paths[i] = path
	}
	for _, path := range paths {
		if err := spare(path, model, pictures); err != nil {
			return nil, fmt.Errorf("%w: choose another folder with --out", err)
		}
	}
	return paths, nil
}

// spare fails if a path cannot be written, or if one of the inputs would be
// overwritten.
func spare(path, model string, inputs []string) error {
	if err := disk.Check(path); err != nil {
		return fmt.Errorf("%s cannot be written: %s", path, disk.Explain(err))
	}
	if _, err := os.Stat(path); err != nil {
		return nil
	}
	if input, yes := disk.Overwritten(path, inputs...); yes {
		return fmt.Errorf("writing %s would overwrite the input %s", path, input)
	}
	if file, yes := disk.Overwritten(path, zoo.Files(model)...); yes {
		return fmt.Errorf("writing %s would overwrite %s, which may belong to the model", path, file)
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
