package shape_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
)

func TestShapesOfNetworks(t *testing.T) {
	for _, f := range randomnet.Families {
		for i, opset := range f.Opsets {
			if testing.Short() && i > 0 {
				break
			}
			t.Run(fmt.Sprintf("%s-%d", f.Name, opset), func(t *testing.T) {
				m := f.Build(randomnet.Options{Size: 96, Width: 0.125, Depth: 0.34, Classes: 10, Opset: opset})
				dims, _ := onnx.Dims(m.Graph.Input[0])
				if dims[0] < 0 {
					dims[0] = 2
				}
				checkAll(t, m, dims)
			})
		}
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
