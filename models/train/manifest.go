package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"foolscope/engine/classifier"
	"foolscope/engine/roadsign"
)

// manifest describes the network; r may be nil, before it has been measured.
func manifest(r *result) ([]byte, error) {
	m := classifier.Manifest{
		Name: "roadsigns", Title: "Road signs",
		Input:  classifier.Input{Name: "pixels", Layout: "NCHW", Size: side, Channels: 3},
		Output: classifier.Output{Name: "logits", Kind: "logits", Classes: len(roadsign.Classes)},
		Preprocessing: classifier.Preprocessing{
			ResizeShortSide: side, Crop: "center", ChannelOrder: "RGB",
			Mean: []float64{0, 0, 0}, Std: []float64{1, 1, 1},
		},
		Labels: roadsign.Classes,
	}
	if r != nil {
		measured, err := json.Marshal(map[string]any{"renders": map[string]any{"n": r.pictures, "seed": testSeed, "top1": r.accuracy()}})
		if err != nil {
			return nil, err
		}
		m.Measured = measured
	}
	return json.MarshalIndent(m, "", " ")
}

func writeManifest(path string, r *result) error {
	data, err := manifest(r)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".manifest-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err = f.Write(append(data, '\n')); err == nil {
		err = f.Chmod(0o644)
	}
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
