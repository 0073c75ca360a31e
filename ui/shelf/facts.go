package shelf

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/zoo"
	"foolscope/ui/library"
	"foolscope/ui/part"
)

func introduction(item library.Item) string {
	if item.Own() {
		return "Your own model, " + item.Key
	}
	return item.Entry.Sentence
}

// warnings are what to read before the model is used.
func warnings(item library.Item, i library.Inspection) string {
	var out []string
	add := func(text string) {
		if text != "" {
			out = append(out, text)
		}
	}
	add(item.Problem)
	if item.Entry != nil {
		add(item.Entry.Warning)
	}
	if i.Key == item.Key {
		add(i.Problem)
		if r := i.Report; r != nil {
			add(r.Problem)
			for _, w := range r.Warnings {
				add(w)
			}
			if r.Assumed {
				add("No manifest says how pictures become this model's input: the usual ImageNet preprocessing is assumed. Try it on pictures whose class you know.")
			}
		}
	}
	return strings.Join(out, "\n")
}

// facts are the rows about an item.
func facts(item library.Item, i library.Inspection) []part.Metric {
	out := []part.Metric{{Name: "File", Value: filepath.Base(item.Key)}, {Name: "Size", Value: megabytes(item.Bytes)}}
	if e := item.Entry; e != nil {
		out = []part.Metric{
			{Name: "Family", Value: e.Family},
			{Name: "Size", Value: megabytes(e.Bytes)},
			{Name: "Weights", Value: weights(e.Parameters)},
			{Name: "Right on ImageNet", Value: fmt.Sprintf("%.1f %%", e.Top1), Tip: "The share of ImageNet's validation pictures whose class it finds, as its publisher says."},
			{Name: "Licence", Value: e.Licence},
			{Name: "From", Value: source(e), Tip: strings.Join(e.URLs, "\n")},
			{Name: "SHA-256", Value: e.SHA256[:16] + "…", Tip: e.SHA256},
		}
	}
	if i.Key != item.Key || i.Report == nil {
		return out
	}
	r := i.Report
	for _, v := range r.Inputs {
		out = append(out, part.Metric{Name: "Input", Value: fmt.Sprintf("%s, %s", shape(v.Shape), r.Layout), Tip: v.Name})
	}
	if r.Classes > 0 {
		out = append(out, part.Metric{Name: "Classes", Value: fmt.Sprint(r.Classes)})
	}
	var operators []string
	for _, each := range r.ByCount() {
		operators = append(operators, fmt.Sprintf("%s × %d", each.Operator, each.Count))
	}
	out = append(out, part.Metric{Name: "Operators", Value: fmt.Sprintf("%d kinds, opset %d", len(operators), r.Opset), Tip: strings.Join(operators, ", ")})
	gradient := "exact"
	if !r.Differentiable {
		gradient = "missing: " + strings.Join(r.Unsupported, ", ")
	}
	out = append(out, part.Metric{Name: "Gradient", Value: gradient, Tip: strings.Join(r.UnsupportedNodes, "\n")})
	if r.GradientMS != nil && r.ForwardMS != nil {
		out = append(out, part.Metric{Name: "Inference, gradient", Value: fmt.Sprintf("%.1f ms, %.1f ms", *r.ForwardMS, *r.GradientMS)})
	}
	if r.Preprocessing != nil {
		out = append(out, part.Metric{Name: "Preprocessing", Value: preprocessing(*r.Preprocessing), Tip: numbers(*r.Preprocessing)})
	}
	return out
}

func source(e *zoo.Entry) string {
	if u, err := url.Parse(e.URLs[0]); err == nil {
		return u.Host
	}
	return e.URLs[0]
}

func shape(dims []int64) string {
	parts := make([]string, len(dims))
	for i, d := range dims {
		parts[i] = fmt.Sprint(d)
		if d < 0 {
			parts[i] = "any"
		}
	}
	return strings.Join(parts, " × ")
}

// preprocessing describes one in a few words.
func preprocessing(p classifier.Preprocessing) string {
	order := p.ChannelOrder
	if order == "" {
		order = "RGB"
	}
	return order + ", " + crop(p)
}

func crop(p classifier.Preprocessing) string {
	if p.Crop == "none" {
		return "stretched"
	}
	return "centre cut out"
}

func numbers(p classifier.Preprocessing) string {
	return fmt.Sprintf("mean %v, deviation %v, short side %d", p.Mean, p.Std, p.ResizeShortSide)
}
