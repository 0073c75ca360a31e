package choice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/param"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// Read changes s to what a line that Text wrote says; find and findSecond return the
// path of the model with a name. What the line does not mention stays as it is, but
// for the parameters of an attack or a defence that it does mention: those get
// their defaults. A class that is the goal is a GoalName still.
func (c Catalog) Read(text string, s *Settings, find, findSecond func(string) (string, error)) error {
	return c.read(text, s, find, findSecond, func(err error) error { return err })
}

// ReadKnown is Read for a line that another version of the program may have written: what
// this one does not know is left out. leftOut is the first of that, nil if nothing is, and
// the error says that the line cannot be read at all.
func (c Catalog) ReadKnown(text string, s *Settings, find, findSecond func(string) (string, error)) (leftOut, err error) {
	err = c.read(text, s, find, findSecond, func(err error) error {
		if leftOut == nil {
			leftOut = err
		}
		return nil
	})
	return leftOut, err
}

// read reads a line; wrong is told what is wrong with a setting, and returns an error to
// end there.
func (c Catalog) read(text string, s *Settings, find, findSecond func(string) (string, error), wrong func(error) error) error {
	pairs, err := pairsOf(text)
	if err != nil {
		return err
	}
	r := reader{c: c, s: s, find: find, findSecond: findSecond, seen: map[string]bool{}}
	for _, p := range pairs {
		if err := r.take(p.key, p.value); err != nil {
			if err := wrong(err); err != nil {
				return err
			}
		}
	}
	s.Plot = c.Plottable(*s)
	return nil
}

// longestRepeated is how much of what was pasted an error repeats.
const longestRepeated = 60

// brief is a key or a value as an error repeats it.
func brief(text string) string { return plain.Line(text, longestRepeated) }

// reader takes one setting after the other.
type reader struct {
	c    Catalog
	s    *Settings
	find func(model string) (path string, err error)
	// findSecond is find for the second model of a comparison.
	findSecond func(model string) (path string, err error)
	seen       map[string]bool
	// owner is the attack or defence that was named last, whose parameters
	// follow and go into values.
	owner  string
	set    param.Set
	values param.Values
}

func (r *reader) take(key, value string) error {
	if p, ok := r.set.Find(key); ok {
		return r.parameter(p, value)
	}
	if r.seen[key] {
		return fmt.Errorf("%s is given twice", brief(key))
	}
	r.seen[key] = true
	var err error
	s := r.s
	switch key {
	case "attack":
		a, ok := r.c.Attack(value)
		if !ok {
			r.own("", nil)
			return fmt.Errorf("there is no attack %q", brief(value))
		}
		r.own(a.Name, a.Params)
		s.Attack, s.Values = a.Key, r.values
	case "defense":
		if value == none {
			r.own("", nil)
			s.Defense, s.DefenseValues = "", nil
			return nil
		}
		d, ok := r.c.Defense(value)
		if !ok {
			r.own("", nil)
			return fmt.Errorf("there is no defence %q", brief(value))
		}
		r.own(d.Name, d.Params)
		s.Defense, s.DefenseValues, s.Adaptive = d.Key, r.values, false
	case "adaptive":
		if s.Adaptive = value == "yes"; !s.Adaptive && value != "no" {
			err = fmt.Errorf("adaptive is yes or no, not %q", brief(value))
		}
	case "goal":
		var goal trial.Goal
		var name string
		if goal, name, err = readGoal(value); err == nil {
			s.Goal, s.GoalName = goal, name
		}
	case "seed":
		var seed uint64
		if seed, err = strconv.ParseUint(value, 10, 64); err == nil {
			s.Seed = seed
		} else {
			err = fmt.Errorf("the seed is a whole number, not %q", brief(value))
		}
	case "model":
		s.Model, err = r.find(value)
	case "compare":
		var with Comparison
		if with, err = r.comparison(value); err == nil {
			s.Compare = with
		}
	case "truth":
		s.SetTruth(value)
	case "plot":
		var plot Plot
		if plot, err = readPlot(value); err == nil {
			s.Plot = plot
		}
	default:
		if r.owner == "" {
			return fmt.Errorf("there is no setting %q", brief(key))
		}
		return fmt.Errorf("%s has no parameter %q (it has: %s)", r.owner, brief(key), strings.Join(r.set.Keys(), ", "))
	}
	return err
}

// comparison reads what is to stand beside the result.
func (r *reader) comparison(value string) (Comparison, error) {
	if value == none {
		r.own("", nil)
		return Comparison{}, nil
	}
	if key, ok := strings.CutPrefix(value, attackPrefix); ok {
		a, ok := r.c.Attack(key)
		if !ok {
			r.own("", nil)
			return Comparison{}, fmt.Errorf("there is no attack %q to compare with", brief(key))
		}
		r.own(a.Name, a.Params)
		return Comparison{With: SecondAttack, Attack: a.Key, Values: r.values}, nil
	}
	if name, ok := strings.CutPrefix(value, modelPrefix); ok && name != "" {
		r.own("", nil)
		path, err := r.findSecond(name)
		return Comparison{With: SecondModel, Model: path}, err
	}
	return Comparison{}, fmt.Errorf("compare is one of %s, %sKEY, %sNAME, not %q", none, attackPrefix, modelPrefix, brief(value))
}

// own says whose parameters follow.
func (r *reader) own(name string, set param.Set) {
	r.owner, r.set, r.values = name, set, set.Defaults()
	for _, p := range set {
		delete(r.seen, "parameter "+p.Key)
	}
}

func (r *reader) parameter(p param.Param, text string) error {
	id := "parameter " + p.Key
	if r.seen[id] {
		return fmt.Errorf("%s is given twice", p.Key)
	}
	r.seen[id] = true
	value, err := p.Parse(text)
	if err == nil {
		// A choice can be given by its number.
		err = p.Check(value)
	}
	if err == nil {
		r.values[p.Key] = value
	}
	return err
}

func readGoal(word string) (trial.Goal, string, error) {
	if name, ok := strings.CutPrefix(word, classPrefix); ok && name != "" {
		return trial.Goal{Kind: trial.Chosen}, name, nil
	}
	words := []string{classPrefix + "NAME"}
	for kind, name := range goalWords {
		if name == word {
			return trial.Goal{Kind: kind}, "", nil
		}
		words = append(words, name)
	}
	slices.Sort(words)
	return trial.Goal{}, "", fmt.Errorf("the goal is one of %s, not %q", strings.Join(words, ", "), brief(word))
}

// pair is one KEY=VALUE.
type pair struct{ key, value string }

// pairsOf splits a line of settings. Values with spaces stand in quotes.
func pairsOf(text string) ([]pair, error) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), textPrefix)
	if !ok {
		return nil, fmt.Errorf("they do not begin with %q", textPrefix)
	}
	var pairs []pair
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		var p pair
		if p.key, rest, ok = strings.Cut(rest, "="); !ok || p.key == "" || strings.ContainsAny(p.key, " \t\r\n") {
			return nil, fmt.Errorf("%q is not KEY=VALUE", brief(p.key))
		}
		if strings.HasPrefix(rest, `"`) {
			quotes, err := strconv.QuotedPrefix(rest)
			if err != nil {
				return nil, fmt.Errorf("the value of %s has no closing quote", brief(p.key))
			}
			rest = rest[len(quotes):]
			if p.value, err = strconv.Unquote(quotes); err != nil {
				return nil, fmt.Errorf("the value of %s is damaged", brief(p.key))
			}
		} else {
			end := strings.IndexAny(rest, " \t\r\n")
			if end < 0 {
				end = len(rest)
			}
			p.value, rest = rest[:end], rest[end:]
		}
		pairs = append(pairs, p)
	}
	if len(pairs) == 0 {
		return nil, fmt.Errorf("nothing follows %q", textPrefix)
	}
	return pairs, nil
}
