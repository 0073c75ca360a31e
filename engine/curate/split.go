package curate

import (
	"math"
	"math/rand/v2"
	"slices"
)

// The parts of a split.
const (
	Train = "train"
	Test  = "test"
)

// Split divides items into train and test, so that each class has about the share test of its
// items in test. Items of one group are in one part: a network that learned a picture is not tested
// on its duplicate. class says the class of an item, and of a group its first one's counts.
// The same arguments give the same split. It panics if test is not from 0 to 1.
func Split(items []int, groups [][]int, class func(i int) int, test float64, seed uint64) (inTest map[int]bool) {
	if !(test >= 0 && test <= 1) {
		panic("curate: a share is not from 0 to 1")
	}
	wanted := make(map[int]bool, len(items))
	for _, i := range items {
		wanted[i] = true
	}
	taken := make(map[int]bool, len(items))
	units := map[int][][]int{}
	add := func(group []int) {
		var unit []int
		for _, i := range group {
			if wanted[i] && !taken[i] {
				unit, taken[i] = append(unit, i), true
			}
		}
		if len(unit) > 0 {
			units[class(unit[0])] = append(units[class(unit[0])], unit)
		}
	}
	for _, group := range groups {
		add(group)
	}
	for _, i := range items {
		add([]int{i})
	}
	classes := make([]int, 0, len(units))
	for c := range units {
		classes = append(classes, c)
	}
	slices.Sort(classes)
	random := rand.New(rand.NewPCG(seed, 0))
	inTest = map[int]bool{}
	for _, c := range classes {
		of := units[c]
		all := 0
		for _, unit := range of {
			all += len(unit)
		}
		want := int(math.Round(test * float64(all)))
		for _, k := range random.Perm(len(of)) {
			// A large group that does not fit is left to train, and smaller ones fill the rest.
			if unit := of[k]; len(unit) <= want {
				want -= len(unit)
				for _, i := range unit {
					inTest[i] = true
				}
			}
		}
	}
	return inTest
}
