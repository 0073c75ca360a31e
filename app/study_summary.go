package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"foolscope/engine/study"
)

// tellSummary writes what came of an experiment: a line for each setting, with the 95 % intervals
// of its rates.
func tellSummary(w io.Writer, r *study.Result, sum study.Summary) error {
	fmt.Fprintf(w, "%s: %d pictures of %s", title(r.Plan), sum.Pictures, shown(r.Snapshot.Data))
	if sum.Problems > 0 {
		fmt.Fprintf(w, ", and %d without results (see the column problem of %s)", sum.Problems, study.RowsFile)
	}
	fmt.Fprintln(w, ".")
	varied := "-"
	if r.Plan.Vary != nil {
		varied = r.Plan.Vary.Key
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "model\tmade on\tattack\tdefence\t%s\tagreement\t95 %%\tright\t95 %%\tSSIM\n", varied)
	for _, p := range sum.Points {
		s := p.Setting
		attackKey, x := "none", "-"
		if s.Attack != study.Untouched {
			attackKey = r.Plan.Attacks[s.Attack].Attack.Key
		}
		if !math.IsNaN(s.X) {
			x = fmt.Sprintf("%g", s.X)
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.4f\n", shown(r.Snapshot.Models[s.Model].Name), shown(r.Snapshot.Models[s.MadeOn].Name),
			attackKey, study.ChainText(r.Plan.ChainOf(s)), x, rate(p.Agreement), rate(p.Right), p.SSIM.Mean)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, warning := range sum.Warnings {
		fmt.Fprintln(w, strings.TrimSpace(warning.Text))
	}
	return nil
}

func title(p study.Plan) string {
	if p.Name == "" {
		return "Experiment"
	}
	return shown(p.Name)
}

// rate writes a rate with its denominator and its interval in two columns.
func rate(r study.Rate) string {
	if r.Of == 0 {
		return "-\t-"
	}
	low, high := r.Interval()
	return fmt.Sprintf("%d/%d = %.1f %%\t%.1f-%.1f", r.Count, r.Of, 100*r.Share(), 100*low, 100*high)
}
