package onnx

import "fmt"

// Sorted returns the nodes so that each stands behind those that produce its
// inputs, otherwise in file order. It fails if the graph has a cycle. A value
// that nothing produces counts as given.
func Sorted(g *GraphProto) ([]*NodeProto, error) {
	producer := make(map[string]int)
	for i, n := range g.Node {
		for _, out := range n.Output {
			if out != "" {
				producer[out] = i
			}
		}
	}
	const (
		unseen = iota
		waiting
		placed
	)
	state := make([]int, len(g.Node))
	sorted := make([]*NodeProto, 0, len(g.Node))
	// An explicit stack: networks are deep enough to make recursion wasteful.
	type frame struct {
		node, next int
		reads      []string
	}
	for start := range g.Node {
		if state[start] != unseen {
			continue
		}
		stack := []frame{{node: start, reads: Reads(g.Node[start])}}
		state[start] = waiting
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			if top.next == len(top.reads) {
				state[top.node] = placed
				sorted = append(sorted, g.Node[top.node])
				stack = stack[:len(stack)-1]
				continue
			}
			before, ok := producer[top.reads[top.next]]
			top.next++
			if !ok || state[before] == placed {
				continue
			}
			if state[before] == waiting {
				return nil, fmt.Errorf("the graph has a cycle through %s", Describe(g.Node[before]))
			}
			state[before] = waiting
			stack = append(stack, frame{node: before, reads: Reads(g.Node[before])})
		}
	}
	return sorted, nil
}
