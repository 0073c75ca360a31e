package classifier_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/classifier"
)

// What a file says that cannot be right is said, and never followed in silence.
func TestWarningsAboutWhatFilesSay(t *testing.T) {
	manifest := func(text string) described { return described{files: map[string]string{"signs.json": text}} }
	for _, test := range []struct {
		what string
		described
		warning string
	}{
		{"an unknown key", manifest(`{"labels": ` + signNames + `, "preprocesing": {"mean": [0, 0, 0]}}`), `"preprocesing" is unknown and is not used; is "preprocessing" meant?`},
		{"an unknown key inside", manifest(`{"preprocessing": {"men": [0, 0, 0]}}`), `"preprocessing.men" is unknown and is not used; is "preprocessing.mean" meant?`},
		{"an unknown key like nothing", manifest(`{"input": {"size": 32, "zebra crossing": 1}}`), `"input.zebra crossing" is unknown and is not used.`},
		{"a key that belongs inside", manifest(`{"labels": ` + signNames + `, "mean": [0, 0, 0]}`), `"mean" is unknown and is not used; is "preprocessing.mean" meant?`},
		{"many unknown keys", manifest(`{"input": {"a1":1,"b1":1,"c1":1,"d1":1,"e1":1,"f1":1,"g1":1}}`), "2 more unknown keys"},
		{"a mean in levels", manifest(`{"preprocessing": {"mean": [123, 117, 104], "std": [1, 1, 1]}}`), "levels from 0 to 255"},
		{"too few labels", manifest(`{"labels": ["a", "b"]}`), "There are 2 labels for 5 classes"},
		{"one label", manifest(`{"labels": ["a"]}`), "There is 1 label for 5 classes"},
		{"too many labels", manifest(`{"labels": ["a", "b", "c", "d", "e", "f"]}`), "There are 6 labels for 5 classes"},
		{"labels for some classes", manifest(`{"labels": {"0": "a", "3": "b"}}`), "name 2 of 5 classes"},
		{"a background", manifest(`{"labels": ["background", "a", "b", "c", "d", "e"]}`), "left out"},
		{"the hash of another file", manifest(`{"labels": ` + signNames + `, "sha256": "` + strings.Repeat("0", 64) + `"}`), "written for another file"},
		{"a hash that is none", manifest(`{"labels": ` + signNames + `, "sha256": "abc"}`), "is not one"},
		{"JSON that is no manifest", manifest(`{"name": "x"}`), "so it is not used"},
		{"linear light", described{metadata: map[string]string{"Image.ColorSpaceGamma": "Linear"}}, "linear light"},
		{"a configuration for another size", described{files: map[string]string{"preprocessor_config.json": `{"size": 224, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}`}}, "224 x 224 pixels and the model takes 32 x 32"},
		{"a configuration for other classes", described{files: map[string]string{"config.json": `{"id2label": {"0": "a", "1": "b", "6": "c"}}`}}, "names 7 classes and the model has 5"},
		{"labels.txt of another model", described{files: map[string]string{"labels.txt": "a\nb\n"}}, "There are 2 labels for 5 classes"},
	} {
		t.Run(test.what, func(t *testing.T) {
			c, err := test.open(t)
			if err != nil {
				t.Fatal(err)
			}
			if all := c.Info().Warnings; len(all) == 0 || !strings.Contains(strings.Join(all, "\n"), test.warning) {
				t.Errorf("it warns %q", all)
			}
		})
	}
	quiet := manifest(`{"name": "x", "title": "X", "source": "a friend", "licence": "MIT", "_note": 1, "input": {"size": 32, "shape": [1, 3, 32, 32]}, "labels": ` + signNames + `, "measured": {"top1": 0.5}}`)
	c, err := quiet.open(t)
	if err != nil || len(c.Info().Warnings) > 0 {
		t.Errorf("a manifest with keys for people: %q, %v", c.Info().Warnings, err)
	}
}

func TestLabelsThatDoNotFitAreNotShown(t *testing.T) {
	for _, labels := range []string{`["a", "b", "c", "d"]`, `["a", "b", "c", "d", "e", "f"]`} {
		c, err := described{files: map[string]string{"signs.json": `{"labels": ` + labels + `}`}}.open(t)
		if err != nil {
			t.Fatal(err)
		}
		for class := range 5 {
			if got := c.Label(class); !strings.HasPrefix(got, "class ") {
				t.Errorf("%s: class %d is called %q", labels, class, got)
			}
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	manifest := func(text string) described { return described{files: map[string]string{"signs.json": text}} }
	for _, test := range []struct {
		what string
		described
		why string
	}{
		{"broken JSON", manifest(`{"labels": `), "signs.json: the manifest is not valid JSON"},
		{"a std of 0", manifest(`{"preprocessing": {"std": [1, 0, 1]}}`), "std of 0"},
		{"a negative std", manifest(`{"preprocessing": {"std": -1}}`), "std of -1"},
		{"mean and std in different units", manifest(`{"preprocessing": {"mean": [123, 117, 104], "std": [0.2, 0.2, 0.2]}}`), "same unit"},
		{"a mean out of all measure", manifest(`{"preprocessing": {"mean": 1e300}}`), "mean of 1e+300"},
		{"a short side out of all measure", manifest(`{"preprocessing": {"resize_short_side": 1000000000}}`), "resize_short_side is 1000000000"},
		{"a short side that no number holds", manifest(`{"preprocessing": {"resize_short_side": 1e30}}`), "preprocessing.resize_short_side"},
		{"a negative short side", manifest(`{"preprocessing": {"resize_short_side": -1}}`), "resize_short_side is -1"},
		{"a size out of all measure", manifest(`{"input": {"size": 100000}}`), "between 1 and 2048"},
		{"a text for a number", manifest(`{"input": {"size": "32"}}`), `"input.size" is a text where a whole number belongs`},
		{"no number in a list of numbers", manifest(`{"preprocessing": {"mean": [null, 0, 0], "std": [1, 1, 1]}}`), `"preprocessing.mean" has null where an element belongs`},
		{"no number in another list", manifest(`{"Preprocessing": {"mean": [0, 0, 0], "STD": [1, null, 1]}}`), `"Preprocessing.STD" has null where an element belongs`},
		{"a number for a list of numbers", manifest(`{"preprocessing": {"mean": "0.5"}}`), `"preprocessing.mean" is a text where a list belongs`},
		{"a list for a text", manifest(`{"input": {}, "title": ["a"]}`), `"title" is a list where a text belongs`},
		{"labels that are none", manifest(`{"labels": {"a": "b"}}`), "labels in the manifest cannot be used"},
		{"labels above the folder", manifest(`{"labels_file": "../../../etc/passwd"}`), "outside the model's folder"},
		{"labels at a full path", manifest(`{"labels_file": "/etc/passwd"}`), "outside the model's folder"},
		{"labels that are missing", manifest(`{"labels_file": "none.txt"}`), `labels file "none.txt", but it cannot be used: there is no such file`},
		{"a detector", described{metadata: map[string]string{"task": "detect", "names": "{0: 'a'}"}}, "it is a detector"},
		{"a segmenter", described{metadata: map[string]string{"task": "segment"}}, "it is a segmenter"},
	} {
		t.Run(test.what, func(t *testing.T) {
			_, err := test.open(t)
			if err == nil || !strings.Contains(err.Error(), test.why) || strings.Contains(err.Error(), "\n") {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// Nothing that lies beside a model can make the program wait, leave the model's
// folder or take all memory.
func TestFilesThatAreNone(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret.txt")
	if err := os.WriteFile(secret, []byte("a\nb\nc\nd\nsecret\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	link := func(name, target string) func(folder string) error {
		return func(folder string) error { return os.Symlink(target, filepath.Join(folder, name)) }
	}
	for _, test := range []struct {
		what  string
		files map[string]string
		make  func(folder string) error
		// why is part of the refusal, or none if the model opens without that file.
		why string
	}{
		{"labels that link out of the folder", map[string]string{"signs.json": `{"labels_file": "l.txt"}`}, link("l.txt", secret), "outside the model's folder"},
		{"a folder of labels that links out", map[string]string{"signs.json": `{"labels_file": "in/secret.txt"}`}, link("in", filepath.Dir(secret)), "outside the model's folder"},
		{"labels.txt that links out", nil, link("labels.txt", secret), ""},
		{"an endless manifest", nil, link("signs.json", "/dev/zero"), "a pipe or a device"},
		{"endless labels", nil, link("labels.txt", "/dev/zero"), ""},
		{"an endless configuration", nil, link("preprocessor_config.json", "/dev/zero"), ""},
		{"a pipe for a manifest", nil, pipe("signs.json"), "a pipe or a device"},
		{"a pipe for labels", map[string]string{"signs.json": `{"labels_file": "l.txt"}`}, pipe("l.txt"), "a pipe or a device"},
		{"a pipe for labels.txt", nil, pipe("labels.txt"), ""},
		{"a folder for labels.txt", nil, func(folder string) error { return os.Mkdir(filepath.Join(folder, "labels.txt"), 0o755) }, ""},
		{"a manifest of 100 MB", nil, sparse("signs.json", 100<<20), "larger than"},
		{"labels of 100 MB", nil, sparse("labels.txt", 100<<20), ""},
	} {
		t.Run(test.what, func(t *testing.T) {
			path := described{files: test.files}.write(t)
			if err := test.make(filepath.Dir(path)); err != nil {
				t.Skip(err)
			}
			c, err := classifier.Open(path, classifier.Options{})
			if err == nil {
				defer c.Close()
			}
			switch {
			case test.why != "" && (err == nil || !strings.Contains(err.Error(), test.why)):
				t.Errorf("it says %v", err)
			case test.why == "" && (err != nil || c.Label(4) != "class 4"):
				t.Errorf("it says %v", err)
			}
		})
	}
}

func TestLabelsOfAnyLengthAreCleaned(t *testing.T) {
	long := strings.Repeat("long ", 20_000)
	c, err := described{files: map[string]string{"signs.json": `{"name": "\u001b[31mRED\u001b[0m\u001b]0;pwned\u0007\r\n=cmd|x!A1", "title": "` + long + `",
		"labels": ["\u001b[31mRED\u001b[0m\u0007\r\n", "=1+1", "` + strings.Repeat("x", 10_000) + `", "` + long + `", "\u202eevil\u0000"]}`}}.open(t)
	if err != nil {
		t.Fatal(err)
	}
	var lengths []int
	for _, text := range []string{c.Info().Title, c.Label(2), c.Label(3)} {
		lengths = append(lengths, len([]rune(text)))
	}
	if slices.Max(lengths) > 200 || c.Label(0) != "RED" || c.Label(4) != "evil" || c.Info().Name != "RED =cmd|x!A1" {
		t.Errorf("%v letters, %q, %q, %q", lengths, c.Label(0), c.Label(4), c.Info().Name)
	}
}

// sparse makes a file of zeros that takes no room.
func sparse(name string, size int64) func(folder string) error {
	return func(folder string) error {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			return err
		}
		return os.Truncate(path, size)
	}
}

// Numbers that are none are no word that pixels stay as they are.
func TestMeansThatCannotBeReadAreAssumed(t *testing.T) {
	for text, assumed := range map[string]bool{
		`{"size": 32, "image_mean": "x", "image_std": [1, 1, 1]}`:                      true,
		`{"size": 32, "image_mean": [0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}`:         true,
		`{"size": 32, "image_mean": [0.5, 0.5, 0.5]}`:                                  true,
		`{"size": 32, "image_mean": "x", "do_normalize": false}`:                       false,
		`{"size": 32, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]}`: false,
	} {
		c, err := described{files: map[string]string{"preprocessor_config.json": text}}.open(t)
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if info := c.Info(); info.Assumed != assumed {
			t.Errorf("%s: mean and std are from %q", text, info.Source(classifier.MeanAndStd))
		}
	}
}
