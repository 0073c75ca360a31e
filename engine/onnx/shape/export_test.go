package shape

import (
	"maps"
	"slices"
)

// Operators lists the operators that have a rule.
func Operators() []string { return slices.Sorted(maps.Keys(rules)) }
