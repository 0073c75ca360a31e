package choice

import (
	"math"

	"foolscope/engine/attack"
	"foolscope/engine/param"
)

// PresetOf returns the index of the preset that values are, -1 if they are
// none of those that suit the network.
func PresetOf(a *attack.Attack, kind attack.Sensitivity, values param.Values) int {
	for i, p := range a.PresetsFor(kind) {
		if same(p.Values, values) {
			return i
		}
	}
	return -1
}

func same(a, b param.Values) bool {
	if len(a) != len(b) {
		return false
	}
	for key, value := range a {
		other, ok := b[key]
		if !ok || math.Abs(value-other) > 1e-9 {
			return false
		}
	}
	return true
}
