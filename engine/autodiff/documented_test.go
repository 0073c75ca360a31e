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

var update = flag.Bool("update", false, "rewrite docs/operators.md from the table of operators")

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
`, strings.Join(lower.Operators(), ", "))
	return page.String()
}

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
