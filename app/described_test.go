package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"foolscope/engine/onnx"
)

// signs copies a small network of five road signs into a folder, beside files
// that describe it, and returns its path.
func signs(t *testing.T, files map[string]string) string {
	t.Helper()
	data := readFile(t, "..", "engine", "classifier", "testdata", "signs.onnx")
	folder := t.TempDir()
	path := filepath.Join(folder, "signs.onnx")
	write(t, path, data)
	for name, text := range files {
		write(t, filepath.Join(folder, name), []byte(text))
	}
	return path
}

var signsPicture = filepath.Join("..", "engine", "classifier", "testdata", "signs.png")

// The probabilities were computed in double precision with NumPy.
func TestAttackSaysWhatWasReadAndWhatAssumed(t *testing.T) {
	const labels = `["stop sign", "traffic light", "give way", "school bus", "no entry"]`
	for _, test := range []struct {
		what        string
		files       map[string]string
		label       string
		probability float64
		assumed     bool
		warning     string
	}{
		{"nothing", nil, "class 4", 0.983655, true, ""},
		{"a manifest", map[string]string{"signs.json": "\ufeff" + `{"preprocessing": {"mean": [0, 0, 0], "std": [1, 1, 1]}, "labels": ` + labels + `}`}, "no entry", 0.693789, false, ""},
		{"a part of a manifest", map[string]string{"signs.json": `{"labels_file": "l.csv"}`, "l.csv": "index,name\n0,a\n1,b\n2,c\n3,d\n4,no entry"}, "no entry", 0.983655, true, ""},
		{"somebody else's JSON", map[string]string{"signs.json": `{"name": "vit", "input": "pixel_values", "output": "logits"}`}, "class 4", 0.983655, true, "so it is not used"},
		{"a key that is misspelt", map[string]string{"signs.json": `{"labels": ` + labels + `, "preprocesing": {}}`}, "no entry", 0.983655, true, `is "preprocessing" meant?`},
		{"labels that do not fit", map[string]string{"signs.json": `{"preprocessing": {}, "labels": ["a", "b", "c", "d"]}`}, "class 4", 0.693789, false, "4 labels for 5 classes"},
		{"files of Hugging Face", map[string]string{
			"config.json":              `{"id2label": {"0": "a", "1": "b", "2": "c", "3": "d", "4": "no entry"}}`,
			"preprocessor_config.json": `{"image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5], "size": {"height": 32, "width": 32}}`,
		}, "no entry", 0.701751, false, ""},
	} {
		t.Run(test.what, func(t *testing.T) {
			path := signs(t, test.files)
			r := decode(t, succeed(t, "attack", "--model", path, "--attack", "fgsm", "--json", signsPicture))[0]
			if p := r["clean_probability"].(float64); r["clean_label"] != test.label || math.Abs(p-test.probability) > 1e-4 {
				t.Errorf("%v %g, want %s %g", r["clean_label"], p, test.label, test.probability)
			}
			if is := r["assumed"] == true; is != test.assumed {
				t.Errorf("assumed: %v, %v", r["assumed"], r["assumptions"])
			}
			lines := strings.Split(succeed(t, "attack", "--model", path, "--attack", "fgsm", signsPicture), "\n")
			if test.warning != "" && !slices.ContainsFunc(lines, func(line string) bool {
				return strings.HasPrefix(line, "  warning: ") && strings.Contains(line, test.warning)
			}) {
				t.Errorf("attack says %q", lines)
			}
			text := succeed(t, "check", path)
			if !strings.Contains(text, "read from") || !strings.Contains(text, test.warning) || test.assumed != strings.Contains(text, "mean and std, crop\n") {
				t.Errorf("check says\n%s", text)
			}
		})
	}
}

// A manifest that only names labels changes nothing but them.
func TestLabelsAloneLeaveTheRestAsItWas(t *testing.T) {
	bare := decode(t, succeed(t, "attack", "--model", signs(t, nil), "--attack", "fgsm", "--json", signsPicture))[0]
	named := signs(t, map[string]string{"signs.json": `{"labels_file": "labels.txt"}`, "labels.txt": "a\nb\nc\nd\nno entry"})
	r := decode(t, succeed(t, "attack", "--model", named, "--attack", "fgsm", "--json", signsPicture))[0]
	if r["clean_probability"] != bare["clean_probability"] || r["clean_label"] != "no entry" {
		t.Errorf("%v %v, before %v", r["clean_label"], r["clean_probability"], bare["clean_probability"])
	}
}

// What a hostile manifest says reaches terminals as text of one line, and cannot
// ask for memory or for files of others.
func TestHostileManifests(t *testing.T) {
	escapes := signs(t, map[string]string{"signs.json": `{"name": "\u001b[31mRED\u001b]0;pwned\u0007\r\n", "labels": ["a", "b", "c", "d", "\u001b[2Jno\r\nentry\u202e` + strings.Repeat(" long", 20_000) + `"]}`})
	for _, args := range [][]string{{"check", escapes}, {"attack", "--model", escapes, "--attack", "fgsm", signsPicture}} {
		text := succeed(t, args...)
		if i := strings.IndexFunc(text, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) && r != '\n' }); i >= 0 || len(text) > 5000 {
			t.Errorf("%s prints %d bytes, with a control character at %d", args[0], len(text), i)
		}
	}
	for why, manifest := range map[string]string{
		"resize_short_side is 1000000000": `{"preprocessing": {"resize_short_side": 1000000000}}`,
		"outside the model's folder":      `{"labels_file": "../../../../../../etc/passwd"}`,
		"std of 0":                        `{"preprocessing": {"std": [0, 0, 0]}}`,
	} {
		path := signs(t, map[string]string{"signs.json": manifest})
		refused(t, failed, why, "attack", "--model", path, "--attack", "fgsm", signsPicture)
		refused(t, failed, why, "check", path)
	}
}

func TestADetectorIsCalledOne(t *testing.T) {
	path := signs(t, nil)
	m, err := onnx.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m.MetadataProps = append(m.MetadataProps, &onnx.StringStringEntryProto{Key: "task", Value: "detect"})
	os.Remove(path)
	if err := onnx.WriteFile(path, m); err != nil {
		t.Fatal(err)
	}
	refused(t, failed, "it is a detector", "check", path)
}
