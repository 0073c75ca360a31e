package models

import (
	_ "embed"

	"foolscope/engine/classifier"
)

//go:embed roadsigns.onnx
var roadSigns []byte

//go:embed roadsigns.json
var roadSignsManifest []byte

// DefaultName is what the embedded classifier calls itself in its manifest.
const DefaultName = "roadsigns"

// OpenDefault opens the embedded classifier of road signs.
func OpenDefault(o classifier.Options) (*classifier.Classifier, error) {
	return classifier.New(roadSigns, roadSignsManifest, o)
}

// Default returns the manifest of the embedded classifier, and how many bytes it has.
func Default() (*classifier.Manifest, int64) {
	m, err := classifier.ParseManifest(roadSignsManifest)
	if err != nil {
		panic("models: " + err.Error())
	}
	return m, int64(len(roadSigns))
}
