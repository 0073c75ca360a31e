package autodiff

import (
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// UnconnectedError says that no way with a gradient leads from an output to a target.
type UnconnectedError struct{ Output, Target string }

func (e *UnconnectedError) Error() string {
	return fmt.Sprintf("the output %q does not depend on %q", e.Output, e.Target)
}

// activeNodes returns the nodes on a path from a target to the output, in
// topological order.
func (b *builder) activeNodes(r Request) ([]*onnx.NodeProto, error) {
	sorted, err := onnx.Sorted(b.graph.GraphProto)
	if err != nil {
		return nil, err
	}
	for _, target := range r.Targets {
		b.needed[target] = true
	}
	var forward []*onnx.NodeProto
	for _, n := range sorted {
		if !slices.ContainsFunc(onnx.Reads(n), func(name string) bool { return b.needed[name] }) || !differentiable(n) {
			continue
		}
		forward = append(forward, n)
		for _, name := range derived(n) {
			b.needed[name] = name != ""
		}
	}
	reaches := map[string]bool{r.Output: true}
	var active []*onnx.NodeProto
	var missing []*onnx.NodeProto
	for _, n := range slices.Backward(forward) {
		if !slices.ContainsFunc(derived(n), func(name string) bool { return reaches[name] }) {
			continue
		}
		for _, name := range onnx.Reads(n) {
			reaches[name] = name != ""
		}
		active = append(active, n)
		if _, ok := findRule(n); !ok {
			missing = append(missing, n)
		}
	}
	slices.Reverse(active)
	if len(missing) > 0 {
		return nil, unsupported(missing)
	}
	for _, target := range r.Targets {
		if !reaches[target] {
			return nil, &UnconnectedError{r.Output, target}
		}
	}
	return active, nil
}
