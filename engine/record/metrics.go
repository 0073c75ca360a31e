package record

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

	"foolscope/engine/disk"
	"foolscope/engine/plain"
)

// MetricEndings are those of the files that WriteMetrics can write.
var MetricEndings = []string{".csv", ".json"}

// WriteMetrics writes the numbers into the file path, whole or not at all. The
// ending of path chooses the format.
func WriteMetrics(path string, r Record) error {
	encode := map[string]func(io.Writer, Record) error{".csv": CSV, ".json": JSON}[strings.ToLower(filepath.Ext(path))]
	if encode == nil {
		return fmt.Errorf("cannot save %s: the name of a table of metrics ends in .csv or .json", filepath.Base(path))
	}
	return disk.Save(path, func(w io.Writer) error { return encode(w, r) })
}

// CSV writes a line of keys and a line of values. What there is none of is
// empty, and what a spreadsheet would take for a formula is a text. A comparison
// has two lines of values, and their letters, A and B, come first.
func CSV(w io.Writer, r Record) error {
	first := r.metrics()
	if r.Second == nil {
		keys := keysOf(first)
		return csv.NewWriter(w).WriteAll([][]string{keys, line(keys, first)})
	}
	letter := func(l string, list fields) fields { return append(fields{{"column", l}}, list...) }
	first = letter("A", first)
	second := letter("B", r.Second.metrics())
	keys := merged(keysOf(first), keysOf(second))
	return csv.NewWriter(w).WriteAll([][]string{keys, line(keys, first), line(keys, second)})
}

func keysOf(list fields) []string {
	var keys []string
	for _, f := range list {
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
func line(keys []string, list fields) []string {
	values := make([]string, len(keys))
	for _, f := range list {
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
func JSON(w io.Writer, r Record) error {
	list := r.metrics()
	if r.Second != nil {
		var second bytes.Buffer
		if err := JSON(&second, *r.Second); err != nil {
			return err
		}
		list.add("second", json.RawMessage(second.Bytes()))
	}
	var out bytes.Buffer
	for i, f := range list {
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

// Line writes one line of JSON. Unlike JSON it escapes no HTML.
func Line(w io.Writer, r Record) error {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	for i, f := range r.line() {
		separator := ','
		if i == 0 {
			separator = '{'
		}
		fmt.Fprintf(&out, "%c%q:", separator, f.key)
		if err := encoder.Encode(f.value); err != nil {
			return err
		}
		// The encoder ends with a new line.
		out.Truncate(out.Len() - 1)
	}
	out.WriteString("}\n")
	_, err := out.WriteTo(w)
	return err
}
