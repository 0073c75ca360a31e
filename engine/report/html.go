package report

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"io"
	"maps"
	"slices"
	"strings"

	"foolscope/engine/figure"
	"foolscope/engine/heatmap"
)

//go:embed page.html
var pageText string

var page = template.Must(template.New("page").Parse(pageText))

// What the page is filled with.
type (
	pageData struct {
		Title, Lead, Plan string
		Warnings          []string
		Charts            []pageChart
		Examples          []pageExample
		Tables            []pageTable
		Facts             [][2]string
	}
	pageChart struct {
		Title string
		SVG   template.HTML
	}
	pageExample struct {
		Title    string
		Pictures []pagePicture
	}
	pagePicture struct {
		Name, Says string
		Data       template.URL
	}
	pageTable struct {
		Title string
		Head  []pageCell
		Lines [][]pageCell
	}
	pageCell struct {
		Text   string
		Number bool
	}
)

// HTML writes the report as one page that needs nothing else.
func (r Report) HTML(w io.Writer) error {
	plan, err := r.Result.Plan.Bytes()
	if err != nil {
		return err
	}
	d := pageData{Title: r.Title(), Lead: r.lead(), Plan: string(plan), Facts: r.facts()}
	for _, warning := range r.Summary.Warnings {
		d.Warnings = append(d.Warnings, warning.Text)
	}
	for _, c := range r.charts() {
		svg, err := inline(c.figure)
		if err != nil {
			return err
		}
		d.Charts = append(d.Charts, pageChart{c.Title, svg})
	}
	for _, e := range r.Examples {
		shown, err := r.example(e)
		if err != nil {
			return err
		}
		d.Examples = append(d.Examples, shown)
	}
	for _, t := range []struct {
		title string
		table table
	}{{"All settings", r.points()}, {"Worst of all attacks, picture by picture", r.worst()}, {"Compared on the same pictures (McNemar's exact test)", r.comparisons()}} {
		if len(t.table.lines) > 0 {
			d.Tables = append(d.Tables, t.table.page(t.title))
		}
	}
	return page.Execute(w, d)
}

// lead is the sentence below the title.
func (r Report) lead() string {
	s := r.Result.Snapshot
	text := fmt.Sprintf("%d pictures of %s", r.Summary.Pictures, s.Data)
	if r.Summary.Problems > 0 {
		text += fmt.Sprintf(", %d more without results", r.Summary.Problems)
	}
	if !r.Result.Complete {
		text += fmt.Sprintf("; the run is not complete: it has %d pictures", s.Pictures)
	}
	return text + ". Agreement is how often the label is that of the untouched picture; intervals are Wilson's of 95 %."
}

// facts are what the experiment was run with.
func (r Report) facts() (out [][2]string) {
	s := r.Result.Snapshot
	for _, m := range s.Models {
		sum := m.SHA256
		if sum == "" {
			sum = "built in"
		}
		out = append(out, [2]string{m.Name, fmt.Sprintf("%d classes, sha256 %s %s", m.Classes, sum, strings.Join(m.Warnings, " "))})
	}
	out = append(out, [2]string{"list of pictures", "sha256 " + s.List}, [2]string{"processors", fmt.Sprintf("%d pictures at once, %d threads each", s.Workers, s.Threads)})
	for _, name := range slices.Sorted(maps.Keys(s.Versions)) {
		if s.Versions[name] != "" {
			out = append(out, [2]string{name, s.Versions[name]})
		}
	}
	return out
}

// inline is a figure as SVG within a page: without what a file begins with.
func inline(f figure.Figure) (template.HTML, error) {
	var out bytes.Buffer
	if err := figure.SVG(&out, f); err != nil {
		return "", err
	}
	text := out.String()
	return template.HTML(text[strings.Index(text, "<svg"):]), nil
}

// picture is one of an example.
type picture struct {
	name, says string
	image      image.Image
}

// example has the pictures of an example: original, perturbation, attacked and defended.
func (r Report) example(e Example) (pageExample, error) {
	o := e.Outcome
	out := pageExample{Title: e.Picture + ": " + r.name(e.Setting)}
	gain := heatmap.SignedGain(heatmap.LargestChange(o.Original, o.Attacked))
	pictures := []picture{
		{"original", e.Was, o.Original.RGBA()},
		{fmt.Sprintf("perturbation × %d", gain), "", heatmap.Signed(o.Original, o.Attacked, gain)},
		{"attacked", e.Became, o.Attacked.RGBA()},
	}
	if o.Defended != nil {
		pictures = append(pictures, picture{"defended", e.After, o.Defended.RGBA()})
	}
	for _, p := range pictures {
		var file bytes.Buffer
		if err := png.Encode(&file, p.image); err != nil {
			return out, err
		}
		data := template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(file.Bytes()))
		out.Pictures = append(out.Pictures, pagePicture{p.name, p.says, data})
	}
	return out, nil
}

func (t table) page(title string) pageTable {
	cells := func(line []string) (out []pageCell) {
		for i, text := range line {
			out = append(out, pageCell{text, t.numbers[i]})
		}
		return out
	}
	out := pageTable{Title: title, Head: cells(t.head)}
	for _, line := range t.lines {
		out.Lines = append(out.Lines, cells(line))
	}
	return out
}
