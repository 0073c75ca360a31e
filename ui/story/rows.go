package story

import (
	"foolscope/engine/loss"
	"slices"
)

// rowCount is how many classes each panel shows.
const rowCount = 5

// Row is one class in one panel. The same row shows the same class in every
// panel.
type Row struct {
	Class int
	Label string
	// Probability is between 0 and 1.
	Probability float64
	// Top is true if this class is the prediction of this panel.
	Top bool
	// Decides is true if it is that of this panel or of one beside it, so that its
	// name matters.
	Decides bool
}

// Decide returns the rows of panels beside each other, with those marked that hold
// the prediction of one of them.
func Decide(panels ...[]Row) [][]Row {
	top := map[int]bool{}
	for _, rows := range panels {
		for i, row := range rows {
			if row.Top {
				top[i] = true
			}
		}
	}
	out := make([][]Row, len(panels))
	for i, rows := range panels {
		out[i] = slices.Clone(rows)
		for k := range out[i] {
			out[i][k].Decides = top[k]
		}
	}
	return out
}

// rank returns the classes from the most to the least likely.
func rank(probabilities []float64) []int {
	order := make([]int, len(probabilities))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case probabilities[a] > probabilities[b]:
			return -1
		case probabilities[a] < probabilities[b]:
			return 1
		}
		return 0
	})
	return order
}

// Align chooses the classes that every panel shows: the most likely of the
// original, in their order, with those in must (classes that another panel
// predicts, or the goal) in the last places if they would be missing. A negative
// class in must is passed over.
func Align(clean []float64, must ...int) []int { return alignIn(clean, rowCount, must...) }

// alignIn is Align for another number of rows.
func alignIn(clean []float64, room int, must ...int) []int {
	order := rank(clean)
	count := min(room, len(order))
	chosen := slices.Clone(order[:count])
	var missing []int
	for _, class := range must {
		if class >= 0 && class < len(clean) && !slices.Contains(chosen, class) && !slices.Contains(missing, class) {
			missing = append(missing, class)
		}
	}
	// Make room from the end, but never drop a class that must be seen, nor
	// the prediction itself.
	for i := count - 1; i > 0 && len(missing) > 0; i-- {
		if !slices.Contains(must, chosen[i]) {
			chosen[i] = missing[0]
			missing = missing[1:]
		}
	}
	slices.SortStableFunc(chosen[min(1, count):], func(a, b int) int { return slices.Index(order, a) - slices.Index(order, b) })
	return chosen
}

// KeepRows puts the chosen classes into the rows that they have already. The
// pinned one is always first; those that are new fill what was left.
func KeepRows(before, chosen []int, pinned int) []int {
	var fresh []int
	out := make([]int, len(chosen))
	for i := range out {
		out[i] = -1
	}
	for _, class := range chosen {
		at := slices.Index(before, class)
		switch {
		case class == pinned:
			out[0] = class
		case at > 0 && at < len(out):
			out[at] = class
		default:
			fresh = append(fresh, class)
		}
	}
	for i := range out {
		if out[i] < 0 && len(fresh) > 0 {
			out[i], fresh = fresh[0], fresh[1:]
		}
	}
	return out
}

// classesOf are the classes of rows.
func classesOf(rows []Row) []int {
	out := make([]int, len(rows))
	for i, row := range rows {
		out[i] = row.Class
	}
	return out
}

// Rows fills the chosen classes with what one panel predicts.
func Rows(info ModelInfo, classes []int, logits []float32) []Row {
	probabilities := info.Probabilities(logits)
	top := loss.Argmax(logits)
	out := make([]Row, len(classes))
	for i, class := range classes {
		out[i] = Row{Class: class, Label: info.Label(class), Probability: probabilities[class], Top: class == top}
	}
	return out
}

// probabilityRows is Rows for classes of which some are -1: the network does not
// have them.
func probabilityRows(info ModelInfo, classes []int, probabilities []float64) []Row {
	top := rank(probabilities)[0]
	out := make([]Row, len(classes))
	for i, class := range classes {
		out[i] = Row{Class: class, Label: info.Label(class), Top: class == top}
		if class >= 0 {
			out[i].Probability = probabilities[class]
		}
	}
	return out
}
