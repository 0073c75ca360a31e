package attack

import (
	"context"
	"testing"
)

func TestFamilyFollowsFromWhatAnAttackSees(t *testing.T) {
	fit := func(context.Context, FitJob) (*Fitted, error) { return nil, nil }
	for _, c := range []struct {
		of   Attack
		want Family
	}{
		{Attack{Needs: Gradients, Norm: Linf}, Bounded},
		{Attack{Needs: Gradients, Norm: L2}, Bounded},
		{Attack{Needs: Gradients, Norm: L2, Smallest: true}, SmallestChange},
		{Attack{Needs: Scores, Norm: Linf}, ByScores},
		{Attack{Needs: Scores, Smallest: true}, ByScores},
		{Attack{Needs: Label, Norm: L2, Smallest: true}, ByLabel},
		{Attack{Needs: Gradients, Norm: Linf, Fit: fit}, ManyPictures},
		{Attack{Needs: Nothing}, Noise},
	} {
		if got := c.of.Family(); got != c.want {
			t.Errorf("an attack that needs %d (smallest %t, learns %t) is of family %v, want %v", c.of.Needs, c.of.Smallest, c.of.Fit != nil, got, c.want)
		}
	}
}
