package study

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"foolscope/engine/dataset"
	"foolscope/engine/defense"
	"foolscope/engine/plain"
)

// columns are the keys of rows.csv, in order.
var columns = []string{
	"index", "picture", "sha256", "class", "truth",
	"model", "made_on", "attack", "defense", "varied", "value",
	"clean_class", "clean_label", "clean_confidence",
	"attacked_class", "attacked_label", "attacked_confidence",
	"defended_class", "defended_label", "defended_confidence",
	"agrees", "right_before", "right", "fooled_before", "fooled",
	"ssim", "attack_ssim", "psnr", "linf_255", "l2", "l0", "gradients", "queries", "remarks", "problem",
}

// table writes and reads the rows of one plan.
type table struct {
	plan     Plan
	settings []Setting
	// models are the names of the plan's models for people, each once.
	models []string
}

func newTable(p Plan, models []string) *table { return &table{p, p.Settings(), models} }

// cells are the columns of a row.
func (t *table) cells(r *Row) []string {
	out := []string{strconv.Itoa(r.Index), plain.Cell(r.Picture)}
	if r.Problem != "" {
		out = append(out, make([]string, len(columns)-3)...)
		return append(out, plain.Cell(r.Problem))
	}
	s := r.Setting
	attackKey, key, x := "", "", ""
	if s.Attack != Untouched {
		attackKey = t.plan.Attacks[s.Attack].Attack.Key
	}
	if !math.IsNaN(s.X) {
		key, x = t.plan.Vary.Key, exact(s.X)
	}
	truth := ""
	if r.Known() {
		truth = strconv.Itoa(r.Truth)
	}
	out = append(out, r.Hash, plain.Cell(r.Class), truth,
		plain.Cell(t.models[s.Model]), plain.Cell(t.models[s.MadeOn]), attackKey, ChainText(t.plan.ChainOf(s)), key, x)
	for _, l := range []*Label{&r.Clean, r.Attacked, r.Defended} {
		if l == nil {
			out = append(out, "", "", "")
			continue
		}
		out = append(out, strconv.Itoa(l.Class), plain.Cell(l.Name), fixed(l.Confidence))
	}
	rightBefore, right := "", ""
	if r.Known() {
		rightBefore, right = bit(r.RightBefore()), bit(r.Right())
	}
	psnr := "inf"
	if !math.IsInf(r.Change.PSNR, 1) {
		psnr = fixed(r.Change.PSNR)
	}
	return append(out, bit(r.Agrees()), rightBefore, right, bit(r.FooledBefore), bit(r.Fooled),
		fixed(r.SSIM), fixed(r.Change.SSIM), psnr, strconv.Itoa(r.Change.Linf), fixed(r.Change.L2), strconv.Itoa(r.Change.L0),
		strconv.Itoa(r.Gradients), strconv.Itoa(r.Queries), plain.Sentences(r.Remarks...), "")
}

// ChainText writes a chain in short: "jpeg(quality=50) box_blur(size=3)", "none" if it is empty.
func ChainText(c defense.Chain) string {
	if len(c) == 0 {
		return "none"
	}
	var out []string
	for _, stage := range c {
		var values []string
		for _, p := range stage.Defense.Params {
			values = append(values, p.Key+"="+strings.TrimSpace(p.Exact(stage.Values[p.Key])))
		}
		out = append(out, stage.Defense.Key+"("+strings.Join(values, ",")+")")
	}
	return strings.Join(out, " ")
}

func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// fixed writes what has six places that mean something.
func fixed(x float64) string { return strconv.FormatFloat(x, 'f', 6, 64) }

func bit(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// write adds the rows of one picture to a file.
func (t *table) write(w io.Writer, rows []Row) error {
	out := csv.NewWriter(w)
	for i := range rows {
		if err := out.Write(t.cells(&rows[i])); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// block is how many rows a picture has whose first row is given.
func (t *table) block(first []string) int {
	if first[len(first)-1] != "" {
		return 1
	}
	return len(t.settings)
}

// row reads what cells wrote, at place k of the rows of a picture.
func (t *table) row(record []string, k int) (Row, error) {
	f := fields{record: record}
	r := Row{Index: f.int("index"), Picture: f.text("picture"), Truth: dataset.Unknown, Problem: f.text("problem")}
	if r.Problem != "" {
		return r, f.err
	}
	r.Hash, r.Class, r.Setting = f.text("sha256"), f.text("class"), t.settings[k]
	if f.text("truth") != "" {
		r.Truth = f.int("truth")
	}
	if s := r.Setting; f.text("model") != plain.Cell(t.models[s.Model]) || f.text("made_on") != plain.Cell(t.models[s.MadeOn]) || f.text("defense") != ChainText(t.plan.ChainOf(s)) {
		return r, fmt.Errorf("row %d of picture %d is not what the plan says", k+1, r.Index+1)
	}
	r.Clean = *f.label("clean")
	r.Attacked, r.Defended = f.label("attacked"), f.label("defended")
	r.Fooled, r.FooledBefore = f.text("fooled") == "1", f.text("fooled_before") == "1"
	r.SSIM, r.Change.SSIM, r.Change.PSNR = f.float("ssim"), f.float("attack_ssim"), f.float("psnr")
	r.Change.Linf, r.Change.L2, r.Change.L0 = f.int("linf_255"), f.float("l2"), f.int("l0")
	r.Gradients, r.Queries = f.int("gradients"), f.int("queries")
	if text := f.text("remarks"); text != "" {
		r.Remarks = []string{text}
	}
	return r, f.err
}

// fields reads the cells of one record, and keeps the first error.
type fields struct {
	record []string
	err    error
}

var columnOf = func() map[string]int {
	out := map[string]int{}
	for i, name := range columns {
		out[name] = i
	}
	return out
}()

func (f *fields) text(column string) string { return f.record[columnOf[column]] }

func (f *fields) int(column string) int {
	n, err := strconv.Atoi(f.text(column))
	f.note(column, err)
	return n
}

func (f *fields) float(column string) float64 {
	x, err := strconv.ParseFloat(f.text(column), 64)
	f.note(column, err)
	return x
}

func (f *fields) note(column string, err error) {
	if err != nil && f.err == nil {
		f.err = fmt.Errorf("in the column %s there is %q", column, plain.Line(f.text(column), longestWord))
	}
}

// label reads three columns; nil if they are empty.
func (f *fields) label(of string) *Label {
	if f.text(of+"_class") == "" {
		if of == "clean" {
			f.int("clean_class")
			return &Label{}
		}
		return nil
	}
	return &Label{f.int(of + "_class"), f.text(of + "_label"), f.float(of + "_confidence")}
}
