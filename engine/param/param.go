package param

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Kind says what values a parameter takes.
type Kind int

const (
	// Number is any value between Min and Max.
	Number Kind = iota
	// Integer is a whole number between Min and Max.
	Integer
	// Toggle is 0 (no) or 1 (yes).
	Toggle
	// Choice is the index of one of Choices.
	Choice
	// File is the path of a file, as Text; 0 for none.
	File
	// Model is the path of a model, as Text; 0 for the one that is built in.
	Model
)

// Param describes one parameter.
type Param struct {
	// Key names the parameter on the command line, in JSON and in CSV: lower
	// case, words joined by underscores.
	Key string
	// Name is what a person reads, with a capital first letter.
	Name string
	// Symbol is the letter used in formulas, empty if there is none.
	Symbol string
	// Unit follows the number: "/255", "%", "px"; empty if there is none.
	Unit string
	Kind Kind
	// Min and Max bound the value, both inclusive, in Unit. Files and models
	// have no bounds.
	Min, Max float64
	// Default is the value before anyone touched the parameter.
	Default float64
	// Step is the distance between two places of a slider, or their ratio
	// (above 1) if Log is set; 0 for a hundred places. A value given in text
	// need not be at such a place.
	Step float64
	// Log says that ratios count, not differences: a slider runs through the
	// decades, and a sweep has equal ratios. Min is above 0.
	Log bool
	// Choices are the names of a Choice, in the order of its values.
	Choices []string
	// Endings are those that the name of a File may have, such as ".npy"; any
	// if there are none.
	Endings []string
	// Explanation says in one or two plain sentences what the parameter does.
	Explanation string
}

// Set is the list of parameters of one attack or defence, in display order.
type Set []Param

// Defaults returns the default of every parameter.
func (s Set) Defaults() Values {
	out := make(Values, len(s))
	for _, p := range s {
		out[p.Key] = p.Default
	}
	return out
}

// Find returns the parameter with the given key.
func (s Set) Find(key string) (Param, bool) {
	for _, p := range s {
		if p.Key == key {
			return p, true
		}
	}
	return Param{}, false
}

// Complete returns v with defaults for the keys that it lacks, or an error
// that names the first key, in alphabetical order, that does not fit or whose value
// does not. A switch or a choice may be given by name, as a Text.
func (s Set) Complete(v Values) (Values, error) {
	out := s.Defaults()
	for _, key := range slices.Sorted(maps.Keys(v)) {
		value := v[key]
		p, ok := s.Find(key)
		if !ok {
			return nil, s.unknown(key)
		}
		if name, ok := TextOf(value); ok && name != "" && (p.Kind == Toggle || p.Kind == Choice) {
			var err error
			if value, err = p.Parse(name); err != nil {
				return nil, err
			}
		}
		if _, isText := TextOf(value); isText && value != 0 && (p.Kind == Number || p.Kind == Integer) {
			return nil, fmt.Errorf("%s needs a number, not a text", p.Key)
		}
		if err := p.Check(value); err != nil {
			return nil, err
		}
		out[key] = value
	}
	return out, nil
}

// ParsePairs reads values as they are written on the command line, each
// KEY=VALUE. Keys that are not given get their defaults; of two with the same
// key the last counts.
func (s Set) ParsePairs(pairs []string) (Values, error) {
	values := Values{}
	for _, pair := range pairs {
		key, text, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not KEY=VALUE", pair)
		}
		p, ok := s.Find(key)
		if !ok {
			return nil, s.unknown(key)
		}
		value, err := p.Parse(text)
		if err != nil {
			return nil, err
		}
		values[key] = value
	}
	return s.Complete(values)
}

// Named returns v with each choice as the Text of its name, so that its JSON
// reads {"norm":"L2"} instead of {"norm":1}. Complete takes that back. It
// returns v itself if there is no choice.
func (s Set) Named(v Values) Values {
	out, copied := v, false
	for _, p := range s {
		index, ok := v[p.Key]
		if p.Kind != Choice || !ok || p.Check(index) != nil {
			continue
		}
		if !copied {
			out, copied = v.Clone(), true
		}
		out[p.Key] = Text(p.Choices[int(index)])
	}
	return out
}

// Keys lists the keys in display order.
func (s Set) Keys() []string {
	keys := make([]string, len(s))
	for i, p := range s {
		keys[i] = p.Key
	}
	return keys
}

func (s Set) unknown(key string) error {
	return fmt.Errorf("there is no parameter %q (there are: %s)", key, strings.Join(s.Keys(), ", "))
}
