package choice

import (
	"fmt"
	"strings"

	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Page is one of the plots.
type Page int

const (
	// StrengthPage is a sweep: what comes of other values of a parameter.
	StrengthPage Page = iota
	// StepsPage follows an iterative attack over its steps.
	StepsPage
	// ClassesPage follows the classes over the steps.
	ClassesPage
)

// Plot says what the plot shows. No result depends on it, and to undo leaves
// it as it is.
type Plot struct {
	Page Page
	Axis trial.Axis
	// Param is the key of the parameter that a sweep varies, empty for the one
	// that the attack or the defence calls its strength.
	Param string
}

// Varied is a parameter that a sweep can vary.
type Varied struct {
	Axis  trial.Axis
	Param param.Param
	// Owner is the name of the attack or the defence.
	Owner string
	// Strength is true for what the owner calls its strength, which a plot varies
	// unless something else is chosen. An attack may have none.
	Strength bool
}

// Varied lists what the plot can be drawn against: the numeric parameters of
// the attack and of the defence, the strength of each first.
func (c Catalog) Varied(s Settings) []Varied {
	var out []Varied
	for _, axis := range []trial.Axis{trial.SweepAttack, trial.SweepDefense} {
		name, set, strength := c.subject(s, axis)
		at := len(out)
		for _, p := range set {
			switch {
			case !Sweepable(p):
			case p.Key == strength:
				out = append(out[:at:at], append([]Varied{{axis, p, name, true}}, out[at:]...)...)
			default:
				out = append(out, Varied{axis, p, name, false})
			}
		}
	}
	return out
}

// Sweepable reports whether a parameter is a quantity.
func Sweepable(p param.Param) bool {
	return (p.Kind == param.Number || p.Kind == param.Integer) && p.Max > p.Min
}

// subject is the attack or the defence that an axis belongs to.
func (c Catalog) subject(s Settings, axis trial.Axis) (name string, set param.Set, strength string) {
	if axis == trial.SweepDefense {
		if d, ok := c.Defense(s.Defense); ok {
			return d.Name, d.Params, d.Strength
		}
	} else if a, ok := c.Attack(s.Attack); ok {
		return a.Name, a.Params, a.Strength
	}
	return "", nil, ""
}

// Plottable is the settings' plot, or what is nearest to it that they have:
// another attack may lack the parameter, and there may be no defence.
func (c Catalog) Plottable(s Settings) Plot {
	p := s.Plot
	if p.Axis == trial.SweepDefense && s.Defense == "" {
		p.Axis, p.Param = trial.SweepAttack, ""
	}
	_, set, strength := c.subject(s, p.Axis)
	if found, ok := set.Find(p.Param); !ok || !Sweepable(found) || p.Param == strength {
		p.Param = ""
	}
	return p
}

// varied is the parameter that the settings' plot varies; ok is false if the
// attack or the defence has nothing to vary.
func (c Catalog) varied(s Settings) (p param.Param, ok bool) {
	_, set, strength := c.subject(s, s.Plot.Axis)
	if s.Plot.Param != "" {
		strength = s.Plot.Param
	}
	p, ok = set.Find(strength)
	return p, ok && Sweepable(p)
}

// The words for plots in a line of settings. A sweep over something else than
// the attack's strength is written as its axis, a colon and the parameter's key.
var (
	pageWords = map[Page]string{StepsPage: "steps", ClassesPage: "classes"}
	axisWords = map[trial.Axis]string{trial.SweepAttack: "attack", trial.SweepDefense: "defense"}
)

// word is how a plot is written, empty for the usual one.
func (p Plot) word() string {
	switch {
	case p.Page != StrengthPage:
		return pageWords[p.Page]
	case p.Param != "":
		return axisWords[p.Axis] + ":" + p.Param
	case p.Axis != trial.SweepAttack:
		return axisWords[p.Axis]
	}
	return ""
}

// readPlot reads what word wrote. Whether there is such a parameter is for
// Plottable to see.
func readPlot(word string) (Plot, error) {
	for page, name := range pageWords {
		if word == name {
			return Plot{Page: page}, nil
		}
	}
	name, key, _ := strings.Cut(word, ":")
	for axis, axisName := range axisWords {
		if name == axisName {
			return Plot{Axis: axis, Param: key}, nil
		}
	}
	return Plot{}, fmt.Errorf("the plot is one of attack, attack:PARAMETER, classes, defense, defense:PARAMETER, steps, not %q", brief(word))
}
