package outline_test

import (
	"strings"
	"testing"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/outline"
)

// network is a convolution and a sum; called is put before every name.
func network(called string, group int64, weight float32, shape ...int64) *onnx.GraphProto {
	return &onnx.GraphProto{
		Input: []*onnx.ValueInfoProto{onnx.FloatValue(called+"x", 1, 2, 4, 4)},
		Initializer: []*onnx.TensorProto{
			onnx.NewFloats(called+"w", []float32{weight, 2, 3, 4}, shape...), onnx.NewInts(called+"axes", []int64{1, 2}, 2),
		},
		Node: []*onnx.NodeProto{
			onnx.NewNode("Conv", []string{called + "x", called + "w"}, []string{called + "y"}, onnx.Attributes{"group": group}),
			onnx.NewNode("ReduceSum", []string{called + "y", called + "axes"}, []string{called + "z"}, nil),
		},
		Output: []*onnx.ValueInfoProto{onnx.AnyFloats(called + "z")},
	}
}

func TestOutline(t *testing.T) {
	const want = `input %1 [1, 2, 4, 4]
%2 = Conv(%1, FLOAT[2, 2, 1, 1][0.1 2 3 4]) group=1
%3 = ReduceSum(%2, INT64[2][1 2])
output %3
`
	if got := outline.Of(network("", 1, 0.1, 2, 2, 1, 1), outline.Rounded); got != want {
		t.Errorf("it is\n%s", got)
	}
}

func TestOutlineTellsWhatIsComputedAndNotHowItIsCalled(t *testing.T) {
	const weight = 0.1
	nearly := float32(weight)
	nearly += 1e-8
	for _, c := range []struct {
		name          string
		other         *onnx.GraphProto
		rounded, bits bool
	}{
		{"the same", network("", 1, weight, 2, 2, 1, 1), true, true},
		{"other names", network("other ", 1, weight, 2, 2, 1, 1), true, true},
		{"another attribute", network("", 2, weight, 2, 2, 1, 1), false, false},
		{"another shape", network("", 1, weight, 4, 1, 1, 1), false, false},
		{"another weight", network("", 1, 0.2, 2, 2, 1, 1), false, false},
		{"a weight that is rounded otherwise", network("", 1, nearly, 2, 2, 1, 1), true, false},
	} {
		for exactness, want := range map[outline.Exactness]bool{outline.Rounded: c.rounded, outline.Bits: c.bits} {
			if got := outline.Of(network("", 1, weight, 2, 2, 1, 1), exactness) == outline.Of(c.other, exactness); got != want {
				t.Errorf("%s, %d: equal is %t", c.name, exactness, got)
			}
		}
	}
	if long := outline.Of(&onnx.GraphProto{Node: []*onnx.NodeProto{onnx.NewNode("Identity", []string{"w"}, []string{"y"}, nil)},
		Initializer: []*onnx.TensorProto{onnx.NewFloats("w", make([]float32, 9), 9)}}, outline.Bits); !strings.Contains(long, "FLOAT[9]#") {
		t.Errorf("no hash stands for many numbers: %s", long)
	}
}
