package randomnet_test

import (
	"bytes"
	"context"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/ort"
)

// small are options that keep a run within milliseconds.
func small(opset int64) randomnet.Options {
	return randomnet.Options{Seed: 1, Size: 64, Width: 0.25, Classes: 10, Opset: opset}
}

// networks are all forms, with the operators that the zoo's files have.
var networks = []struct {
	name      string
	build     func(randomnet.Options) *onnx.ModelProto
	opset     int64
	operators string
}{
	{"VGG16", randomnet.VGG16, 7, "Conv Dropout Flatten Gemm MaxPool Relu"},
	{"VGG16", randomnet.VGG16, 12, "Conv Dropout Flatten Gemm MaxPool Relu"},
	{"ResNet18", randomnet.ResNet18, 7, "Add BatchNormalization Conv Flatten Gemm GlobalAveragePool MaxPool Relu"},
	{"ResNet50", randomnet.ResNet50, 7, "Add BatchNormalization Conv Flatten Gemm GlobalAveragePool MaxPool Relu"},
	{"ResNet50", randomnet.ResNet50, 12, "Add BatchNormalization Conv Flatten Gemm GlobalAveragePool MaxPool Relu"},
	{"MobileNetV2", randomnet.MobileNetV2, 7, "Add BatchNormalization Conv GlobalAveragePool Relu Reshape"},
	{"MobileNetV2", randomnet.MobileNetV2, 10, "Add Clip Concat Constant Conv Gather Gemm GlobalAveragePool Reshape Shape Unsqueeze"},
	{"MobileNetV2", randomnet.MobileNetV2, 12, "Add Clip Concat Constant Conv Gather Gemm GlobalAveragePool Reshape Shape Unsqueeze"},
	{"AlexNet", randomnet.AlexNet, 7, "Constant Conv Dropout Gemm LRN MaxPool Relu Reshape Softmax"},
	{"CaffeNet", randomnet.CaffeNet, 9, "Constant Conv Dropout Gemm LRN MaxPool Relu Reshape Softmax"},
	{"VGG16BN", randomnet.VGG16BN, 7, "BatchNormalization Conv Dropout Flatten Gemm MaxPool Relu"},
	{"GoogLeNet", randomnet.GoogLeNet, 9, "AveragePool Concat Constant Conv Dropout Gemm LRN MaxPool Relu Reshape Softmax"},
	{"InceptionV2", randomnet.InceptionV2, 9, "Add AveragePool BatchNormalization Concat Constant Conv Dropout Gemm MaxPool Mul Relu Reshape Softmax Unsqueeze"},
	{"ResNet18v2", randomnet.ResNet18v2, 7, "Add BatchNormalization Conv Flatten Gemm GlobalAveragePool MaxPool Relu"},
	{"DenseNet121", randomnet.DenseNet121, 9, "Add AveragePool BatchNormalization Concat Conv GlobalAveragePool MaxPool Mul Relu Unsqueeze"},
	{"SqueezeNet", randomnet.SqueezeNet, 8, "Concat Conv Dropout GlobalAveragePool MaxPool Relu Softmax"},
	{"ShuffleNetV1", randomnet.ShuffleNetV1, 9, "AveragePool BatchNormalization Concat Constant Conv Gemm MaxPool Relu Reshape Softmax Sum Transpose"},
	{"EfficientNetLite", randomnet.EfficientNetLite, 11, "Add AveragePool BatchNormalization Clip Constant Conv MatMul Softmax Squeeze Transpose"},
}

func TestNetworksUseTheOperatorsOfTheZoo(t *testing.T) {
	for _, c := range networks {
		m := c.build(small(c.opset))
		if err := onnx.Check(m); err != nil {
			t.Errorf("%s, opset %d: %v", c.name, c.opset, err)
		}
		seen := map[string]bool{}
		for _, n := range m.Graph.Node {
			seen[n.OpType] = true
		}
		if got := strings.Join(slices.Sorted(maps.Keys(seen)), " "); got != c.operators {
			t.Errorf("%s, opset %d: the operators are %s, want %s", c.name, c.opset, got, c.operators)
		}
	}
}

// TestOutputsHaveTheSizeOfLogits guards the initialisation: it must neither
// explode nor fade, and what comes out must depend on what goes in.
func TestOutputsHaveTheSizeOfLogits(t *testing.T) {
	for _, f := range randomnet.Families {
		random := rand.New(rand.NewPCG(1, 1))
		o := small(f.Opsets[0])
		o.Size, o.Depth = 96, 0.5
		m := f.Build(o)
		first, second := logits(t, m, random), logits(t, m, random)
		var sum, squares, moved float64
		for i, v := range first {
			sum += float64(v)
			squares += float64(v) * float64(v)
			moved = max(moved, math.Abs(float64(v-second[i])))
		}
		mean := sum / float64(len(first))
		deviation := math.Sqrt(squares/float64(len(first)) - mean*mean)
		t.Logf("%s: logits deviate by %.3g, change by %.3g", f.Name, deviation, moved)
		if deviation < 0.05 || deviation > 20 || moved < 0.005 {
			t.Errorf("%s: logits deviate by %.3g and change by %.3g", f.Name, deviation, moved)
		}
	}
}

// logits of a picture of noise. A Softmax at the end is cut off.
func logits(t *testing.T, m *onnx.ModelProto, random *rand.Rand) []float32 {
	t.Helper()
	m = onnx.Copy(m)
	output := m.Graph.Output[0].Name
	if last := m.Graph.Node[len(m.Graph.Node)-1]; last.OpType == "Softmax" {
		output = last.Input[0]
		m.Graph.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(output)}
	}
	data, err := onnx.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ort.Open(data, ort.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	dims, _ := onnx.Dims(m.Graph.Input[0])
	dims[0] = 1
	x := ort.NewTensor(dims...)
	for i := range x.Data {
		x.Data[i] = float32(random.NormFloat64())
	}
	out, err := s.Run(context.Background(), map[string]ort.Tensor{m.Graph.Input[0].Name: x})
	if err != nil {
		t.Fatal(err)
	}
	return out[output].Data
}

// The sizes are those of the zoo's files; names make the difference.
func TestFullNetworksAreAsLargeAsTheZoosFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("draws 70 million weights")
	}
	for _, c := range []struct {
		name  string
		build func(randomnet.Options) *onnx.ModelProto
		opset int64
		bytes float64
	}{
		{"resnet18-v1-7", randomnet.ResNet18, 7, 46820737},
		{"resnet50-v1-7", randomnet.ResNet50, 7, 102583340},
		{"mobilenetv2-7", randomnet.MobileNetV2, 7, 14246826},
		{"mobilenetv2-10", randomnet.MobileNetV2, 10, 13963115},
		{"mobilenetv2-12", randomnet.MobileNetV2, 12, 13964571},
	} {
		got := 0.0
		for _, weights := range c.build(randomnet.Options{Opset: c.opset}).Graph.Initializer {
			got += float64(len(weights.RawData))
		}
		if got > c.bytes || got < 0.99*c.bytes {
			t.Errorf("%s: %.0f bytes of weights, the zoo's file has %.0f bytes", c.name, got, c.bytes)
		}
	}
}

func TestSeedDecidesTheWeights(t *testing.T) {
	encode := func(seed uint64) []byte {
		o := small(12)
		o.Seed = seed
		data, err := onnx.Marshal(randomnet.ResNet18(o))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	if !bytes.Equal(encode(1), encode(1)) {
		t.Error("the same seed gave other weights")
	}
	if bytes.Equal(encode(1), encode(2)) {
		t.Error("another seed gave the same weights")
	}
}
