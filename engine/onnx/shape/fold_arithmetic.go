package shape

import (
	"math"
	"slices"

	"foolscope/engine/onnx"
)

// binary is an operator of two arguments, on integers and on floats; nil is
// for what it is not defined on.
type binary struct {
	ints   func(a, b int64) int64
	floats func(a, b float64) float64
	// compare makes truth values.
	compare func(a, b float64) bool
	// divides says that the second argument must not be the integer 0.
	divides bool
}

var binaries = map[string]binary{
	"Add": {ints: func(a, b int64) int64 { return a + b }, floats: func(a, b float64) float64 { return a + b }},
	"Sub": {ints: func(a, b int64) int64 { return a - b }, floats: func(a, b float64) float64 { return a - b }},
	"Mul": {ints: func(a, b int64) int64 { return a * b }, floats: func(a, b float64) float64 { return a * b }},
	"Div": {ints: func(a, b int64) int64 { return a / b }, floats: func(a, b float64) float64 { return a / b }, divides: true},
	// The result has the sign of the divisor.
	"Mod": {ints: func(a, b int64) int64 { return (a%b + b) % b }, divides: true},
	"Pow": {ints: power, floats: math.Pow},
	"Max": {ints: func(a, b int64) int64 { return max(a, b) }, floats: math.Max},
	"Min": {ints: func(a, b int64) int64 { return min(a, b) }, floats: math.Min},

	"Equal":          {compare: func(a, b float64) bool { return a == b }},
	"Less":           {compare: func(a, b float64) bool { return a < b }},
	"LessOrEqual":    {compare: func(a, b float64) bool { return a <= b }},
	"Greater":        {compare: func(a, b float64) bool { return a > b }},
	"GreaterOrEqual": {compare: func(a, b float64) bool { return a >= b }},
	"And":            {compare: func(a, b float64) bool { return a != 0 && b != 0 }},
	"Or":             {compare: func(a, b float64) bool { return a != 0 || b != 0 }},
	"Xor":            {compare: func(a, b float64) bool { return (a != 0) != (b != 0) }},
}

// power is a^b for integers; a negative b leaves 0 of most of them.
func power(a, b int64) int64 { return int64(math.Pow(float64(a), float64(b))) }

func (f binary) apply(a, b Constant) (Constant, bool) {
	out := Constant{Dims: a.Dims}
	switch {
	case f.compare != nil:
		out.Ints = make([]int64, a.len())
		for i := range out.Ints {
			out.Ints[i] = truth(f.compare(a.float(int64(i)), b.float(int64(i))))
		}
	case a.whole() && b.whole() && f.ints != nil:
		if f.divides && slices.Contains(b.Ints, 0) {
			return out, false
		}
		out.Ints = make([]int64, len(a.Ints))
		for i := range a.Ints {
			out.Ints[i] = f.ints(a.Ints[i], b.Ints[i])
		}
	case !a.whole() && f.floats != nil:
		out.Floats = make([]float64, len(a.Floats))
		for i, v := range a.Floats {
			out.Floats[i] = f.floats(v, b.float(int64(i)))
		}
	default:
		return out, false
	}
	return out, true
}

var unaries = map[string]func(Constant) Constant{
	"Neg":        both(func(v int64) int64 { return -v }, func(v float64) float64 { return -v }),
	"Abs":        both(func(v int64) int64 { return max(v, -v) }, math.Abs),
	"Floor":      both(same, math.Floor),
	"Ceil":       both(same, math.Ceil),
	"Round":      both(same, math.RoundToEven),
	"Sqrt":       both(nil, math.Sqrt),
	"Reciprocal": both(nil, func(v float64) float64 { return 1 / v }),
	"Not":        both(func(v int64) int64 { return 1 - v }, nil),
}

func same(v int64) int64 { return v }

// both applies one function to integers and another to floats; with only one
// given, the types of the operator's arguments rule the other case out.
func both(ints func(int64) int64, floats func(float64) float64) func(Constant) Constant {
	return func(c Constant) Constant {
		out := Constant{Dims: c.Dims}
		switch {
		case c.whole() && ints != nil:
			out.Ints = make([]int64, len(c.Ints))
			for i, v := range c.Ints {
				out.Ints[i] = ints(v)
			}
		case !c.whole() && floats != nil:
			out.Floats = make([]float64, len(c.Floats))
			for i, v := range c.Floats {
				out.Floats[i] = floats(v)
			}
		}
		return out
	}
}

// reduced is a reduction over all elements, the only one that shapes need.
func (in *inference) reduced(n *onnx.NodeProto, x Constant) (Constant, bool) {
	axes, err := ReduceAxes(n, len(x.Dims), func(i int) ([]int64, bool) { return in.list(n, i) })
	if err != nil || len(axes) != len(x.Dims) || x.len() == 0 {
		return Constant{}, false
	}
	f := map[string]binary{
		"ReduceProd": binaries["Mul"], "ReduceSum": binaries["Add"], "ReduceMax": binaries["Max"], "ReduceMin": binaries["Min"],
	}[n.OpType]
	out := Constant{Dims: []int64{}}
	if x.whole() {
		out.Ints = []int64{x.Ints[0]}
		for _, v := range x.Ints[1:] {
			out.Ints[0] = f.ints(out.Ints[0], v)
		}
		return out, true
	}
	out.Floats = []float64{x.Floats[0]}
	for _, v := range x.Floats[1:] {
		out.Floats[0] = f.floats(out.Floats[0], v)
	}
	return out, true
}
