package explore

import (
	"fmt"
	"math"
	"strconv"

	"foolscope/engine/param"
	"foolscope/ui/explore/control"
	"foolscope/ui/words"
)

// unknown stands for a number that nobody knows yet.
const unknown = "–"

// numbers are what formulas may name of a snapshot, but for the parameters of
// an attack or a defence.
func numbers(s control.Snapshot) map[string]string {
	out := map[string]string{
		"seed":  strconv.FormatUint(s.Settings.Seed, 10),
		"width": unknown, "height": unknown, "classes": unknown, "entries": unknown,
		"linf": unknown, "l2": unknown, "ssim": unknown, "psnr": unknown, "gradients": unknown,
		"gain": unknown, "low": unknown, "high": unknown, "shown": unknown, "total": unknown,
	}
	if m := s.Model; m.Title != "" {
		out["width"], out["height"] = strconv.Itoa(m.Width), strconv.Itoa(m.Height)
		out["entries"], out["classes"] = strconv.Itoa(3*m.Width*m.Height), strconv.Itoa(len(m.Labels))
	}
	r := s.Shown()
	if r == nil || r.Original.Image == nil {
		return out
	}
	for _, m := range measures {
		out[m.key] = m.format(r.Measures)
	}
	if m := r.Measures; m.Known {
		out["linf"] = fmt.Sprintf("%.0f", 255*m.Linf)
	}
	if d := r.Drawing; d.Gain != 0 {
		out["gain"] = strconv.Itoa(d.Gain)
	}
	if d := r.Drawing; d.Image != nil {
		out["low"], out["high"] = d.Low, d.High
	}
	if t := s.Trace(); t != nil && len(t.Moments) > 0 {
		out["shown"], out["total"] = strconv.Itoa(t.Moments[here(s)].Step), strconv.Itoa(t.Total)
	}
	return out
}

// chosen adds the values of parameters, each under its key, and as a share of
// the whole range if it counts in levels.
func chosen(out map[string]string, params param.Set, values param.Values) map[string]string {
	for _, p := range params {
		value, ok := values[p.Key]
		if !ok {
			value = p.Default
		}
		out[p.Key] = words.Value(p, value)
		if p.Unit == "/255" {
			out[p.Key+"_share"] = words.Numeral(strconv.FormatFloat(math.Round(value/255*1e4)/1e4, 'f', -1, 64))
		}
	}
	return out
}
