package main

import (
	"encoding/json"

	"foolscope/engine/classifier"
	"foolscope/engine/disk"
	"foolscope/engine/roadsign"
)

// manifest describes the network; r may be nil, before it has been measured.
func manifest(r *result) ([]byte, error) {
	m := classifier.Manifest{
		Name: "roadsigns", Title: "Road signs", Knows: "road signs and lights",
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
	return disk.WriteBytes(path, append(data, '\n'))
}
