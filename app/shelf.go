package main

import (
	"fmt"
	"os"

	"foolscope/engine/disk"
	"foolscope/engine/zoo"
	"foolscope/models"
)

// shelf is the library of models as the environment sets it up; the window
// knows the user's own folder.
func shelf() (zoo.Library, error) {
	l := zoo.Library{
		Entries: models.Catalogue(), Labels: models.Labels(),
		Shared: os.Getenv(zoo.SharedVariable), Mirror: os.Getenv(zoo.MirrorVariable),
	}
	path := os.Getenv(zoo.CatalogueVariable)
	if path == "" {
		return l, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return l, fmt.Errorf("the catalogue that %s names cannot be read: %s", zoo.CatalogueVariable, disk.Explain(err))
	}
	if l.Entries, err = zoo.Parse(data); err != nil {
		return l, fmt.Errorf("%s: %w", zoo.CatalogueVariable, err)
	}
	return l, nil
}
