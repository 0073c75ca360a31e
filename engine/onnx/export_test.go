package onnx

import (
	"maps"
	"slices"
)

// UpgradedOperators lists the operators whose form Upgrade may change by an
// entry in its table.
func UpgradedOperators() []string { return slices.Sorted(maps.Keys(upgrades)) }
