package shape_test

import (
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

func TestShapesOfNetworks(t *testing.T) {
	for _, c := range []struct {
		name  string
		build func(randomnet.Options) *onnx.ModelProto
		opset int64
		batch int64
	}{
		{"VGG16-7", randomnet.VGG16, 7, 1},
		{"VGG16-12", randomnet.VGG16, 12, 1},
		{"ResNet18-7", randomnet.ResNet18, 7, 3},
		{"ResNet50-12", randomnet.ResNet50, 12, 2},
		{"MobileNetV2-7", randomnet.MobileNetV2, 7, 1},
		{"MobileNetV2-10", randomnet.MobileNetV2, 10, 2},
		{"MobileNetV2-12", randomnet.MobileNetV2, 12, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := c.build(randomnet.Options{Size: 96, Width: 0.25, Classes: 10, Opset: c.opset})
			checkAll(t, m, []int64{c.batch, 3, 96, 96})
		})
	}
}

func TestShapesOfTrainedNetworks(t *testing.T) {
	for file, batch := range map[string]int64{"mobilenet_v1_0.75_224": 2, "squeezenet1.1": 1} {
		t.Run(file, func(t *testing.T) {
			path := filepath.Join("../../../../shared/testdata/models", file+".onnx")
			if _, err := os.Stat(path); err != nil {
				t.Skipf("the test data is absent: %v", err)
			}
			m, err := onnx.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			checkAll(t, m, []int64{batch, 3, 224, 224})
		})
	}
}

func checkAll(t *testing.T, m *onnx.ModelProto, dims []int64) {
	t.Helper()
	name := onnx.FeedInputs(m.Graph)[0].Name
	if unknown := compare(t, m, map[string][]int64{name: dims}); unknown > 0 {
		t.Errorf("the shapes of %d values are not known", unknown)
	}
}
