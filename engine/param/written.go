package param

import (
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/plain"
)

// Check reports what is wrong with a value, or nil.
func (p Param) Check(value float64) error {
	switch p.Kind {
	case File, Model:
		text, ok := TextOf(value)
		if !ok {
			return fmt.Errorf("%s needs the name of a file, not a number", p.Key)
		}
		if text != "" && len(p.Endings) > 0 && !slices.Contains(p.Endings, strings.ToLower(filepath.Ext(text))) {
			return fmt.Errorf("%s needs a file that ends in %s, not %q", p.Key, strings.Join(p.Endings, " or "), brief(filepath.Base(text)))
		}
		return nil
	case Choice:
		if value != math.Trunc(value) || value < 0 || value >= float64(len(p.Choices)) {
			return fmt.Errorf("%s is one of %s", p.Key, strings.Join(p.Choices, ", "))
		}
		return nil
	}
	// A hair outside is what rounding makes of the end of a slider.
	low, high := p.Min-1e-9, p.Max+1e-9
	if p.Log {
		low, high = p.Min*(1-1e-9), p.Max*(1+1e-9)
	}
	if math.IsNaN(value) || value < low || value > high {
		return fmt.Errorf("%s must be between %s and %s", p.Key, p.number(p.Min), p.number(p.Max))
	}
	if p.Kind != Number && value != math.Round(value) {
		return fmt.Errorf("%s must be a whole number", p.Key)
	}
	return nil
}

// longestRepeated is how much of what was written an error repeats.
const longestRepeated = 60

func brief(text string) string { return plain.Line(text, longestRepeated) }

// Parse reads a value as it is written on the command line: a number in Unit,
// yes or no for a Toggle, a name or an index for a Choice, a path for a File or
// a Model.
func (p Param) Parse(text string) (float64, error) {
	switch p.Kind {
	case Toggle:
		switch strings.ToLower(text) {
		case "yes", "true", "on", "1":
			return 1, nil
		case "no", "false", "off", "0":
			return 0, nil
		}
		return 0, fmt.Errorf("%s is yes or no, not %q", p.Key, brief(text))
	case Choice:
		for i, name := range p.Choices {
			if strings.EqualFold(name, text) {
				return float64(i), nil
			}
		}
		if i, err := strconv.Atoi(text); err == nil && p.Check(float64(i)) == nil {
			return float64(i), nil
		}
		return 0, fmt.Errorf("%s is one of %s, not %q", p.Key, strings.Join(p.Choices, ", "), brief(text))
	case File, Model:
		value := Text(text)
		return value, p.Check(value)
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, fmt.Errorf("%s needs a number, not %q", p.Key, brief(text))
	}
	return value, p.Check(value)
}

// Format writes a value for a person, without the unit: "4", "0.25", "yes", the
// name of a choice, or the path of a file. Numbers are rounded to four digits
// after the point, or to four significant ones if Log is set and that is finer.
func (p Param) Format(value float64) string {
	switch p.Kind {
	case Toggle:
		if value != 0 {
			return "yes"
		}
		return "no"
	case Choice:
		if p.Check(value) == nil {
			return p.Choices[int(value)]
		}
	case File, Model:
		if text, ok := TextOf(value); ok {
			return text
		}
	}
	return p.number(value)
}

// Exact writes a value so that Parse reads the very same: as Format does,
// unless that loses digits.
func (p Param) Exact(value float64) string {
	text := p.Format(value)
	if back, err := p.Parse(text); err == nil && back == value {
		return text
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

// Allowed says in a few words what the parameter can be: "0 to 32 /255", "yes
// or no", "pixels or elements", "a file that ends in .npy".
func (p Param) Allowed() string {
	text := fmt.Sprintf("%s to %s", p.number(p.Min), p.number(p.Max))
	switch p.Kind {
	case Toggle:
		text = "yes or no"
	case Choice:
		text = strings.Join(p.Choices, " or ")
	case File:
		text = "a file"
		if len(p.Endings) > 0 {
			text += " that ends in " + strings.Join(p.Endings, " or ")
		}
	case Model:
		text = "a model's file"
	}
	if p.Unit != "" {
		text += " " + p.Unit
	}
	return text
}

func (p Param) number(value float64) string {
	size := math.Abs(value)
	if !p.Log || size >= 1 || size == 0 || math.IsNaN(value) {
		return strconv.FormatFloat(math.Round(value*1e4)/1e4, 'f', -1, 64)
	}
	value = fourDigits(value)
	if size >= 1e-4 {
		return strconv.FormatFloat(value, 'f', -1, 64)
	}
	// 1e-5 instead of 1e-05.
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(value, 'e', -1, 64), "e")
	n, _ := strconv.Atoi(exponent)
	return fmt.Sprintf("%se%d", mantissa, n)
}

// fourDigits rounds to four significant digits.
func fourDigits(value float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(value, 'e', 3, 64), 64)
	return rounded
}
