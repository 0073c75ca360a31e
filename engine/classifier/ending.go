package classifier

import (
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// reading is what the scores that a file gives are taken for.
type reading int

const (
	// logits: what a softmax makes probabilities of. Without a sign of anything
	// else, scores are logits.
	logits reading = iota
	// probabilities: of one class among all, up to a factor.
	probabilities
	// apartLogits: those of classes that are independent of each other; a sigmoid
	// makes a probability of each.
	apartLogits
	// shares: the probabilities of independent classes.
	shares
)

// ending is the end of a network, seen backwards from its scores.
type ending struct {
	graph     *onnx.Graph
	producers map[string]*onnx.NodeProto
	// shapes may lack values; they are those for some pictures at a time.
	shapes shape.Shapes
	batch  int64
}

func endingOf(g *onnx.Graph, shapes shape.Shapes, batch int64) ending {
	return ending{g, g.Producers(), shapes, batch}
}

// cut finds the logits before a final softmax, its logarithm, or a sigmoid,
// however it is spelt, and whether the scores are those of independent classes.
func (e ending) cut(scores string) (before string, r reading, found bool) {
	for at := scores; ; {
		n := e.producers[at]
		if n == nil || n.Domain != "" && n.Domain != "ai.onnx" {
			return scores, logits, false
		}
		if z := e.softmaxInput(n); z != "" {
			return z, logits, true
		}
		if z := e.sigmoidInput(n); z != "" {
			return z, apartLogits, true
		}
		if at = e.through(n); at == "" {
			return scores, logits, false
		}
	}
}

// rearranging operators give each value another place or type at most.
var rearranging = []string{"Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Cast"}

// through looks through an operator that leaves probabilities what they are up to
// a factor, and the largest the largest: what only rearranges, a product with a
// positive number, bounds that nothing but rounding reaches, and a logarithm. It
// returns "" for any other.
func (e ending) through(n *onnx.NodeProto) string {
	switch n.OpType {
	case "Mul":
		for i, other := range []int{1, 0} {
			if v, ok := e.number(n, other); ok && v > 0 {
				return n.Input[i]
			}
		}
	case "Div":
		if v, ok := e.number(n, 1); ok && v > 0 {
			return n.Input[0]
		}
	case "Clip", "Max", "Min":
		if e.loose(n) {
			return n.Input[0]
		}
	case "Log":
		// Of a softmax only: of other things it is another thing.
		for at := n.Input[0]; e.producers[at] != nil; {
			p := e.producers[at]
			if p.OpType == "Softmax" || p.OpType == "Div" {
				return at
			}
			if at = e.through(p); at == "" {
				return ""
			}
		}
	default:
		if slices.Contains(rearranging, n.OpType) {
			return n.Input[0]
		}
	}
	return ""
}

// loose reports whether bounds leave alone what lies well between 0 and 1.
func (e ending) loose(n *onnx.NodeProto) bool {
	const margin = 1e-3
	low, high := -1.0, 2.0
	for i, name := range n.Input[1:] {
		v, ok := e.number(n, i+1)
		switch {
		case name == "":
		case !ok:
			return false
		case n.OpType == "Max" || n.OpType == "Clip" && i == 0:
			low = max(low, v)
		default:
			high = min(high, v)
		}
	}
	return low <= margin && high >= 1-margin
}

// softmaxInput returns the logits if n ends a softmax over the classes, or "".
func (e ending) softmaxInput(n *onnx.NodeProto) string {
	switch n.OpType {
	case "Softmax", "LogSoftmax":
		if e.alongClasses(n.Input[0], onnx.Int(n, "axis", -1)) {
			return n.Input[0]
		}
	case "Div":
		// exp(z) / sum(exp(z)).
		if len(n.Input) == 2 {
			return e.exponentOfSum(n.Input[0], n.Input[1])
		}
	case "Mul":
		// exp(z) times the reciprocal of the sum.
		for i, other := range []int{1, 0} {
			if p := e.producers[n.Input[other]]; p != nil && p.OpType == "Reciprocal" {
				if z := e.exponentOfSum(n.Input[i], p.Input[0]); z != "" {
					return z
				}
			}
		}
	case "Exp":
		// exp(z - log(sum(exp(z)))), and exp(log softmax(z)).
		p := e.producers[n.Input[0]]
		if p != nil && p.OpType == "LogSoftmax" {
			return e.softmaxInput(p)
		}
		if p != nil && p.OpType == "Sub" && e.isLogSum(p.Input[1], p.Input[0]) {
			return p.Input[0]
		}
	}
	return ""
}

// exponentOfSum returns z if above is exp(z) and below its sum over the classes.
func (e ending) exponentOfSum(above, below string) string {
	x, sum := e.producers[above], e.producers[below]
	if x == nil || sum == nil || x.OpType != "Exp" || sum.OpType != "ReduceSum" || sum.Input[0] != above || !e.sumsClasses(sum) {
		return ""
	}
	return x.Input[0]
}

// isLogSum reports whether name is the logarithm of the sum of exp(z).
func (e ending) isLogSum(name, z string) bool {
	n := e.producers[name]
	if n == nil {
		return false
	}
	if n.OpType == "ReduceLogSumExp" {
		return n.Input[0] == z && e.sumsClasses(n)
	}
	sum := e.producers[n.Input[0]]
	return n.OpType == "Log" && sum != nil && sum.OpType == "ReduceSum" && e.exponentOfSum(sum.Input[0], n.Input[0]) == z
}

// sumsClasses reports whether a reduction is over the axis of the classes alone.
func (e ending) sumsClasses(n *onnx.NodeProto) bool {
	if len(n.Input) < 2 {
		return false
	}
	t := e.graph.Initializer(n.Input[1])
	if t == nil {
		return false
	}
	axes, err := onnx.Ints(t)
	return err == nil && len(axes) == 1 && e.alongClasses(n.Input[0], axes[0])
}

// alongClasses reports whether an axis of a list of scores counts the classes. It
// is believed where the shape is not known.
func (e ending) alongClasses(name string, axis int64) bool {
	dims, ok := e.shapes[name]
	if !ok {
		return true
	}
	at, err := shape.Axis(axis, len(dims))
	return err == nil && dims[at] == scoresIn(dims, e.batch)
}

// sigmoidInput returns z if n ends a sigmoid of it, or "".
func (e ending) sigmoidInput(n *onnx.NodeProto) string {
	reciprocal := ""
	switch n.OpType {
	case "Sigmoid":
		return n.Input[0]
	case "Reciprocal":
		reciprocal = n.Input[0]
	case "Div":
		if v, ok := e.number(n, 0); ok && v == 1 {
			reciprocal = n.Input[1]
		}
	}
	// 1 / (1 + exp(-z)).
	sum := e.producers[reciprocal]
	if sum == nil || sum.OpType != "Add" {
		return ""
	}
	for i, other := range []int{1, 0} {
		x := e.producers[sum.Input[i]]
		if v, ok := e.number(sum, other); !ok || v != 1 || x == nil || x.OpType != "Exp" {
			continue
		}
		if minus := e.producers[x.Input[0]]; minus != nil && minus.OpType == "Neg" {
			return minus.Input[0]
		}
	}
	return ""
}

// number is the stored number that input i of n is.
func (e ending) number(n *onnx.NodeProto, i int) (float64, bool) {
	if i >= len(n.Input) {
		return 0, false
	}
	t := e.graph.Initializer(n.Input[i])
	if t == nil {
		return 0, false
	}
	values, err := onnx.Floats(t)
	if err != nil || len(values) != 1 {
		return 0, false
	}
	return float64(values[0]), true
}

// bounded reports whether scores are made of what has bounds, as a sigmoid or an
// exponential function that is divided. Numbers that merely happen to lie between
// 0 and 1 are not.
func (e ending) bounded(scores string) bool {
	seen := map[string]bool{"": true}
	for waiting := []string{scores}; len(waiting) > 0; {
		name := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if seen[name] || e.graph.Initializer(name) != nil {
			continue
		}
		seen[name] = true
		n := e.producers[name]
		switch {
		case n == nil:
			return false
		case slices.Contains(bounding, n.OpType) || n.OpType == "Clip" && e.withinOne(n):
		case slices.Contains(mixing, n.OpType) || slices.Contains(rearranging, n.OpType):
			waiting = append(waiting, n.Input...)
		default:
			return false
		}
	}
	return true
}

var (
	// bounding operators are what functions with bounds are made of.
	bounding = []string{"Sigmoid", "HardSigmoid", "Softmax", "Exp", "Tanh", "Erf"}
	// mixing operators make probabilities of probabilities, as averages do.
	mixing = []string{
		"Add", "Sub", "Mul", "Div", "Reciprocal", "Mean", "Sum", "Max", "Min", "Clip", "Concat", "Pow", "Sqrt", "ReduceMean",
		"Slice", "Gather", "Transpose",
	}
)

// withinOne reports whether a Clip keeps its value between 0 and 1.
func (e ending) withinOne(n *onnx.NodeProto) bool {
	low, below := e.number(n, 1)
	high, above := e.number(n, 2)
	return below && above && low >= 0 && high <= 1
}
