package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"

	"foolscope/engine/plain"
	"foolscope/engine/study"
)

// table is a head and lines of as many cells.
type table struct {
	head  []string
	lines [][]string
	// numbers says which columns are numbers, which stand at the right.
	numbers []bool
}

// points has a line for each setting.
func (r Report) points() table {
	varied := "value"
	if q, ok := r.Result.Plan.Param(); ok {
		varied = q.Name
	}
	t := table{
		head:    []string{"Model", "Attack", "Defence", varied, "Pictures", "Agreement %", "95 %", "Right %", "95 %", "Fooled %", "95 %", "SSIM", "±"},
		numbers: []bool{false, false, false, true, true, true, true, true, true, true, true, true, true},
	}
	for _, p := range r.Summary.Points {
		s := p.Setting
		x := ""
		if !math.IsNaN(s.X) {
			x = fmt.Sprintf("%g", s.X)
		}
		line := []string{r.modelOf(s), r.attackOf(s), r.chainOf(s), x, fmt.Sprint(p.Agreement.Of)}
		for _, rate := range []study.Rate{p.Agreement, p.Right, p.Fooled} {
			line = append(line, percent(rate), interval(rate))
		}
		t.lines = append(t.lines, append(line, fmt.Sprintf("%.4f", p.SSIM.Mean), fmt.Sprintf("%.4f", p.SSIM.Deviation)))
	}
	return t
}

// comparisons has a line for each pair of settings that differ in one thing, with McNemar's test.
func (r Report) comparisons() table {
	t := table{
		head:    []string{"A", "B", "Only A keeps its label", "Only B", "p"},
		numbers: []bool{false, false, true, true, true},
	}
	for _, c := range r.Summary.Comparisons {
		a, b := r.Summary.Points[c.A].Setting, r.Summary.Points[c.B].Setting
		t.lines = append(t.lines, []string{r.name(a), r.name(b), fmt.Sprint(c.Pairs.OnlyA), fmt.Sprint(c.Pairs.OnlyB), fmt.Sprintf("%.2g", c.Pairs.P())})
	}
	return t
}

// worst has a line for each value at which several attacks meet the same pictures.
func (r Report) worst() table {
	t := table{
		head:    []string{"Model", "Defence", "Value", "Agreement under all attacks %", "95 %", "Still right %", "95 %"},
		numbers: []bool{false, false, true, true, true, true, true},
	}
	for _, w := range r.Summary.Worst {
		x := ""
		if !math.IsNaN(w.Setting.X) {
			x = fmt.Sprintf("%g", w.Setting.X)
		}
		t.lines = append(t.lines, []string{
			r.modelOf(w.Setting), r.chainOf(w.Setting), x,
			percent(w.Agreement), interval(w.Agreement), percent(w.StillRight), interval(w.StillRight),
		})
	}
	return t
}

// name names a setting in a line.
func (r Report) name(s study.Setting) string {
	name := r.modelOf(s) + ", " + r.attackOf(s)
	if !math.IsNaN(s.X) {
		name += fmt.Sprintf(" %g", s.X)
	}
	return name + ", " + r.chainOf(s)
}

func percent(r study.Rate) string {
	if r.Of == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", 100*r.Share())
}

func interval(r study.Rate) string {
	if r.Of == 0 {
		return ""
	}
	low, high := r.Interval()
	return fmt.Sprintf("%.1f–%.1f", 100*low, 100*high)
}

// CSV writes a table for spreadsheets.
func (t table) csv(w io.Writer) error {
	lines := [][]string{t.head}
	for _, line := range t.lines {
		var cells []string
		for _, cell := range line {
			cells = append(cells, plain.Cell(cell))
		}
		lines = append(lines, cells)
	}
	return csv.NewWriter(w).WriteAll(lines)
}

// markdown writes a table for texts such as a README.
func (t table) markdown(w io.Writer) error {
	var out strings.Builder
	row := func(cells []string) {
		for _, cell := range cells {
			out.WriteString("| " + strings.ReplaceAll(cell, "|", "\\|") + " ")
		}
		out.WriteString("|\n")
	}
	row(t.head)
	for _, number := range t.numbers {
		if number {
			out.WriteString("|--:")
		} else {
			out.WriteString("|---")
		}
	}
	out.WriteString("|\n")
	for _, line := range t.lines {
		row(line)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// special are the letters that mean something to LaTeX.
var special = strings.NewReplacer(
	`\`, `\textbackslash{}`, `&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`, `{`, `\{`, `}`, `\}`,
	`~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`, `–`, `--`, `±`, `$\pm$`,
)

// latex writes a table for a paper, as a tabular of the package booktabs.
func (t table) latex(w io.Writer) error {
	var out strings.Builder
	out.WriteString("% needs \\usepackage{booktabs}\n\\begin{tabular}{")
	for _, number := range t.numbers {
		if number {
			out.WriteByte('r')
		} else {
			out.WriteByte('l')
		}
	}
	out.WriteString("}\n\\toprule\n")
	row := func(cells []string) {
		for i, cell := range cells {
			if i > 0 {
				out.WriteString(" & ")
			}
			out.WriteString(special.Replace(cell))
		}
		out.WriteString(" \\\\\n")
	}
	row(t.head)
	out.WriteString("\\midrule\n")
	for _, line := range t.lines {
		row(line)
	}
	out.WriteString("\\bottomrule\n\\end{tabular}\n")
	_, err := io.WriteString(w, out.String())
	return err
}
