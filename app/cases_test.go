package main

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/pixel"
)

// caseFile is a file of the folder of small inputs made after public bug reports,
// which is no part of this repository.
func caseFile(t *testing.T, name string) string {
	t.Helper()
	folder := filepath.Join("..", "..", "shared", "cases")
	if _, err := os.Stat(folder); err != nil {
		t.Skipf("the cases are absent: %v", err)
	}
	return filepath.Join(folder, filepath.FromSlash(name))
}

// Models with the files that lay beside them. Labels and probabilities were computed
// in double precision by another program.
func TestModelsAsPeopleHaveThem(t *testing.T) {
	for _, test := range []struct {
		folder, picture, label string
		probability            float64
		// warning is part of what is said, or none.
		warning string
	}{
		{"00-plain", "", "no entry", 0.6938, ""},
		{"02-batchnorm-in-training-mode/24-bn-training", "", "no entry", 0.3891, "training mode"},
		{"03-probabilities-without-a-softmax-node/23-softmax-spelt-out", "", "no entry", 0.6938, ""},
		{"03-probabilities-without-a-softmax-node/30i-softmax-percent", "", "no entry", 0.6938, ""},
		{"04-free-batch-but-reshape-to-1/08c-dynamic-but-reshape1", "", "no entry", 0.6938, ""},
		{"04-free-batch-but-reshape-to-1/08d-estimate-reshape1", "", "no entry", 0.6886, ""},
		{"05-another-json-beside-the-model/19-man-bom", "", "no entry", 0.6938, ""},
		{"05-another-json-beside-the-model/19f-man-hf", "", "class 4", 0.9837, "so it is not used"},
		{"06-labels-files/blank", "", "no entry", 0.6938, ""},
		{"06-labels-files/bom", "", "no entry", 0.6938, ""},
		{"06-labels-files/csv", "", "no entry", 0.6938, ""},
		{"06-labels-files/json-dict", "", "no entry", 0.6938, ""},
		{"07-labels-do-not-fit-the-classes/10-background", "", "class 3", 0.99994, "5 labels"},
		{"10-branches-and-loops/15-if-squeeze", "", "no entry", 0.6938, ""},
		{"11-newer-format-versions/20-ir11", "", "no entry", 0.6938, ""},
		{"11-newer-format-versions/20-opset22", "", "no entry", 0.6938, ""},
		{"12-uint8-input/02-uint8-nhwc", "", "class 4", 0.9837, "whole levels"},
		{"13-one-sigmoid-score/05-sigmoid-one", "", "cat", 0.9994, "one score"},
		{"14-multi-label-sigmoid/04-sigmoid-multi", "", "no entry", 0.857, "independent"},
		{"15-zipmap-outputs/11-customvision", "", "no entry", 0.6938, ""},
		{"16-what-the-file-says-is-not-read/17-ultralytics", "", "no entry", 0.6938, ""},
		{"16-what-the-file-says-is-not-read/01-hf", "16-what-the-file-says-is-not-read/pic224.png", "no entry", 0.5600, ""},
		{"17-input-shapes/21-nonsquare", "17-input-shapes/pic48x32.png", "no entry", 0.6494, ""},
		{"17-input-shapes/22-norank", "", "no entry", 0.6938, ""},
		{"17-input-shapes/30c-flat-output", "", "no entry", 0.6938, ""},
		{"18-mean-in-levels/03b-caffe-mean255", "", "no entry", 0.9422, "taken for levels from 0 to 255"},
	} {
		t.Run(filepath.Base(test.folder), func(t *testing.T) {
			picture := "pic32.png"
			if test.picture != "" {
				picture = test.picture
			}
			args := []string{"attack", "--model", caseFile(t, test.folder+"/model.onnx"), "--attack", "fgsm", "--json", caseFile(t, picture)}
			status, stdout, stderr := call(t, args...)
			if status != done {
				t.Fatalf("status %d: %s", status, stderr)
			}
			r := decode(t, stdout)[0]
			if p := r["clean_probability"].(float64); r["clean_label"] != test.label || math.Abs(p-test.probability) > 1e-4 {
				t.Errorf("%v with %v, want %s with %g", r["clean_label"], p, test.label, test.probability)
			}
			warnings, _ := r["warnings"].([]any)
			said := ""
			for _, w := range warnings {
				said += w.(string) + " "
			}
			if !strings.Contains(said, test.warning) || test.warning == "" && said != "" {
				t.Errorf("it warns: %q", said)
			}
		})
	}
}

// A photo goes through an attack that changes nothing and comes out as libjpeg and
// libwebp read it.
func TestPhotosKeepTheirPixels(t *testing.T) {
	for name, right := range map[string]string{"photo-420.jpg": "photo-420.libjpeg.png", "photo.webp": "photo.libwebp.png"} {
		out := t.TempDir()
		succeed(t, "attack", "--model", caseFile(t, "00-plain/model.onnx"), "--attack", "pixel_noise", "--set", "percent=0", "--out", out, caseFile(t, "01-jpeg-chroma/"+name))
		saved, err := filepath.Glob(filepath.Join(out, "*.png"))
		if err != nil || len(saved) != 1 {
			t.Fatalf("saved are %q, %v", saved, err)
		}
		got, err := pixel.Open(t.Context(), saved[0])
		if err != nil {
			t.Fatal(err)
		}
		want, err := pixel.Open(t.Context(), caseFile(t, "01-jpeg-chroma/"+right))
		if err != nil {
			t.Fatal(err)
		}
		largest := 0.0
		for i, v := range want.Pix {
			largest = max(largest, 255*math.Abs(float64(v-got.Pix[i])))
		}
		if largest > 2.5 {
			t.Errorf("%s is %.1f levels off %s", name, largest, right)
		}
	}
}

// Manifests and labels that took all memory, left their folder, or reached the
// terminal raw, each beside the same model.
func TestManifestsThatMeanHarm(t *testing.T) {
	for name, why := range map[string]string{"esc": "", "html": "", "lab10000": "", "words100k": "", "passwd": "outside the model's folder", "short1e9": "1000000000"} {
		t.Run(name, func(t *testing.T) {
			model := filepath.Join(t.TempDir(), name+".onnx")
			write(t, model, readFile(t, caseFile(t, "faults/09-labels-and-manifests/ok.onnx")))
			write(t, strings.TrimSuffix(model, ".onnx")+".json", readFile(t, caseFile(t, "faults/09-labels-and-manifests/"+name+".json")))
			for _, args := range [][]string{{"check", model}, {"attack", "--model", model, "--attack", "fgsm", caseFile(t, "pic32.png")}} {
				if why != "" {
					refused(t, failed, why, args...)
					continue
				}
				expectPlain(t, succeed(t, args...))
			}
		})
	}
}
