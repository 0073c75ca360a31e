package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestLongNamesAreSaved(t *testing.T) {
	model := smallModel(t)
	for name, c := range map[string]struct{ file, want string }{
		"80 Chinese characters":        {strings.Repeat("图", 80) + ".png", strings.Repeat("图", 80) + ".png"},
		"255 bytes":                    {strings.Repeat("a", 251) + ".png", strings.Repeat("a", 251) + ".png"},
		"255 bytes, no ending":         {strings.Repeat("é", 127) + "a", strings.Repeat("é", 125) + ".png"},
		"254 bytes and a short ending": {strings.Repeat("b", 249) + ".jpeg", strings.Repeat("b", 249) + ".png"},
	} {
		t.Run(name, func(t *testing.T) {
			folder, out := t.TempDir(), t.TempDir()
			data, err := os.ReadFile(noise(t, filepath.Join(folder, "a.png"), 1))
			if err != nil {
				t.Fatal(err)
			}
			picture := filepath.Join(folder, c.file)
			if err := os.WriteFile(picture, data, 0o666); err != nil {
				t.Skip(err)
			}
			succeed(t, "attack", "--model", model, "--attack", "fgsm", "--out", out, picture)
			if names := filesIn(t, out); !slices.Equal(names, []string{c.want}) {
				t.Errorf("saved as %q, want %q", names, c.want)
			}
		})
	}
}

// Two long names that differ only where they are cut get numbers.
func TestLongNamesStayApart(t *testing.T) {
	out := t.TempDir()
	paths, err := savePaths(out, "", []string{strings.Repeat("a", 255), "x/" + strings.Repeat("a", 254) + "b"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{strings.Repeat("a", 251) + ".png", strings.Repeat("a", 249) + "-2.png"}
	for i := range paths {
		if filepath.Base(paths[i]) != want[i] {
			t.Errorf("picture %d is saved as %s", i, filepath.Base(paths[i]))
		}
	}
}

// No result takes the place of what it was made from.
func TestOutputsSpareTheirInputs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need permission on Windows")
	}
	model := smallModel(t)
	home := filepath.Dir(model)
	manifest := strings.TrimSuffix(model, ".onnx") + ".json"
	picture := noise(t, filepath.Join(home, "a.png"), 1)
	at := func(name string) string { return filepath.Join(home, name) }
	weights := at("model.onnx.data")
	if err := os.WriteFile(weights, []byte("weights"), 0o666); err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{"soft.npy": "a.png", "model-link.npy": model, "ring1": "ring2", "ring2": "ring1"} {
		if err := os.Symlink(to, at(from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Link(picture, at("hard.npy")); err != nil {
		t.Fatal(err)
	}
	linked := at("linked")
	if err := os.Mkdir(linked, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("..", "model.json"), filepath.Join(linked, "a.png")); err != nil {
		t.Fatal(err)
	}
	before := contents(t, home)
	for name, c := range map[string]struct {
		out, why string
	}{
		"the picture":               {picture, "overwrite the input"},
		"the picture, another way":  {filepath.Join(home, "..", filepath.Base(home), "a.png"), "overwrite the input"},
		"a link to the picture":     {at("soft.npy"), "overwrite the input"},
		"another name of its bytes": {at("hard.npy"), "overwrite the input"},
		"the model":                 {model, "belong to the model"},
		"a link to the model":       {at("model-link.npy"), "belong to the model"},
		"the manifest":              {manifest, "belong to the model"},
		"the weights":               {weights, "belong to the model"},
		"a circle of links":         {at("ring1"), "circle"},
		"a folder":                  {home, "a folder has this name"},
		"a folder that is missing":  {at("absent/g.npy"), "its folder does not exist"},
		"a device":                  {"/dev/null", "a device"},
		"a name that is too long":   {at(strings.Repeat("g", 256)), "too long"},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, failed, c.why, "gradient", "--model", model, "--label", "0", "-o", c.out, picture)
		})
	}
	refused(t, failed, "overwrite the input", "attack", "--model", model, "--attack", "fgsm", "--out", home, picture)
	refused(t, failed, "belong to the model", "attack", "--model", model, "--attack", "fgsm", "--out", linked, picture)
	if after := contents(t, home); after != before {
		t.Errorf("the folder holds\n%s\nand held\n%s", after, before)
	}
}

// contents lists a folder's files with their lengths and beginnings.
func contents(t *testing.T, folder string) string {
	t.Helper()
	var out strings.Builder
	for _, name := range filesIn(t, folder) {
		data, _ := os.ReadFile(filepath.Join(folder, name))
		out.WriteString(name + " " + string(data[:min(len(data), 40)]) + "\n")
	}
	return out.String()
}
