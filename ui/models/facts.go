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
		return words.Say("models.own", "path", item.Key)
	}
	return words.FromEngine(item.Entry.Sentence)
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
		add(words.Say("models.taken"))
	}
	if item.Entry != nil {
		add(words.FromEngine(item.Entry.Warning))
	}
	if i.Key == item.Key {
		add(i.Problem)
		if r := i.Report; r != nil {
			add(words.FromEngine(r.Problem))
			for _, w := range r.Warnings {
				add(words.FromEngine(w))
			}
			if r.Assumed {
				add(words.Say("models.assumed"))
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
		return []fact{{words.Say("models.fact.file"), filepath.Base(item.Key), item.Key}, {words.Say("models.fact.size"), megabytes(item.Bytes), ""}}
	}
	return []fact{
		{words.Say("models.fact.family"), e.Family, ""},
		{words.Say("models.fact.size"), megabytes(e.Bytes), ""},
		{words.Say("models.fact.weights"), weights(e.Parameters), ""},
		{words.Say("models.fact.right"), words.Decimal(e.Top1, 1) + " %", words.Say("models.top1")},
		{words.Say("models.fact.licence"), e.Licence, ""},
		{words.Say("models.fact.from"), source(e), strings.Join(e.URLs, "\n")},
		{"SHA-256", e.SHA256[:16] + "…", e.SHA256},
	}
}

// found is what an inspection told.
func found(r *check.Report) []fact {
	var out []fact
	for _, v := range r.Inputs {
		out = append(out, fact{words.Say("models.fact.input"), fmt.Sprintf("%s, %s", shape(v.Shape), r.Layout), v.Name})
	}
	for _, v := range r.Outputs {
		out = append(out, fact{words.Say("models.fact.output"), shape(v.Shape), v.Name})
	}
	if r.Classes > 0 {
		out = append(out, fact{words.Say("models.fact.classes"), fmt.Sprint(r.Classes), ""})
	}
	var operators []string
	for _, each := range r.ByCount() {
		operators = append(operators, fmt.Sprintf("%s × %d", each.Operator, each.Count))
	}
	out = append(out, fact{words.Say("models.fact.operators"), words.Count("models.kinds", len(operators), "opset", r.Opset), strings.Join(operators, ", ")})
	if r.Differentiable {
		out = append(out, fact{words.Say("models.fact.gradient"), words.Say("models.has_gradient"), words.Say("models.differentiable")})
	} else if r.EstimateQueries > 0 {
		out = append(out, fact{words.Say("models.fact.gradient"), words.Say("models.estimate", "operators", strings.Join(r.Unsupported, ", ")),
			words.Count("models.estimated_from", r.EstimateQueries) + "\n" + strings.Join(r.UnsupportedNodes, "\n")})
	} else {
		out = append(out, fact{words.Say("models.fact.gradient"), words.Say("models.missing", "operators", strings.Join(r.Unsupported, ", ")), strings.Join(r.UnsupportedNodes, "\n")})
	}
	if r.GradientMS != nil && r.ForwardMS != nil {
		out = append(out, fact{words.Say("models.fact.times"), words.Decimal(*r.ForwardMS, 1) + " ms, " + words.Decimal(*r.GradientMS, 1) + " ms", words.Say("models.median")})
	}
	if r.GradientError != nil {
		out = append(out, fact{words.Say("models.fact.error"), words.Numeral(fmt.Sprintf("%.1e", *r.GradientError)), words.Say("models.slopes")})
	}
	if r.Preprocessing != nil {
		out = append(out, fact{words.Say("models.fact.preprocessing"), preprocessing(*r.Preprocessing, r.Channels), numbers(*r.Preprocessing)})
	}
	if places := classifier.ByPlace(r.Sources); len(places) > 0 {
		out = append(out, fact{words.Say("models.fact.read_from"), words.FromEngine(strings.Join(placesOf(places), ", ")), words.FromEngine(strings.Join(places, "\n"))})
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
			parts[i] = words.Say("models.any")
		}
	}
	return strings.Join(parts, " × ")
}

// preprocessing describes one in a few words.
func preprocessing(p classifier.Preprocessing, channels int) string {
	order := p.ChannelOrder
	switch {
	case channels == 1:
		order = words.Say("models.grey")
	case order == "":
		order = "RGB"
	}
	return order + ", " + crop(p)
}

func crop(p classifier.Preprocessing) string {
	switch p.Crop {
	case "none":
		return words.Say("models.stretched")
	case "squash":
		return words.Say("models.squashed")
	}
	return words.Say("models.cut")
}

func numbers(p classifier.Preprocessing) string {
	return words.Say("models.numbers", "mean", fmt.Sprint(p.Means()), "deviation", fmt.Sprint(p.Stds()), "side", p.ResizeShortSide)
}
