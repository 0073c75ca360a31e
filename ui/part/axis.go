package part

import (
	"foolscope/ui/words"
	"math"
	"sort"
	"strconv"
)

// axis maps values between from and to onto a length.
type axis struct {
	from, to float64
	// start and end are places in Fyne's units; end may be the smaller one.
	start, end float32
	// whole is true if there is nothing between two whole numbers.
	whole bool
}

func (a axis) place(value float64) float32 {
	if a.to == a.from {
		return a.start
	}
	return a.start + float32((value-a.from)/(a.to-a.from))*(a.end-a.start)
}

func (a axis) value(place float32) float64 {
	if a.end == a.start {
		return a.from
	}
	value := a.from + float64((place-a.start)/(a.end-a.start))*(a.to-a.from)
	return min(max(value, min(a.from, a.to)), max(a.from, a.to))
}

// ticks returns at most count round values between the ends of the axis, the
// distance between them being 1, 2, 2.5 or 5 times a power of ten.
func (a axis) ticks(count int) []float64 {
	span := a.to - a.from
	if span <= 0 || count < 1 || math.IsInf(span, 0) || math.IsNaN(span) {
		return nil
	}
	rough := span / float64(count)
	if a.whole {
		rough = max(1, rough)
	}
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * power
	for _, round := range []float64{1, 2, 2.5, 5} {
		if round*power >= rough*(1-1e-9) && (!a.whole || round*power == math.Round(round*power)) {
			step = round * power
			break
		}
	}
	var out []float64
	for i := math.Ceil(a.from/step - 1e-9); i*step <= a.to+step*1e-9; i++ {
		out = append(out, i*step)
	}
	return out
}

// number writes a value without digits that carry nothing.
func number(value float64) string {
	text := words.Numeral(strconv.FormatFloat(math.Round(value*1e4)/1e4, 'f', -1, 64))
	if text == "-0" {
		return "0"
	}
	return text
}

// at returns the value of the line through points at x, and whether the
// points reach that far. The points are in order of x.
func at(points []Point, x float64) (float64, bool) {
	i := sort.Search(len(points), func(i int) bool { return points[i].X >= x })
	switch {
	case i == len(points):
		return 0, false
	case points[i].X == x:
		return points[i].Y, true
	case i == 0:
		return 0, false
	}
	a, b := points[i-1], points[i]
	return a.Y + (b.Y-a.Y)*(x-a.X)/(b.X-a.X), true
}

// spread moves the middles of things apart so that none lies over another, and
// none leaves the range from low to high; heights are how high they are. It changes
// as little as it can: clashing neighbours form a group around where they wanted to
// be.
func spread(places, heights []float32, low, high float32) {
	order := make([]int, len(places))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return places[order[a]] < places[order[b]] })

	type group struct {
		members []int
		// tall is the height of all; top the sum of where each member wants the
		// group to begin.
		tall, top float32
	}
	first := func(g group) float32 {
		return max(low, min(g.top/float32(len(g.members)), high-g.tall))
	}
	var groups []group
	for _, i := range order {
		next := group{[]int{i}, heights[i], places[i] - heights[i]/2}
		for len(groups) > 0 {
			last := groups[len(groups)-1]
			if first(next) >= first(last)+last.tall {
				break
			}
			shifted := next.top - last.tall*float32(len(next.members))
			next = group{append(last.members, next.members...), last.tall + next.tall, last.top + shifted}
			groups = groups[:len(groups)-1]
		}
		groups = append(groups, next)
	}
	for _, g := range groups {
		y := first(g)
		for _, i := range g.members {
			places[i] = y + heights[i]/2
			y += heights[i]
		}
	}
}
