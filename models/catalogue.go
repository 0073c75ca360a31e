package models

import (
	_ "embed"

	"foolscope/engine/zoo"
)

//go:embed catalogue.json
var catalogue []byte

//go:embed imagenet_labels.txt
var imageNetLabels []byte

// Catalogue lists the classifiers that can be downloaded.
func Catalogue() []zoo.Entry {
	entries, err := zoo.Parse(catalogue)
	if err != nil {
		panic("models: " + err.Error())
	}
	return entries
}

// Labels are the files of labels that the catalogue's manifests name. They must
// not be written to.
func Labels() map[string][]byte {
	return map[string][]byte{"imagenet_labels.txt": imageNetLabels}
}
