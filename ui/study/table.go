package study

import (
	"cmp"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/part"
	"foolscope/ui/words"
)

// table is the tab Table: all points, a line each.
type table struct {
	list    *part.Table
	content fyne.CanvasObject
	results *Results
	order   []Spot
	sorted  int
	falling bool
	chosen  Spot
}

// column is one of the table: how a point is written there, and in which order points
// are by it.
type column struct {
	name    string
	leading bool
	weight  float32
	write   func(r *Results, l Line, p Point) string
	compare func(r *Results, l, m Line, p, q Point) int
}

func byText(of func(r *Results, l Line) string) func(r *Results, l, m Line, p, q Point) int {
	return func(r *Results, l, m Line, _, _ Point) int { return cmp.Compare(of(r, l), of(r, m)) }
}

func byNumber(of func(p Point) float64) func(r *Results, l, m Line, p, q Point) int {
	return func(_ *Results, _, _ Line, p, q Point) int { return cmp.Compare(of(p), of(q)) }
}

// columns are those of a table, in their order.
func columns(r *Results) []column {
	modelOf := func(r *Results, l Line) string { return r.Models[l.Model] }
	attackOf := func(r *Results, l Line) string { return r.Attacks[l.Attack] }
	chainOf := func(r *Results, l Line) string { return r.Chains[l.Chain] }
	text := func(of func(r *Results, l Line) string) func(*Results, Line, Point) string {
		return func(r *Results, l Line, _ Point) string { return of(r, l) }
	}
	rate := func(of func(Point) Rate) func(*Results, Line, Point) string {
		return func(_ *Results, _ Line, p Point) string {
			if of(p).Of == 0 {
				return ""
			}
			return words.Decimal(100*of(p).Share, 1)
		}
	}
	share := func(of func(Point) Rate) func(Point) float64 { return func(p Point) float64 { return of(p).Share } }
	right, agreement, fooled := func(p Point) Rate { return p.Right }, func(p Point) Rate { return p.Agreement }, func(p Point) Rate { return p.Fooled }
	out := []column{
		{words.Say("study.table.model"), true, 2, text(modelOf), byText(modelOf)},
		{words.Say("study.table.attack"), true, 1.6, text(attackOf), byText(attackOf)},
	}
	if r != nil && r.Varied.Key != "" {
		out = append(out, column{words.FromEngine(r.Varied.Name), false, 1.1, func(r *Results, _ Line, p Point) string { return words.Value(r.Varied, p.X) }, byNumber(func(p Point) float64 { return p.X })})
	}
	return append(out,
		column{words.Say("study.table.defense"), true, 2, text(chainOf), byText(chainOf)},
		column{words.Say("study.table.pictures"), false, 1, func(_ *Results, _ Line, p Point) string { return strconv.Itoa(p.Done) }, byNumber(func(p Point) float64 { return float64(p.Done) })},
		column{words.Say("study.table.right"), false, 1, rate(right), byNumber(share(right))},
		column{words.Say("study.table.interval"), false, 1.1, func(_ *Results, _ Line, p Point) string {
			if p.Right.Of == 0 {
				return ""
			}
			return interval(p.Right)
		}, byNumber(func(p Point) float64 { return p.Right.High - p.Right.Low })},
		column{words.Say("study.table.agreement"), false, 1.3, rate(agreement), byNumber(share(agreement))},
		column{words.Say("study.table.fooled"), false, 1, rate(fooled), byNumber(share(fooled))},
		column{"SSIM", false, 1, func(_ *Results, _ Line, p Point) string {
			if p.Done == 0 {
				return ""
			}
			return words.Decimal(p.SSIM.Value, 3)
		}, byNumber(func(p Point) float64 { return p.SSIM.Value })},
	)
}

func newTable(choose func(Spot), open func()) *table {
	t := &table{sorted: -1}
	var heads []part.TableColumn
	for _, c := range columns(nil) {
		heads = append(heads, part.TableColumn{Name: c.name, Leading: c.leading, Weight: c.weight})
	}
	t.list = part.NewTable(heads...)
	t.list.OnSorted = func(i int) {
		t.falling = t.sorted == i && !t.falling
		t.sorted = i
		t.show(t.results, t.chosen)
	}
	t.list.OnChosen = func(i int) { choose(t.order[i]) }
	t.list.OnOpen = open
	t.list.Describe(about(words.Say("study.tab.table"), "table"))
	t.content = t.list
	return t
}

func (t *table) show(r *Results, chosen Spot) {
	t.results, t.chosen = r, chosen
	all := columns(r)
	var heads []part.TableColumn
	for _, c := range all {
		heads = append(heads, part.TableColumn{Name: c.name, Leading: c.leading, Weight: c.weight})
	}
	t.list.SetColumns(heads)
	t.order = t.order[:0]
	for i, l := range r.Lines {
		for k := range l.Points {
			t.order = append(t.order, Spot{i, k})
		}
	}
	if t.sorted >= len(all) {
		t.sorted = -1
	}
	if t.sorted >= 0 {
		by := all[t.sorted].compare
		slices.SortStableFunc(t.order, func(a, b Spot) int {
			l, p, _ := r.at(a)
			m, q, _ := r.at(b)
			if t.falling {
				return by(r, m, l, q, p)
			}
			return by(r, l, m, p, q)
		})
	}
	at := slices.Index(t.order, chosen)
	t.list.Set(t.rows(all), at, t.sorted, t.falling)
}

func (t *table) rows(all []column) [][]string {
	var rows [][]string
	for _, s := range t.order {
		l, p, _ := t.results.at(s)
		var row []string
		for _, c := range all {
			row = append(row, c.write(t.results, l, p))
		}
		rows = append(rows, row)
	}
	return rows
}

// text is the table as spreadsheets take it from the clipboard.
func (t *table) text() string {
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.Comma = '\t'
	all := columns(t.results)
	var heads []string
	for _, c := range all {
		heads = append(heads, c.name)
	}
	w.Write(heads)
	w.WriteAll(t.rows(all))
	return out.String()
}
