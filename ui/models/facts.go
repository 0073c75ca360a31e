package models

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"foolscope/engine/check"
	"foolscope/engine/classifier"
	"foolscope/engine/zoo"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

func introduction(item Item) string {
	if item.BuiltIn {
		return words.Say("shelf.built_in_note")
	}
	if item.Own() {
		return "Your own model, " + item.Key
	}
	return item.Entry.Sentence
}

// warnings are what to read before the model is used.
func warnings(item Item, i Inspection) string {
	var out []string
	add := func(text string) {
		if text != "" {
			out = append(out, text)
		}
	}
	add(item.Problem)
	if item.Taken {
		add("Nothing was changed. Keep what is there and choose another folder, or replace it.")
	}
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
				add("Nothing says how pictures become this model's input: the usual ImageNet preprocessing is assumed. Try it on pictures whose class you know.")
			}
		}
	}
	return strings.Join(out, "\n")
}

// fact is a row about an item, with more about it for the pointer.
type fact struct{ name, value, more string }

// facts are the rows about an item, and what explains them.
func facts(item Item, i Inspection) (rows []part.Metric, notes []func() part.Note) {
	all := declared(item)
	if i.Key == item.Key && i.Report != nil {
		all = append(all, found(i.Report)...)
	}
	for _, f := range all {
		rows = append(rows, part.Metric{Name: f.name, Value: f.value})
		more := f.more
		if more == "" {
			more = f.value
		}
		notes = append(notes, func() part.Note { return part.Note{Title: f.name, Words: more} })
	}
	return rows, notes
}

// declared is what is known without a look into the file.
func declared(item Item) []fact {
	e := item.Entry
	if item.BuiltIn {
		k := item.Known
		return []fact{
			{words.Say("shelf.knows_what"), k.says(), ""}, {words.Say("shelf.size"), megabytes(item.Bytes), ""},
			{words.Say("shelf.input"), k.input(), ""}, {words.Say("shelf.right"), k.accuracy(), words.Say("shelf.built_in_right")},
		}
	}
	if e == nil {
		return []fact{{"File", filepath.Base(item.Key), item.Key}, {"Size", megabytes(item.Bytes), ""}}
	}
	return []fact{
		{"Family", e.Family, ""},
		{"Size", megabytes(e.Bytes), ""},
		{"Weights", weights(e.Parameters), ""},
		{"Right on ImageNet", fmt.Sprintf("%.1f %%", e.Top1), "The share of ImageNet's validation pictures whose class it finds, as its publisher says."},
		{"Licence", e.Licence, ""},
		{"From", source(e), strings.Join(e.URLs, "\n")},
		{"SHA-256", e.SHA256[:16] + "…", e.SHA256},
	}
}

// found is what an inspection told.
func found(r *check.Report) []fact {
	var out []fact
	for _, v := range r.Inputs {
		out = append(out, fact{"Input", fmt.Sprintf("%s, %s", shape(v.Shape), r.Layout), v.Name})
	}
	for _, v := range r.Outputs {
		out = append(out, fact{"Output", shape(v.Shape), v.Name})
	}
	if r.Classes > 0 {
		out = append(out, fact{"Classes", fmt.Sprint(r.Classes), ""})
	}
	var operators []string
	for _, each := range r.ByCount() {
		operators = append(operators, fmt.Sprintf("%s × %d", each.Operator, each.Count))
	}
	out = append(out, fact{"Operators", fmt.Sprintf("%d kinds, opset %d", len(operators), r.Opset), strings.Join(operators, ", ")})
	if r.Differentiable {
		out = append(out, fact{"Gradient", "there is one", "Every operator on the way from the scores to the picture has a derivative."})
	} else if r.EstimateQueries > 0 {
		out = append(out, fact{"Gradient", "an estimate: no derivative for " + strings.Join(r.Unsupported, ", "),
			fmt.Sprintf("Attacks estimate it from %d runs each.\n%s", r.EstimateQueries, strings.Join(r.UnsupportedNodes, "\n"))})
	} else {
		out = append(out, fact{"Gradient", "missing: " + strings.Join(r.Unsupported, ", "), strings.Join(r.UnsupportedNodes, "\n")})
	}
	if r.GradientMS != nil && r.ForwardMS != nil {
		out = append(out, fact{"Inference, gradient", fmt.Sprintf("%.1f ms, %.1f ms", *r.ForwardMS, *r.GradientMS), "For one picture, the median of several runs."})
	}
	if r.GradientError != nil {
		out = append(out, fact{"Gradient's error", fmt.Sprintf("%.1e", *r.GradientError), "How far slopes that the gradient predicts are from measured ones, as a share of them."})
	}
	if r.Preprocessing != nil {
		out = append(out, fact{"Preprocessing", preprocessing(*r.Preprocessing, r.Channels), numbers(*r.Preprocessing)})
	}
	if places := classifier.ByPlace(r.Sources); len(places) > 0 {
		out = append(out, fact{"Read from", strings.Join(placesOf(places), ", "), strings.Join(places, "\n")})
	}
	return out
}

// placesOf cuts off what was read in each place.
func placesOf(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i], _, _ = strings.Cut(line, ": ")
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
func preprocessing(p classifier.Preprocessing, channels int) string {
	order := p.ChannelOrder
	switch {
	case channels == 1:
		order = "grey"
	case order == "":
		order = "RGB"
	}
	return order + ", " + crop(p)
}

func crop(p classifier.Preprocessing) string {
	switch p.Crop {
	case "none":
		return "stretched"
	case "squash":
		return "stretched, centre cut out"
	}
	return "centre cut out"
}

func numbers(p classifier.Preprocessing) string {
	return fmt.Sprintf("mean %v, deviation %v, short side %d", p.Means(), p.Stds(), p.ResizeShortSide)
}
