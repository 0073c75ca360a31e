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
		if !slices.Contains(covered, op) {
			t.Errorf("no case checks the gradient of %s", op)
		}
	}
}
