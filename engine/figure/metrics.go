package figure

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strconv"
	"strings"

	"foolscope/engine/param"
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

// field is a key and its value: a string, bool, number or nil.
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
				add(name+"_"+p.Key, plain(p, value))
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
	return list
}

// plain is a parameter's value as files write it.
func plain(p param.Param, value float64) any {
	switch p.Kind {
	case param.Toggle:
		return value != 0
	case param.Choice:
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

// CSV writes a line of keys and a line of values. What there is none of is empty.
func CSV(w io.Writer, m Metrics) error {
	var keys, values []string
	for _, f := range m.fields() {
		keys = append(keys, f.key)
		switch v := f.value.(type) {
		case nil:
			values = append(values, "")
		case float64:
			values = append(values, strconv.FormatFloat(v, 'g', -1, 64))
		default:
			values = append(values, fmt.Sprint(v))
		}
	}
	return csv.NewWriter(w).WriteAll([][]string{keys, values})
}

// JSON writes one object, its keys in the order of the CSV. What there is none
// of is null, and so is an infinite PSNR, of which JSON knows no number.
func JSON(w io.Writer, m Metrics) error {
	var out bytes.Buffer
	for i, f := range m.fields() {
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
