package param

import (
	"math"
	"slices"
)

// wholeRange is how many steps there are between Min and Max of a parameter
// that names none.
const wholeRange = 100

// step is the distance between two places, or their ratio if Log is set.
func (p Param) step() float64 {
	switch {
	case p.Log && p.Step > 1:
		return p.Step
	case p.Log:
		return math.Pow(p.Max/p.Min, 1.0/wholeRange)
	case p.Step > 0:
		return p.Step
	case p.Kind == Integer:
		return 1
	}
	return (p.Max - p.Min) / wholeRange
}

// Steps is how many steps there are between Min and Max, in fractions.
func (p Param) Steps() float64 {
	if !(p.Max > p.Min) {
		return 0
	}
	return p.index(p.Max)
}

// index is how many steps lie between Min and value.
func (p Param) index(value float64) float64 {
	if p.Log {
		return math.Log(value/p.Min) / math.Log(p.step())
	}
	return (value - p.Min) / p.step()
}

// place is the value that lies i steps above Min, within the bounds.
func (p Param) place(i float64) float64 {
	if p.Log {
		return p.round(fourDigits(p.Min * math.Pow(p.step(), i)))
	}
	// Sums of steps carry dust in their last digits.
	return p.round(math.Round((p.Min+i*p.step())*1e9) / 1e9)
}

func (p Param) round(value float64) float64 {
	if p.Kind != Number {
		value = math.Round(value)
	}
	return p.Clamp(value)
}

// Clamp returns the value within the bounds that is nearest. Files and models
// have no bounds.
func (p Param) Clamp(value float64) float64 {
	if p.Kind == File || p.Kind == Model {
		return value
	}
	return min(max(value, p.Min), p.Max)
}

// Nearest returns the place of the slider that is nearest to value.
func (p Param) Nearest(value float64) float64 {
	return p.place(math.Round(p.index(p.Clamp(value))))
}

// Move returns the place of the slider that lies n steps above value, or below
// it for a negative n.
func (p Param) Move(value float64, n int) float64 {
	moved := p.place(math.Round(p.index(p.Clamp(value)) + float64(n)))
	if p.Log && p.Kind == Integer && moved == value && n != 0 {
		// The ratio of two places near 1 is less than the next whole number.
		moved = p.Clamp(value + math.Copysign(1, float64(n)))
	}
	return moved
}

// Share is where value lies between Min (0) and Max (1) on a slider; with Log, values
// outside lie at its ends, as not all have a logarithm.
func (p Param) Share(value float64) float64 {
	if !(p.Max > p.Min) {
		return 0
	}
	if p.Log {
		return math.Log(p.Clamp(value)/p.Min) / math.Log(p.Max/p.Min)
	}
	return (value - p.Min) / (p.Max - p.Min)
}

// At is the value that lies a share of the way from low to high: halfway
// between 1 and 100 is 50.5, and 10 if Log is set. Low is above 0 then.
func (p Param) At(low, high, share float64) float64 {
	if p.Log {
		return low * math.Pow(high/low, share)
	}
	return low + (high-low)*share
}

// Sweep lists up to n values from low to high with equal distances, or equal
// ratios if Log is set, each at the nearest place of the slider that is not outside.
// They come coarse before fine, so that a curve has its shape long before it is
// complete: both ends, the middle, the quarters, and so on. n is one more than
// a power of two. Ends outside of the bounds are taken to them.
func (p Param) Sweep(low, high float64, n int) []float64 {
	low, high = p.Clamp(low), p.Clamp(high)
	var order []float64
	parts := n - 1
	for stride := parts; stride >= 1; stride /= 2 {
		for i := 0; i <= parts; i += stride {
			x := p.At(low, high, float64(i)/float64(parts))
			x = min(max(p.sweepPlace(x), low), high)
			if !slices.Contains(order, x) {
				order = append(order, x)
			}
		}
	}
	return order
}

// sweepPlace is Nearest for a parameter that names a step; others are swept
// more finely than a slider moves.
func (p Param) sweepPlace(x float64) float64 {
	switch {
	case p.Step > 0:
		return p.Nearest(x)
	case p.Log:
		return p.round(fourDigits(x))
	}
	return p.round(math.Round(x*1e6) / 1e6)
}
