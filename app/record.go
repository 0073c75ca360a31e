package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// record is what the command attack tells about one picture. Everything is
// judged on the 8-bit picture that is saved.
type record struct {
	Picture             string   `json:"picture"`
	CleanLabel          string   `json:"clean_label"`
	CleanIndex          int      `json:"clean_index"`
	CleanProbability    float64  `json:"clean_probability"`
	AttackedLabel       string   `json:"attacked_label"`
	AttackedIndex       int      `json:"attacked_index"`
	AttackedProbability float64  `json:"attacked_probability"`
	DefendedLabel       *string  `json:"defended_label"`
	DefendedIndex       *int     `json:"defended_index"`
	DefendedProbability *float64 `json:"defended_probability"`
	// Fooled is whether the goal was reached, AlreadyFooled whether the
	// original did so.
	Fooled        bool `json:"fooled"`
	AlreadyFooled bool `json:"already_fooled"`
	// Linf is in levels of 256; L2 is for values in [0,1].
	Linf      int     `json:"linf_255"`
	L2        float64 `json:"l2"`
	SSIM      float64 `json:"ssim"`
	Gradients int     `json:"gradients"`
	// Gradient is "estimate" if the attack had to go by one, which took Queries
	// runs of the model in all.
	Gradient     string  `json:"gradient,omitempty"`
	Queries      int     `json:"queries,omitempty"`
	Milliseconds float64 `json:"milliseconds"`
	Saved        string  `json:"saved,omitempty"`
	// Assumed is whether mean and std had to be guessed, and Assumptions lists all
	// that had to be.
	Assumed     bool     `json:"assumed,omitempty"`
	Assumptions []string `json:"assumptions,omitempty"`
	// Warnings are what must be known to judge the result: of the model, and of
	// this attack. Remarks are those that a person is told with this picture.
	Warnings []string `json:"warnings,omitempty"`
	remarks  []string
}

func newRecord(c *classifier.Classifier, picture, saved string, o *trial.Outcome) record {
	r := record{
		Picture: picture, Saved: saved, Assumed: c.Info().Assumed, Assumptions: c.Info().Assumptions(),
		CleanIndex: o.Clean.Class, CleanLabel: c.Label(o.Clean.Class), CleanProbability: o.Clean.Probability,
		AttackedIndex: o.AfterAttack.Class, AttackedLabel: c.Label(o.AfterAttack.Class),
		AttackedProbability: o.AfterAttack.Probability,
		Fooled:              o.Fooled, AlreadyFooled: o.AlreadyFooled,
		Linf: o.Change.Linf, L2: o.Change.L2, SSIM: o.Change.SSIM, Gradients: o.Gradients,
		Milliseconds: math.Round(float64(o.Took)/float64(time.Microsecond)) / 1000,
		Warnings:     slices.Concat(c.Info().Warnings, o.Remarks), remarks: o.Remarks,
	}
	if d := o.AfterDefense; d != nil {
		label := c.Label(d.Class)
		r.DefendedLabel, r.DefendedIndex, r.DefendedProbability = &label, &d.Class, &d.Probability
	}
	if o.Estimate > 0 {
		r.Gradient, r.Queries = "estimate", o.Gradients*o.Estimate+o.Queries
	}
	return r
}

// writeLine writes a record for a person.
func writeLine(w io.Writer, r record) error {
	says := func(label string, probability float64) string {
		return fmt.Sprintf("%s %.1f %%", shown(label), 100*probability)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s", r.Picture, says(r.CleanLabel, r.CleanProbability))
	switch {
	case r.AlreadyFooled:
		fmt.Fprint(&out, " (fooled without an attack)")
	case r.Fooled:
		fmt.Fprint(&out, ", fooled")
	default:
		fmt.Fprint(&out, ", not fooled")
	}
	fmt.Fprintf(&out, ": %s", says(r.AttackedLabel, r.AttackedProbability))
	if r.DefendedLabel != nil {
		fmt.Fprintf(&out, ", defended: %s", says(*r.DefendedLabel, *r.DefendedProbability))
	}
	fmt.Fprintf(&out, "; L-inf %d/255, L2 %.3f, SSIM %.4f, %d gradients, %.0f ms", r.Linf, r.L2, r.SSIM, r.Gradients, r.Milliseconds)
	if r.Gradient != "" {
		fmt.Fprintf(&out, "; estimated from %d runs of the model", r.Queries)
	}
	if r.Saved != "" {
		fmt.Fprintf(&out, "; saved %s", r.Saved)
	}
	if r.Assumed {
		fmt.Fprintf(&out, "; assumed, as nothing says it: %s", strings.Join(r.Assumptions, ", "))
	}
	if err := say(w, "%s", out.String()); err != nil {
		return err
	}
	for _, remark := range r.remarks {
		if _, err := fmt.Fprintf(w, "  warning: %s\n", plain.Line(remark, longestLine)); err != nil {
			return err
		}
	}
	return nil
}
