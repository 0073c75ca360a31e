package autodiff_test

import (
	"slices"
	"testing"

	"foolscope/engine/autodiff"
)

// families are the cases of all operators.
func families() map[string][]graphCase {
	return map[string][]graphCase{
		"convolution":   convolutionCases(),
		"matrix":        matrixCases(),
		"activation":    activationCases(),
		"elementwise":   elementwiseCases(),
		"pool":          poolCases(),
		"reduce":        reduceCases(),
		"layout":        layoutCases(),
		"normalization": normalizationCases(),
		"choice":        chooseCases(),
		"smooth":        smoothCases(),
		"resize":        resizeCases(),
		"pad":           padCases(),
		"index":         indexCases(),
		"step":          stepCases(),
		"einsum":        einsumCases(),
		"norm":          normCases(),
		"line":          lineCases(),
		"transposed":    transposedConvolutionCases(),
		"function":      functionCases(),
	}
}

func TestRulesAgreeWithDifferences(t *testing.T) {
	for family, cases := range families() {
		t.Run(family, func(t *testing.T) {
			for _, c := range cases {
				t.Run(c.name, c.check)
			}
		})
	}
}

// What the rules say holds for the newest versions of the operators, too.
func TestRulesAgreeWithDifferencesAtTheNewestOpset(t *testing.T) {
	if testing.Short() {
		t.Skip("the older versions are tested")
	}
	for family, cases := range families() {
		t.Run(family, func(t *testing.T) {
			for _, c := range cases {
				if c.opset == 0 {
					c.opset = 25
					t.Run(c.name, c.check)
				}
			}
		})
	}
}

func TestEveryOperatorHasACase(t *testing.T) {
	var covered []string
	for _, cases := range families() {
		for _, c := range cases {
			for _, n := range c.nodes {
				covered = append(covered, n.OpType)
			}
		}
	}
	for _, op := range autodiff.Operators() {
		if op.Status == autodiff.StraightThrough {
			continue // Differences see steps; these are computed by hand.
		}
		passes := op.Status != autodiff.ShapeOnly && op.Status != autodiff.NotDifferentiable
		if passes && !slices.Contains(covered, op.Name) {
			t.Errorf("no case checks the gradient of %s", op.Name)
		}
	}
}
