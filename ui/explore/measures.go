package explore

import (
	"fmt"
	"math"

	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/story"
)

// measure is one row below the perturbation.
type measure struct {
	// key names the measure in texts and formulas.
	key, name string
	write     func(m story.Measures) string
}

var measures = []measure{
	{"linf", "Largest change", func(m story.Measures) string { return fmt.Sprintf("%.0f / 255", 255*m.Linf) }},
	{"l2", "L2 norm", func(m story.Measures) string { return fmt.Sprintf("%.2f", m.L2) }},
	{"ssim", "SSIM", func(m story.Measures) string { return fmt.Sprintf("%.3f", m.SSIM) }},
	{"psnr", "PSNR", func(m story.Measures) string {
		if math.IsInf(m.PSNR, 1) {
			return "∞"
		}
		return fmt.Sprintf("%.1f dB", m.PSNR)
	}},
	{"gradients", "Gradients", func(m story.Measures) string { return fmt.Sprintf("%d", m.Gradients) }},
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
		rows[i] = part.Metric{Name: m.name, Value: m.format(r.Measures)}
	}
	return rows
}
