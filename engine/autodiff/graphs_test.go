package autodiff_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx/outline"
	"foolscope/engine/onnx/randomnet"
)

// The operators of gradient graphs, their order and their shapes stay as they
// are unless somebody means to change them. Which nodes another version
// makes otherwise is seen by comparing what tools/graphs writes at both.
func TestGradientGraphsStayAsTheyAre(t *testing.T) {
	const path = "testdata/graphs.txt"
	var got strings.Builder
	for _, name := range []string{
		"VGG16", "ResNet18", "DenseNet121", "SqueezeNet", "MobileNetV2", "MobileNetV3", "EfficientNet", "ShuffleNetV2", "ConvNeXt", "ViTTiny", "Swin", "MLPMixer",
	} {
		for _, f := range randomnet.Families {
			if f.Name != name {
				continue
			}
			opset := f.Opsets[len(f.Opsets)-1]
			m := f.Build(randomnet.Options{Seed: 1, Size: 64, Classes: 10, Width: 0.25, Depth: 0.5, Opset: opset})
			input := m.Graph.Input[0].Name
			gradient, err := autodiff.Gradient(m, autodiff.Request{
				Targets: []string{input}, Shapes: map[string][]int64{input: {2, 3, 64, 64}},
			})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			text := outline.Of(gradient.Proto.Graph, outline.Rounded)
			fmt.Fprintf(&got, "%-13s %5d nodes %x\n", name, strings.Count(text, " = "), sha256.Sum256([]byte(text)))
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("they are\n%sinstead of\n%s", got.String(), want)
	}
}
