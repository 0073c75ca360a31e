package explore

import (
	"path/filepath"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/words"
)

// names finds what a person reads for a key.
type names struct {
	attacks  []*attack.Attack
	defenses []*defense.Defense
}

func (n names) catalog() choice.Catalog {
	return choice.Catalog{Attacks: n.attacks, Defenses: n.defenses}
}

func (n names) findAttack(key string) (int, *attack.Attack) {
	for i, a := range n.attacks {
		if a.Key == key {
			return i, a
		}
	}
	return -1, nil
}

func (n names) findDefense(key string) (int, *defense.Defense) {
	for i, d := range n.defenses {
		if d.Key == key {
			return i, d
		}
	}
	return -1, nil
}

func (n names) attack(key string) string {
	if _, a := n.findAttack(key); a != nil {
		return words.FromEngine(a.Name)
	}
	return ""
}

// defense names a defence with its strength: "JPEG 50".
func (n names) defense(key string, values param.Values) string {
	_, d := n.findDefense(key)
	if d == nil {
		return ""
	}
	p, ok := d.Params.Find(d.Strength)
	value, chosen := values[d.Strength]
	if !ok || !chosen {
		return words.FromEngine(d.Name)
	}
	return words.FromEngine(d.Name) + " " + words.Value(p, value)
}

// modelName is what a model is called before it was opened.
func modelName(path string) string {
	if path == "" {
		return words.Say("model.built_in")
	}
	return filepath.Base(path)
}

// textsOf are the texts of keys.
func textsOf(keys []string) []string {
	out := make([]string, len(keys))
	for i, key := range keys {
		out[i] = words.Say(key)
	}
	return out
}
