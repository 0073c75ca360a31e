package story

import (
	"slices"
	"testing"
)

func TestClassesStayInTheirRows(t *testing.T) {
	tests := []struct {
		name           string
		before, chosen []int
		pinned         int
		want           []int
	}{
		{"at first", nil, []int{4, 2, 7, 1, 9}, 4, []int{4, 2, 7, 1, 9}},
		{"the same classes in another order", []int{4, 2, 7, 1, 9}, []int{4, 9, 1, 2, 7}, 4, []int{4, 2, 7, 1, 9}},
		{"one is new", []int{4, 2, 7, 1, 9}, []int{4, 2, 3, 7, 9}, 4, []int{4, 2, 7, 3, 9}},
		{"two are new", []int{4, 2, 7, 1, 9}, []int{4, 5, 6, 7, 9}, 4, []int{4, 5, 7, 6, 9}},
		{"the truth is no prediction", nil, []int{4, 2, 7, 1, 9}, 7, []int{7, 4, 2, 1, 9}},
		{"the truth becomes known", []int{4, 2, 7, 1, 9}, []int{4, 2, 7, 1, 9}, 7, []int{7, 2, 4, 1, 9}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := KeepRows(test.before, test.chosen, test.pinned); !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
}

func TestWinnersDecideInAllPanels(t *testing.T) {
	rows := func(top int) []Row {
		out := []Row{{Class: 4}, {Class: 7}, {Class: 2}}
		if top >= 0 {
			out[top].Top = true
		}
		return out
	}
	for i, panel := range Decide(rows(0), rows(2), rows(-1), nil) {
		for k, row := range panel {
			if want := k != 1; row.Decides != want {
				t.Errorf("panel %d, row %d: %t, want %t", i, k, row.Decides, want)
			}
		}
	}
}
