package zoo_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/classifier"
	"foolscope/engine/dataset"
	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
	"foolscope/engine/zoo"
)

// shared is a file of the test data.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	out := filepath.Join(append([]string{"..", "..", "..", "shared", "testdata"}, path...)...)
	if _, err := os.Stat(out); err != nil {
		t.Skip("the test data is absent: there is no ../shared/testdata beside the checkout")
	}
	return out
}

// photos are some of the test data's, with their classes.
func photos(t *testing.T, n int) []dataset.Example {
	t.Helper()
	labels := strings.Split(string(read(t, shared(t, "models", "imagenet_labels.txt"))), "\n")
	all, err := filepath.Glob(filepath.Join(shared(t, "photos"), "*.jpg"))
	if err != nil || len(all) < n {
		t.Fatalf("%d photos, %v", len(all), err)
	}
	var out []dataset.Example
	for i := range n {
		path := all[i*len(all)/n]
		im, err := pixel.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		class, ok := dataset.ClassOf(path, labels)
		if !ok {
			t.Fatalf("%s has no class", path)
		}
		out = append(out, dataset.Example{Image: im, Class: class})
	}
	return out
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The manifests of the test data say what their models were trained with.
func TestProposeFindsWhatTheModelWasTrainedWith(t *testing.T) {
	if testing.Short() {
		t.Skip("two networks on many photos take long under the race detector")
	}
	for name, want := range map[string]string{
		"mobilenet_v1_0.75_224": "−1 to 1 (TensorFlow, Keras)",
		"squeezenet1.1":         "0 to 255 less ImageNet's mean (Caffe)",
	} {
		t.Run(name, func(t *testing.T) {
			model, err := onnx.ReadFile(shared(t, "models", name+".onnx"))
			if err != nil {
				t.Fatal(err)
			}
			truth, err := classifier.ParseManifest(read(t, shared(t, "models", name+".json")))
			if err != nil {
				t.Fatal(err)
			}
			var shares []float64
			got, err := zoo.Propose(t.Context(), model, classifier.Manifest{}, slices.Values(photos(t, 24)), func(share float64) { shares = append(shares, share) })
			if err != nil {
				t.Fatal(err)
			}
			best := got[0]
			if best.Name != want || best.Preprocessing.ChannelOrder != truth.Preprocessing.ChannelOrder {
				t.Errorf("the best is %+v", best)
			}
			if best.Of != 24 || best.Right < 12 || got[len(got)-1].Right >= best.Right {
				t.Errorf("the best has %d of %d right, the worst %d", best.Right, best.Of, got[len(got)-1].Right)
			}
			if !slices.IsSorted(shares) || shares[len(shares)-1] != 1 {
				t.Errorf("the shares that were done are %v", shares)
			}
		})
	}
}

func TestProposeNeedsPicturesAndTime(t *testing.T) {
	model, err := onnx.Read(read(t, filepath.Join("..", "..", "models", "roadsigns.onnx")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zoo.Propose(t.Context(), model, classifier.Manifest{}, slices.Values([]dataset.Example(nil)), nil); !errors.Is(err, zoo.ErrNoPictures) {
		t.Error("no pictures: it proposes something")
	}
	stop, err := pixel.Decode(t.Context(), bytes.NewReader(read(t, filepath.Join("..", "..", "assets", "samples", "01-stop.jpg"))))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zoo.Propose(t.Context(), model, classifier.Manifest{}, slices.Values([]dataset.Example{{Image: stop, Class: 20}}), nil); err == nil {
		t.Error("a class that the model does not have: it proposes something")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := zoo.Propose(ctx, model, classifier.Manifest{}, slices.Values([]dataset.Example{{Image: stop, Class: 0}}), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// A network of wide pictures gets them as wide as it takes them.
func TestProposeTriesPicturesThatAreNotSquare(t *testing.T) {
	g := onnx.Edit(&onnx.GraphProto{Name: "wide"})
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("x", 1, 3, 6, 10)}
	mean := g.Add("GlobalAveragePool", []string{"x"}, nil)
	g.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(g.Add("Flatten", []string{mean}, nil))}
	model := &onnx.ModelProto{IrVersion: 8, Graph: g.GraphProto, OpsetImport: []*onnx.OperatorSetIdProto{{Version: 17}}}
	red := pixel.New(50, 40)
	for i := range red.Plane(0) {
		red.Plane(0)[i] = 1
	}
	proposals, err := zoo.Propose(t.Context(), model, classifier.Manifest{}, slices.Values([]dataset.Example{{Image: red, Class: 0}}), nil)
	if err != nil {
		t.Fatal(err)
	}
	if best := proposals[0]; best.Right != 1 || best.Preprocessing.ChannelOrder != "RGB" {
		t.Errorf("the best of %d ways is %+v: the channel that is full should win", len(proposals), best)
	}
}
