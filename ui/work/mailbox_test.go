package work_test

import (
	"slices"
	"testing"

	"foolscope/ui/work"
)

func TestSlowScreenSkipsStates(t *testing.T) {
	var screen []func()
	var seen []int
	state := 0
	m := work.NewMailbox(func(do func()) { screen = append(screen, do) }, func() { seen = append(seen, state) })
	draw := func() {
		waiting := screen
		screen = nil
		for _, do := range waiting {
			do()
		}
	}
	for state = 1; state <= 3; state++ {
		m.Post()
	}
	draw()
	state = 10
	m.Post()
	draw()
	if want := []int{4, 10}; !slices.Equal(seen, want) {
		t.Errorf("the screen saw %v, want %v", seen, want)
	}
}
