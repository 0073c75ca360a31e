package metric

import "testing"

func TestAgreement(t *testing.T) {
	for _, test := range []struct {
		before, after []int
		want          Agreement
		share         float64
	}{
		{nil, nil, Agreement{0, 0}, 1},
		{[]int{3, 3, 3, 3}, []int{3, 3, 3, 3}, Agreement{4, 4}, 1},
		{[]int{0, 1, 2, 3}, []int{0, 2, 1, 0}, Agreement{1, 4}, 0.25},
	} {
		got := Agree(test.before, test.after)
		if got != test.want || got.Share() != test.share {
			t.Errorf("%v and %v: %+v, share %v", test.before, test.after, got, got.Share())
		}
	}
}
