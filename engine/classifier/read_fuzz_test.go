package classifier

import (
	"math"
	"strings"
	"testing"
	"unicode"

	"foolscope/engine/onnx"
)

// harmless fails for text that a terminal or a table would obey.
func harmless(t *testing.T, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if i := strings.IndexFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }); i >= 0 {
			t.Errorf("what people read has a character that is none: %q", text)
		}
	}
}

// FuzzManifest reads manifests of anybody's. Errors are fine if they are fit to be read.
func FuzzManifest(f *testing.F) {
	for _, text := range []string{
		`{"name": "a", "title": "b\u001b", "labels": ["x", "y\u202e"], "output": {"kind": "logits"}}`,
		`{"input": {"layout": "NCHW", "size": 224, "channels": 3}, "preprocessing": {"mean": [0.5], "std": [0.5], "resize_short_side": 1e9}}`,
		`{"labels": {"0": "x", "1": "y"}, "labels_file": "../x", "unknown\u0007": 1}`, "\xff\xfe{\x00}\x00", `[1, 2]`, `{"preprocessing": {"crop": "\u001b["}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseManifest(data)
		if err != nil {
			harmless(t, err.Error())
			return
		}
		harmless(t, m.Name, m.Title)
		harmless(t, m.Labels...)
		harmless(t, m.warnings...)
		if p := m.Preprocessing; p.ResizeShortSide < 0 || p.ResizeShortSide > maxShortSide {
			t.Errorf("a picture would be resized to %d pixels", p.ResizeShortSide)
		}
	})
}

// FuzzConfiguration reads what other programs write beside their models.
func FuzzConfiguration(f *testing.F) {
	for _, text := range []string{
		`{"size": {"shortest_edge": 256}, "crop_size": 224, "image_mean": [0.5, 0.5, 0.5], "image_std": 1, "rescale_factor": 0.0039, "do_normalize": true}`,
		`{"size": 1e300, "crop_pct": -1, "image_mean": "x"}`, `{"image_processor": {"size": [1, 2], "do_rescale": false}}`,
		`{"id2label": {"0": "a\u001b", "7": "b"}, "pretrained_cfg": {"mean": [0, 0, 0], "input_size": [3, 1e9, 4]}}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, read := range []func([]byte, string) (statement, bool){readProcessor, readConfig} {
			if s, ok := read(data, "config.json"); ok {
				sane(t, s)
			}
		}
	})
}

// FuzzMetadata reads what a model's file says of itself.
func FuzzMetadata(f *testing.F) {
	f.Add("names", "{0: 'stop', 1: 'yield\\x1b'}", "imgsz", "[224, 224]")
	f.Add("Image.BitmapPixelFormat", "Bgr8", "Image.NominalPixelRange", "Normalized_1_1")
	f.Add("task", "detect", "id2label", "{\"0\": \"a\", \"1\": \"b\"}")
	f.Fuzz(func(t *testing.T, key, value, second, other string) {
		s, err := metadata(&onnx.ModelProto{MetadataProps: []*onnx.StringStringEntryProto{{Key: key, Value: value}, {Key: second, Value: other}}})
		if err != nil {
			harmless(t, err.Error())
			return
		}
		sane(t, s)
	})
}

// sane fails for a description that would do harm where it is used or shown.
func sane(t *testing.T, s statement) {
	t.Helper()
	harmless(t, s.warnings...)
	if s.labels != nil {
		harmless(t, s.labels.list.Names...)
	}
	for _, side := range []int{s.input.Size, s.input.Width, s.input.Height, s.preprocessing.ResizeShortSide} {
		if side < 0 || side > maxShortSide {
			t.Errorf("a side of %d pixels", side)
		}
	}
	for _, x := range append(append([]float64{}, s.preprocessing.Mean...), s.preprocessing.Std...) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			t.Errorf("mean and std are %v, %v", s.preprocessing.Mean, s.preprocessing.Std)
		}
	}
}
