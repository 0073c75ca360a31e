package explore

import (
	"fmt"
	"math"

	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// measure is one row below the perturbation.
type measure struct {
	// key names the measure in texts and formulas.
	key, name string
	write     func(m story.Measures) string
}

var measures = []measure{
	{"linf", "measure.largest", func(m story.Measures) string { return fmt.Sprintf("%.0f / 255", 255*m.Linf) }},
	{"l2", "measure.l2", func(m story.Measures) string { return words.Decimal(m.L2, 2) }},
	{"ssim", "measure.ssim", func(m story.Measures) string { return words.Decimal(m.SSIM, 3) }},
	{"psnr", "measure.psnr", func(m story.Measures) string {
		if math.IsInf(m.PSNR, 1) {
			return "∞"
		}
		return words.Decimal(m.PSNR, 1) + " dB"
	}},
	{"gradients", "measure.gradients", func(m story.Measures) string { return fmt.Sprintf("%d", m.Gradients) }},
}

// format writes the measure, or a dash while it is not known.
func (m measure) format(of story.Measures) string {
	if !of.Known {
		return unknown
	}
	return m.write(of)
}

// metrics are the rows below the perturbation.
func metrics(r *control.Result) []part.Metric {
	if r.Original.Image == nil {
		return nil
	}
	rows := make([]part.Metric, len(measures))
	for i, m := range measures {
		rows[i] = part.Metric{Name: words.Say(m.name), Value: m.format(r.Measures)}
	}
	rows[0].Short = words.Say("measure.largest_short")
	return rows
}
