package shape_test

import (
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/randomnet"
	"foolscope/engine/onnx/shape"
)

// The multiplications are those that the papers of the networks give, in
// billions, for 224 x 224 pixels: He et al. 2015, table 1; Sandler et al. 2018,
// table 4; Touvron et al. 2021, table 5 (DeiT-Ti). So are the sizes of the largest
// values: 64 and 96 channels of 112 x 112, and 197 tokens of 4 x 192.
func TestWork(t *testing.T) {
	for _, test := range []struct {
		name    string
		build   func(randomnet.Options) *onnx.ModelProto
		want    float64
		largest int64
	}{
		{"ResNet-50", randomnet.ResNet50, 3.8, 64 * 112 * 112},
		{"MobileNetV2", randomnet.MobileNetV2, 0.300, 96 * 112 * 112},
		{"ViT-Tiny", randomnet.ViTTiny, 1.26, 197 * 4 * 192},
	} {
		m, err := onnx.Upgrade(test.build(randomnet.Options{}))
		if err != nil {
			t.Fatal(err)
		}
		for _, batch := range []int64{1, 3} {
			shapes, err := shape.Infer(m, map[string][]int64{m.Graph.Input[0].Name: {batch, 3, 224, 224}})
			if err != nil {
				t.Fatal(err)
			}
			got := float64(shape.Multiplications(m.Graph, shapes)) / 1e9 / float64(batch)
			if got < 0.96*test.want || got > 1.04*test.want {
				t.Errorf("%s, %d pictures: %.3f billion each, want %.3f", test.name, batch, got, test.want)
			}
			if got := shape.Largest(m.Graph, shapes); got != batch*test.largest {
				t.Errorf("%s, %d pictures: the largest value has %d elements, want %d each", test.name, batch, got, test.largest)
			}
		}
	}
}
