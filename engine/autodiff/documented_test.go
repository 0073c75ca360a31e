package autodiff_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"foolscope/engine/autodiff"
	"foolscope/engine/onnx/lower"
)

var update = flag.Bool("update", false, "rewrite docs/operators.md from the table of operators, and testdata/graphs.txt")

const operatorsFile = "../../docs/operators.md"

// operatorsPage is the table of operators for people.
func operatorsPage() string {
	var page strings.Builder
	page.WriteString(`# Operators

What Foolscope can differentiate, of the standard ONNX operators, opsets 7 to 25. It is generated from the table that the
program uses (` + "`engine/autodiff/table.go`" + `) by ` + "`go generate ./engine/autodiff`" + `.

A model that contains other operators is opened and run all the same, as far as onnxruntime knows them; if they lie
between the picture and the scores, a sentence names the operator and the node, and attacks go by an estimated gradient.

Floats of other widths (float16, bfloat16, float64) are computed as float32, forwards and backwards.

| status | meaning |
|---|---|
| exact | the derivative, wherever the operator is defined |
| exact almost everywhere | the derivative but for kinks and steps, where a one-sided derivative or 0 stands in |
| straight-through | passes a gradient where the operator rounds, as if it did not, and none where it saturates |
| shape only | only shapes depend on it: no gradient is missing |
| not differentiable | its derivative is 0 almost everywhere, or it gives no floats: no gradient passes |

| operator | status | notes |
|---|---|---|
`)
	for _, op := range autodiff.Operators() {
		fmt.Fprintf(&page, "| %s | %v | %s |\n", op.Name, op.Status, op.Note)
	}
	fmt.Fprintf(&page, `
Operators on quantized numbers are spelt out for the gradient: bytes are taken back (DequantizeLinear), the operator works on
floats, and its result is rounded (QuantizeLinear), straight-through as above. These are

%s.
`, strings.Join(lower.Quantized(), ", "))
	fmt.Fprintf(&page, `
Functions of the standard are spelt out as onnxruntime 1.24 computes them, and their gradient is exact. These are

%s.

Attention may have 3 or 4 dimensions, groups of queries, a mask of floats or truth values, a causal mask, a cap (behind the mask),
and keys and values from before; its further outputs have gradients, too. With nonpad_kv_seqlen, or a mask that is shorter than
the keys, the gradient is estimated.
`, strings.Join(lower.Functions(), ", "))
	page.WriteString(recentOpsets)
	return page.String()
}

// recentOpsets is what the changelog of ONNX says of the operators from opset 22 on, and
// what is done about it. It was tried with onnxruntime 1.24.3, operator by operator:
// TestRulesAgreeWithDifferencesAtTheNewestOpset repeats that for those in the table.
const recentOpsets = `
## What changed from opset 22 to 25

| opset | change | here |
|---|---|---|
| 22 | bfloat16 for 49 operators | computed as float32 |
| 22 | MaxPool, AveragePool: no window starts in the pads behind the input | as before: onnxruntime never let one |
| 19, 22 | AveragePool that counts pads: onnxruntime's code for opset 19 and later takes the left pads for those below | the gradient does the same |
| 22 | LpNormalization, GlobalLpPool: no code in onnxruntime 1.24 | spelt out with ReduceL1, ReduceL2, Pow |
| 22 | RandomNormal, RandomUniform and their Like, Bernoulli, Multinomial, MaxRoiPool, RoiAlign, DeformConv: no code in onnxruntime 1.24 | a sentence names the operator |
| 23 | DequantizeLinear: output_dtype | floats of any width are float32 |
| 23 | QuantizeLinear: scale of another type than x, precision | computed in float32 |
| 23 | Attention, RMSNormalization, RotaryEmbedding: new | spelt out, see above |
| 23 to 25 | types float4, float8e8m0, int2, uint2 for Cast, Reshape, Pad, Transpose, If, Loop and other carriers | stored and checked; run as far as onnxruntime does; no gradient |
| 24 | Swish: new, with code for opset 24 only | spelt out as x Sigmoid(alpha x) |
| 24 | TensorScatter: new, no code for the CPU | a sentence names the operator |
| 24 | TopK, SplitToSequence: bfloat16 | computed as float32 |
| 24, 25 | Cast: rounding to float8e8m0; Attention: nonpad_kv_seqlen | run; the gradient is estimated |
`

func TestOperatorsAreDocumented(t *testing.T) {
	want := operatorsPage()
	if *update {
		if err := os.WriteFile(operatorsFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(operatorsFile)
	if err != nil {
		t.Fatal(err)
	}
	if strings.ReplaceAll(string(got), "\r", "") != want {
		t.Error("docs/operators.md is not what the table says; run go generate ./engine/autodiff")
	}
}
