package param

import (
	"fmt"
	"math"
	"strconv"
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
	// Min and Max bound the value, both inclusive, in Unit.
	Min, Max float64
	// Default is the value before anyone touched the parameter.
	Default float64
	// Step is the distance between two places of a slider. A value given in
	// text need not be a multiple of it.
	Step float64
	// Choices are the names of a Choice, in the order of its values.
	Choices []string
	// Explanation says in one or two plain sentences what the parameter does.
	Explanation string
}

// Set is the list of parameters of one attack or defence, in display order.
type Set []Param

// Values holds a value for each key.
type Values map[string]float64

// Clone returns a copy.
func (v Values) Clone() Values {
	out := make(Values, len(v))
	for key, value := range v {
		out[key] = value
	}
	return out
}

// Int returns the value of key rounded to a whole number. It panics if there
// is none: values reach an algorithm complete.
func (v Values) Int(key string) int { return int(math.Round(v.Float(key))) }

// Float returns the value of key. It panics if there is none.
func (v Values) Float(key string) float64 {
	value, ok := v[key]
	if !ok {
		panic("param: no value for " + key)
	}
	return value
}

// Bool reports whether the value of key is not zero. It panics if there is none.
func (v Values) Bool(key string) bool { return v.Float(key) != 0 }

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
// that names the first key or value that does not fit.
func (s Set) Complete(v Values) (Values, error) {
	out := s.Defaults()
	for key, value := range v {
		p, ok := s.Find(key)
		if !ok {
			return nil, fmt.Errorf("there is no parameter %q (there are: %s)", key, strings.Join(s.Keys(), ", "))
		}
		if err := p.Check(value); err != nil {
			return nil, err
		}
		out[key] = value
	}
	return out, nil
}

// Keys lists the keys in display order.
func (s Set) Keys() []string {
	keys := make([]string, len(s))
	for i, p := range s {
		keys[i] = p.Key
	}
	return keys
}

// Check reports what is wrong with a value, or nil.
func (p Param) Check(value float64) error {
	if math.IsNaN(value) || value < p.Min-1e-9 || value > p.Max+1e-9 {
		return fmt.Errorf("%s must be between %s and %s", p.Key, p.number(p.Min), p.number(p.Max))
	}
	if p.Kind != Number && value != math.Round(value) {
		return fmt.Errorf("%s must be a whole number", p.Key)
	}
	return nil
}

// Parse reads a value as it is written on the command line: a number in Unit,
// yes or no for a Toggle, a name or an index for a Choice.
func (p Param) Parse(text string) (float64, error) {
	switch p.Kind {
	case Toggle:
		switch strings.ToLower(text) {
		case "yes", "true", "on", "1":
			return 1, nil
		case "no", "false", "off", "0":
			return 0, nil
		}
		return 0, fmt.Errorf("%s is yes or no, not %q", p.Key, text)
	case Choice:
		for i, name := range p.Choices {
			if strings.EqualFold(name, text) {
				return float64(i), nil
			}
		}
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		if p.Kind == Choice {
			return 0, fmt.Errorf("%s is one of %s, not %q", p.Key, strings.Join(p.Choices, ", "), text)
		}
		return 0, fmt.Errorf("%s needs a number, not %q", p.Key, text)
	}
	return value, p.Check(value)
}

// Format writes a value for a person, without the unit: "4", "0.25", "yes" or
// the name of a choice.
func (p Param) Format(value float64) string {
	switch p.Kind {
	case Toggle:
		if value != 0 {
			return "yes"
		}
		return "no"
	case Choice:
		if i := int(value); i >= 0 && i < len(p.Choices) {
			return p.Choices[i]
		}
	}
	return p.number(value)
}

func (p Param) number(value float64) string {
	return strconv.FormatFloat(math.Round(value*1e4)/1e4, 'f', -1, 64)
}
