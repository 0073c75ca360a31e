package main

import (
	"context"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/npy"
)

// gradientOf runs the command gradient and reads what it wrote.
func gradientOf(t *testing.T, model, label, input string) *npy.Array {
	t.Helper()
	out := filepath.Join(t.TempDir(), "g.npy")
	succeed(t, "gradient", "--model", model, "--label", label, "-o", out, input)
	a, err := npy.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func apart(a, b []float32) float64 {
	difference, length := 0.0, 0.0
	for i := range a {
		difference += math.Pow(float64(a[i])-float64(b[i]), 2)
		length += math.Pow(float64(b[i]), 2)
	}
	return math.Sqrt(difference / length)
}

func TestGradientOfAPhoto(t *testing.T) {
	model, picture := photo(t)
	got := gradientOf(t, model, "garbage truck", picture)
	c, err := classifier.Open(model, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	class, err := findClass(c, "garbage truck")
	if err != nil {
		t.Fatal(err)
	}
	_, want, err := attack.GradientOf(context.Background(), c, c.Fit(load(t, picture)), loss.CrossEntropy{Class: class})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Shape, []int64{1, 3, 224, 224}) {
		t.Fatalf("its shape is %v", got.Shape)
	}
	if d := apart(got.Data, want.Pix); d > 1e-5 {
		t.Errorf("the file is off by %.2g", d)
	}
}

// TestGradientOfAnArray feeds two prepared pictures at once: the gradient with
// respect to the input is the one with respect to the pixels times std.
func TestGradientOfAnArray(t *testing.T) {
	model, folder := smallModel(t), t.TempDir()
	mean, std := []float32{0.5, 0.5, 0.5}, []float32{0.5, 0.25, 0.125}
	const plane = side * side
	input := &npy.Array{Shape: []int64{2, 3, side, side}}
	var want []float32
	for n := range 2 {
		picture := noise(t, filepath.Join(folder, "a.png"), uint64(n))
		im := load(t, picture)
		pixels := gradientOf(t, model, "2", picture)
		for i, v := range im.Pix {
			input.Data = append(input.Data, (v-mean[i/plane])/std[i/plane])
			want = append(want, pixels.Data[i]*std[i/plane])
		}
	}
	path := filepath.Join(folder, "x.npy")
	if err := npy.WriteFile(path, input); err != nil {
		t.Fatal(err)
	}
	got := gradientOf(t, model, "south", path)
	if !slices.Equal(got.Shape, input.Shape) {
		t.Fatalf("its shape is %v", got.Shape)
	}
	if d := apart(got.Data, want); d > 1e-4 {
		t.Errorf("the gradients differ by %.2g", d)
	}
}

func TestInputsWithoutAGradient(t *testing.T) {
	model, folder := smallModel(t), t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	array := func(name string, shape ...int64) string {
		path := filepath.Join(folder, name)
		n := int64(1)
		for _, d := range shape {
			n *= d
		}
		if err := npy.WriteFile(path, &npy.Array{Shape: shape, Data: make([]float32, n)}); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := noise(t, filepath.Join(folder, "good.png"), 1)
	for _, test := range []struct{ input, out, why string }{
		{write("cut.npy", []byte("\x93NUMPY\x01\x00")), "g.npy", "cut.npy"},
		{write("words.jpg", []byte("not a picture at all")), "g.npy", "words.jpg"},
		{filepath.Join(folder, "missing.png"), "g.npy", "missing.png"},
		{filepath.Join(folder, "missing.npy"), "g.npy", "missing.npy"},
		{array("wide.npy", 1, 3, side, side+1), "g.npy", "[?, 3, 16, 16]"},
		{array("flat.npy", 3*side*side), "g.npy", "does not fit"},
		{array("none.npy", 0, 3, side, side), "g.npy", "does not fit"},
		{array("single.npy"), "g.npy", "single number"},
		{good, filepath.Join("missing", "g.npy"), "g.npy"},
	} {
		out := filepath.Join(folder, test.out)
		refused(t, failed, test.why, "gradient", "--model", model, "--label", "0", "-o", out, test.input)
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%s: a gradient was written", test.input)
		}
	}
}
