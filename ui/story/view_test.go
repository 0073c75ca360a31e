package story

import "testing"

func TestEndsOfTheScale(t *testing.T) {
	for _, test := range []struct {
		share float64
		gain  int
		want  string
	}{{0.5, 1, "128"}, {0.5, 16, "8"}, {0.5, 50, "2.5"}, {1, 12, "21"}} {
		if got := inLevels(test.share, test.gain); got != test.want {
			t.Errorf("%g of the range at gain %d is %s, want %s", test.share, test.gain, got, test.want)
		}
	}
}
