package metric

// Agreement counts how often a classifier says the same before and after.
type Agreement struct{ Same, Total int }

// Add counts one picture, given the class predicted before and after.
func (a *Agreement) Add(before, after int) {
	a.Total++
	if before == after {
		a.Same++
	}
}

// Share is the part of the pictures, 0 to 1, whose class stayed the same; 1 if
// there are none.
func (a Agreement) Share() float64 {
	if a.Total == 0 {
		return 1
	}
	return float64(a.Same) / float64(a.Total)
}

// Agree compares the classes predicted before and after, picture by picture.
// It panics if the lengths differ.
func Agree(before, after []int) Agreement {
	if len(before) != len(after) {
		panic("metric: there are not as many predictions after as before")
	}
	var out Agreement
	for i := range before {
		out.Add(before[i], after[i])
	}
	return out
}
