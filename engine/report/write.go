package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/figure"
)

// Write writes the report into a folder, which it makes: report.html, report.pdf, the tables as
// CSV, Markdown and LaTeX, and each chart as PNG, SVG and PDF. Each file is whole or absent. It
// returns the path of the page.
func Write(folder string, r Report) (string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", fmt.Errorf("the folder for the report cannot be made: %w", disk.Explained(err))
	}
	place := func(name string) string { return filepath.Join(folder, name) }
	for name, t := range map[string]table{"settings": r.points(), "comparisons": r.comparisons(), "worst": r.worst()} {
		if len(t.lines) == 0 {
			continue
		}
		for ending, write := range map[string]func(io.Writer) error{".csv": t.csv, ".md": t.markdown, ".tex": t.latex} {
			if err := disk.Save(place(name+ending), write); err != nil {
				return "", err
			}
		}
	}
	for _, c := range r.charts() {
		for _, ending := range figure.Endings {
			if err := figure.Write(place(c.Name+ending), c.figure); err != nil {
				return "", err
			}
		}
	}
	if err := disk.Save(place("report.pdf"), r.PDF); err != nil {
		return "", err
	}
	path := place("report.html")
	return path, disk.Save(path, r.HTML)
}

// linesPerPage is how many lines of a table stand on a page of the document.
const linesPerPage = 60

// PDF writes the report as a document: a page of words, the charts, the pictures and the table of all settings.
func (r Report) PDF(w io.Writer) error {
	first := figure.Figure{Headline: r.Title(), Caption: r.lead()}
	for _, warning := range r.Summary.Warnings {
		first.Caption += " " + warning.Text
	}
	for _, fact := range r.facts() {
		first.Caption += " " + fact[0] + ": " + fact[1] + "."
	}
	pages := []figure.Figure{first}
	for _, c := range r.charts() {
		pages = append(pages, c.figure)
	}
	for _, e := range r.Examples {
		pages = append(pages, r.strip(e))
	}
	t := r.points()
	for from := 0; from < len(t.lines); from += linesPerPage {
		rows := append([][]string{t.head}, t.lines[from:min(from+linesPerPage, len(t.lines))]...)
		pages = append(pages, figure.Figure{Rows: rows, Numbers: t.numbers, Headline: "All settings"})
	}
	return figure.Document(w, pages)
}

// strip is an example as a figure.
func (r Report) strip(e Example) figure.Figure {
	o := e.Outcome
	f := figure.Figure{Headline: e.Picture + ".", Caption: strings.ToUpper(r.name(e.Setting)[:1]) + r.name(e.Setting)[1:] + "."}
	f.Panels = append(f.Panels,
		figure.Panel{Title: "Original", Role: figure.Original, Image: o.Original.RGBA(), Verdict: e.Was, VerdictRole: figure.Original},
		figure.Panel{Title: "Attacked", Role: figure.Attacked, Image: o.Attacked.RGBA(), Verdict: e.Became, VerdictRole: figure.Attacked},
	)
	if o.Defended != nil {
		f.Panels = append(f.Panels, figure.Panel{Title: "Defended", Role: figure.Defended, Image: o.Defended.RGBA(), Verdict: e.After, VerdictRole: figure.Defended})
	}
	return f
}
