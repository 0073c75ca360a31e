package choice

import (
	"cmp"
	"path/filepath"
	"strconv"
	"strings"

	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// textPrefix begins every line of settings.
const textPrefix = "foolscope:"

// none is how the absence of a defence or of a comparison is written.
const none = "none"

// classPrefix comes before the name of the class that is the goal.
const classPrefix = "class:"

// What stands before the name of what is compared.
const (
	attackPrefix = "attack:"
	modelPrefix  = "model:"
)

// goalWords are how the goals that name no class are written.
var goalWords = trial.GoalWords

// IsText reports whether a text claims to be a line of settings.
func IsText(text string) bool { return strings.HasPrefix(strings.TrimSpace(text), textPrefix) }

// Text writes the settings as one line that another Foolscope understands:
//
//	foolscope: attack=fgsm epsilon=4 defense=jpeg quality=50 compare=attack:bim epsilon=4 steps=10 goal=any seed=1 model=roadsigns
//
// What stands after an attack or a defence are its parameters. What the plot
// shows is added unless it is the usual, and what somebody said that the picture shows. The picture
// is not part of it. A goal that is a class has its GoalName.
func (c Catalog) Text(s Settings) string {
	line := []string{textPrefix}
	add := func(key, value string) { line = append(line, key+"="+quoted(value)) }
	values := func(set param.Set, values param.Values) {
		for _, p := range set {
			add(p.Key, p.Exact(values[p.Key]))
		}
	}
	if a, ok := c.Attack(s.Attack); ok {
		add("attack", a.Key)
		values(a.Params, s.Values)
	}
	if d, ok := c.Defense(s.Defense); ok {
		add("defense", d.Key)
		values(d.Params, s.DefenseValues)
		if s.Adaptive {
			add("adaptive", "yes")
		}
	} else {
		add("defense", none)
	}
	switch a, _ := c.Attack(s.Compare.Attack); s.Compare.With {
	case Nothing:
		add("compare", none)
	case SecondAttack:
		add("compare", attackPrefix+a.Key)
		values(a.Params, s.Compare.Values)
	case SecondModel:
		add("compare", modelPrefix+c.modelWord(s.Compare.Model))
	}
	// A class that nobody can name yet is as good as any.
	word := cmp.Or(goalWords[s.Goal.Kind], goalWords[trial.AnythingElse])
	if s.GoalName != "" {
		word = classPrefix + s.GoalName
	}
	add("goal", word)
	add("seed", strconv.FormatUint(s.Seed, 10))
	add("model", c.modelWord(s.Model))
	if truth, said := s.Truths[s.Picture]; said {
		add("truth", truth)
	}
	if word := s.Plot.word(); word != "" {
		add("plot", word)
	}
	return strings.Join(line, " ")
}

// modelWord names a model without saying where it lies on this computer.
func (c Catalog) modelWord(path string) string {
	if path == "" {
		return c.BuiltIn
	}
	return filepath.Base(path)
}

// quoted puts a value into quotes if it would fall apart without them.
func quoted(value string) string {
	if quotes := strconv.Quote(value); value == "" || strings.ContainsAny(value, " =") || quotes != `"`+value+`"` {
		return quotes
	}
	return value
}
