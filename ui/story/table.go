package story

import (
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/param"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
	"foolscope/ui/words"
)

// column is one of a table: a value for each place on the lower axis, by X.
type column struct {
	head string
	cell map[float64]string
}

// SweepTable writes the lines of a sweep over a parameter as comma-separated
// values, the names of the columns first.
func SweepTable(p param.Param, lines []Series) string {
	across := p.Key
	if p.Unit != "" {
		across += " (" + p.Unit + ")"
	}
	var columns []column
	for _, line := range lines {
		columns = append(columns, sweepColumns(line)...)
	}
	return table(across, columns)
}

// StepsTable writes loss and norms of a trace, and lines over its steps that are
// confidences, as comma-separated values, the names of the columns first.
func StepsTable(t *trial.Trace, lines []StepLine) string {
	var steps, loss, linf, l2 []float64
	for _, m := range t.Moments {
		steps, loss = append(steps, float64(m.Step)), append(loss, m.Loss)
		linf, l2 = append(linf, math.Round(255*m.Linf)), append(l2, m.L2)
	}
	columns := []column{numbers("loss", steps, loss, 1), numbers("Linf (/255)", steps, linf, 1), numbers("L2", steps, l2, 1)}
	for _, line := range lines {
		if line.Heads == nil {
			line.Role = RoleAttacked
		}
		columns = append(columns, sweepColumns(line.Series)...)
	}
	return table("step", columns)
}

// sweepColumns are the heights of a line, and what they belong to if that
// changes. They are called the same in every language.
func sweepColumns(line Series) []column {
	if line.Role == RoleNeutral {
		return []column{numbers(line.Head, line.X, line.Y, 0.01)}
	}
	if line.Heads == nil {
		return []column{numbers(line.Head+" (%)", line.X, line.Y, 1)}
	}
	which := column{words.English(strongestWrong), map[float64]string{}}
	for i, x := range line.X {
		which.cell[x] = line.Heads[i]
	}
	return []column{numbers(which.head+" (%)", line.X, line.Y, 1), which}
}

// numbers is a column of heights, in another unit by a factor.
func numbers(head string, x, y []float64, factor float64) column {
	c := column{head, map[float64]string{}}
	for i := range x {
		if !math.IsNaN(y[i]) {
			c.cell[x[i]] = strconv.FormatFloat(y[i]*factor, 'g', 6, 64)
		}
	}
	return c
}

func table(across string, columns []column) string {
	var places []float64
	head := []string{across}
	for _, c := range columns {
		head = append(head, plain.Cell(c.head))
		for x := range c.cell {
			places = append(places, x)
		}
	}
	slices.Sort(places)
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Write(head)
	for _, x := range slices.Compact(places) {
		row := []string{fmt.Sprint(x)}
		for _, c := range columns {
			row = append(row, plain.Cell(c.cell[x]))
		}
		w.Write(row)
	}
	w.Flush()
	return out.String()
}
