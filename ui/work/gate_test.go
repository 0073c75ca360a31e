package work_test

import (
	"slices"
	"testing"

	"foolscope/ui/work"
)

func TestGateKeepsWhatComesBeforeItOpens(t *testing.T) {
	var ran []int
	gate := work.NewGate(func(do func()) { do() })
	note := func(n int) func() { return func() { ran = append(ran, n) } }
	gate.Dispatch(note(1))
	gate.Dispatch(note(2))
	if ran != nil {
		t.Errorf("%v ran before the gate was open", ran)
	}
	gate.Open()
	gate.Dispatch(note(3))
	if want := []int{1, 2, 3}; !slices.Equal(ran, want) {
		t.Errorf("%v ran, want %v", ran, want)
	}
}
