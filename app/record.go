package main

import (
	"fmt"
	"io"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/plain"
	"foolscope/engine/record"
	"foolscope/engine/trial"
)

// told is what the command attack tells about one picture.
type told struct {
	record.Record
	// remarks are those that a person is told with this picture.
	remarks []string
}

func newRecord(c *classifier.Classifier, picture, saved string, o *trial.Outcome) told {
	info := c.Info()
	return told{record.Record{
		Picture: picture, Model: info.Title, Label: c.Label, Outcome: o, Warnings: info.Warnings, Saved: saved,
		Assumed: info.Assumed, Assumptions: info.Assumptions(),
	}, o.Remarks}
}

// writeLine writes a record for a person.
func writeLine(w io.Writer, r told) error {
	o := r.Outcome
	says := func(p trial.Prediction) string {
		return fmt.Sprintf("%s %.1f %%", shown(r.Label(p.Class)), 100*p.Probability)
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %s", r.Picture, says(o.Clean))
	switch {
	case o.AlreadyFooled:
		fmt.Fprint(&out, " (fooled without an attack)")
	case o.Fooled:
		fmt.Fprint(&out, ", fooled")
	default:
		fmt.Fprint(&out, ", not fooled")
	}
	fmt.Fprintf(&out, ": %s", says(o.AfterAttack))
	if o.AfterDefense != nil {
		fmt.Fprintf(&out, ", defended: %s", says(*o.AfterDefense))
	}
	fmt.Fprintf(&out, "; L-inf %d/255, L2 %.3f, SSIM %.4f, %d gradients, %.0f ms", o.Change.Linf, o.Change.L2, o.Change.SSIM, o.Gradients, r.Milliseconds())
	if o.Estimate > 0 {
		fmt.Fprintf(&out, "; estimated from %d runs of the model", r.Runs())
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
	if r.Search != nil {
		if err := writeSearch(w, r.Search); err != nil {
			return err
		}
	}
	for _, remark := range r.remarks {
		if _, err := fmt.Fprintf(w, "  warning: %s\n", plain.Line(remark, longestLine)); err != nil {
			return err
		}
	}
	return nil
}
