package figure

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/param"
	"foolscope/engine/plain"
)

// MetricEndings are those of the files that WriteMetrics can write.
var MetricEndings = []string{".csv", ".json"}

// Metrics are the numbers of one experiment, measured on the 8-bit pictures.
type Metrics struct {
	Picture, Model string
	Seed           uint64
	Attack         Choice
	// Target is the class to reach, nil if any other will do.
	Target *Prediction
	// Defense has no key if there is none.
	Defense         Choice
	Clean, Attacked Prediction
	// Defended is nil without a defence.
	Defended *Prediction
	// Fooled is whether the goal was reached, AlreadyFooled whether the
	// original did so.
	Fooled, AlreadyFooled bool
	// Linf is in levels of 256; L2 is for values in [0,1]; PSNR is in decibels.
	Linf           int
	L2, SSIM, PSNR float64
	Gradients      int
	// Warnings are sentences that a fair judgement must know.
	Warnings []string
	// Second is what stood beside it in a comparison, nil for nothing.
	Second *Metrics
}

// Choice is an attack or a defence with its values.
type Choice struct {
	Key    string
	Params param.Set
	Values param.Values
}

// Prediction is a class and its probability.
type Prediction struct {
	Label       string
	Index       int
	Probability float64
}

// field is a key and its value: a string, bool, number, list of sentences or nil.
type field struct {
	key   string
	value any
}

// fields lists everything with the keys of the command attack, and the
// parameters with their own keys after "attack_" and "defense_".
func (m Metrics) fields() []field {
	list := []field{{"picture", m.Picture}, {"model", m.Model}, {"seed", m.Seed}}
	add := func(key string, value any) { list = append(list, field{key, value}) }
	choice := func(name string, c Choice) {
		if c.Key == "" {
			add(name, nil)
			return
		}
		add(name, c.Key)
		for _, p := range c.Params {
			if value, ok := c.Values[p.Key]; ok {
				add(name+"_"+p.Key, written(p, value))
			}
		}
	}
	predicted := func(name string, p *Prediction) {
		if p == nil {
			add(name+"_label", nil)
			add(name+"_index", nil)
			add(name+"_probability", nil)
			return
		}
		add(name+"_label", p.Label)
		add(name+"_index", p.Index)
		add(name+"_probability", p.Probability)
	}
	choice("attack", m.Attack)
	if m.Target == nil {
		add("target_label", nil)
		add("target_index", nil)
	} else {
		add("target_label", m.Target.Label)
		add("target_index", m.Target.Index)
	}
	choice("defense", m.Defense)
	predicted("clean", &m.Clean)
	predicted("attacked", &m.Attacked)
	predicted("defended", m.Defended)
	add("fooled", m.Fooled)
	add("already_fooled", m.AlreadyFooled)
	add("linf_255", m.Linf)
	add("l2", m.L2)
	add("ssim", m.SSIM)
	add("psnr", m.PSNR)
	add("gradients", m.Gradients)
	if len(m.Warnings) == 0 {
		add("warnings", nil)
	} else {
		add("warnings", m.Warnings)
	}
	return list
}

// written is a parameter's value as files write it.
func written(p param.Param, value float64) any {
	switch p.Kind {
	case param.Toggle:
		return value != 0
	case param.Choice, param.File, param.Model:
		return p.Format(value)
	}
	return value
}

// WriteMetrics writes the numbers into the file path, whole or not at all. The
// ending of path chooses the format.
func WriteMetrics(path string, m Metrics) error {
	encode := map[string]func(io.Writer, Metrics) error{".csv": CSV, ".json": JSON}[strings.ToLower(filepath.Ext(path))]
	if encode == nil {
		return fmt.Errorf("cannot save %s: the name of a table of metrics ends in .csv or .json", filepath.Base(path))
	}
	return write(path, func(w io.Writer) error { return encode(w, m) })
}

// CSV writes a line of keys and a line of values. What there is none of is
// empty, and what a spreadsheet would take for a formula is a text. A comparison has two lines of values, and their letters, A and B, come
// first.
func CSV(w io.Writer, m Metrics) error {
	first := m.fields()
	if m.Second == nil {
		keys := keysOf(first)
		return csv.NewWriter(w).WriteAll([][]string{keys, line(keys, first)})
	}
	letter := func(l string, fields []field) []field { return append([]field{{"column", l}}, fields...) }
	first = letter("A", first)
	second := letter("B", m.Second.fields())
	keys := merged(keysOf(first), keysOf(second))
	return csv.NewWriter(w).WriteAll([][]string{keys, line(keys, first), line(keys, second)})
}

func keysOf(fields []field) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.key)
	}
	return keys
}

// merged puts the keys that only b has behind those that they follow there.
func merged(a, b []string) []string {
	out := slices.Clone(a)
	for i, key := range b {
		if !slices.Contains(out, key) {
			out = slices.Insert(out, slices.Index(out, b[i-1])+1, key)
		}
	}
	return out
}

// line writes the values of keys.
func line(keys []string, fields []field) []string {
	values := make([]string, len(keys))
	for _, f := range fields {
		text := ""
		switch v := f.value.(type) {
		case nil:
		case string:
			text = plain.Cell(v)
		case float64:
			text = strconv.FormatFloat(v, 'g', -1, 64)
		case []string:
			text = plain.Sentences(v...)
		default:
			text = fmt.Sprint(v)
		}
		values[slices.Index(keys, f.key)] = text
	}
	return values
}

// JSON writes one object, its keys in the order of the CSV. What there is none
// of is null, and so is an infinite PSNR, of which JSON knows no number. What
// stood beside it is an object of its own, with the key second.
func JSON(w io.Writer, m Metrics) error {
	fields := m.fields()
	if m.Second != nil {
		var second bytes.Buffer
		if err := JSON(&second, *m.Second); err != nil {
			return err
		}
		fields = append(fields, field{"second", json.RawMessage(second.Bytes())})
	}
	var out bytes.Buffer
	for i, f := range fields {
		if v, ok := f.value.(float64); ok && (math.IsInf(v, 0) || math.IsNaN(v)) {
			f.value = nil
		}
		value, err := json.Marshal(f.value)
		if err != nil {
			return err
		}
		separator := ",\n"
		if i == 0 {
			separator = "{\n"
		}
		fmt.Fprintf(&out, "%s  %q: %s", separator, f.key, value)
	}
	out.WriteString("\n}\n")
	_, err := out.WriteTo(w)
	return err
}
