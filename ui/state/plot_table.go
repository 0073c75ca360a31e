package state

import (
	"encoding/csv"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// column is one of a table: a value for each place on the lower axis, by X.
type column struct {
	head string
	cell map[float64]string
}

// PlotCSV writes the numbers of the plot that the settings choose as
// comma-separated values, the names of the columns first; empty if there is
// nothing to write.
func (s Snapshot) PlotCSV() string {
	var across string
	var columns []column
	if s.Settings.Plot.Page == StrengthPage {
		lines := s.Series()
		if len(lines) == 0 || s.SweepStale {
			return ""
		}
		across = s.Sweep.Param.Key
		if unit := s.Sweep.Param.Unit; unit != "" {
			across += " (" + unit + ")"
		}
		for _, line := range lines {
			columns = append(columns, sweepColumns(line)...)
		}
	} else {
		t := s.Trace()
		if t == nil {
			return ""
		}
		across = "step"
		columns = s.stepColumns(t)
	}
	return table(across, columns)
}

// sweepColumns are the heights of a line, and what they belong to if that
// changes.
func sweepColumns(line Series) []column {
	if line.Role == RoleNeutral {
		return []column{numbers(line.Name, line.X, line.Y, 0.01)}
	}
	if line.Names == nil {
		return []column{numbers(line.Name+" (%)", line.X, line.Y, 1)}
	}
	which := column{"strongest wrong class", map[float64]string{}}
	for i, x := range line.X {
		which.cell[x] = line.Names[i]
	}
	return []column{numbers(which.head+" (%)", line.X, line.Y, 1), which}
}

func (s Snapshot) stepColumns(t *trial.Trace) []column {
	var steps, loss, linf, l2 []float64
	for _, m := range t.Moments {
		steps, loss = append(steps, float64(m.Step)), append(loss, m.Loss)
		linf, l2 = append(linf, math.Round(255*m.Linf)), append(l2, m.L2)
	}
	out := []column{numbers("loss", steps, loss, 1), numbers("Linf (/255)", steps, linf, 1), numbers("L2", steps, l2, 1)}
	lines := s.ClassLines()
	if s.Settings.Plot.Page == StepsPage {
		lines = slices.DeleteFunc(s.StepLines(), func(l StepLine) bool { return l.Role == RoleNeutral })
	}
	for _, line := range lines {
		if line.Names == nil {
			line.Role = RoleAttacked
		}
		out = append(out, sweepColumns(line.Series)...)
	}
	return out
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
