package trial

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/plain"
)

// form is a Setup in a file:
//
//	{"attack": "pgd", "values": {"epsilon": 4}, "goal": "any",
//	 "chain": [{"defense": "jpeg", "values": {"quality": 50}}], "adaptive": true, "samples": 10, "seed": 1}
type form struct {
	Attack string        `json:"attack"`
	Values param.Values  `json:"values"`
	Goal   Goal          `json:"goal"`
	Chain  defense.Chain `json:"chain,omitempty"`
	// Adaptive and Samples are left out where they have no effect.
	Adaptive bool   `json:"adaptive,omitempty"`
	Samples  int    `json:"samples,omitempty"`
	Seed     uint64 `json:"seed"`
}

// longestWord bounds what an error repeats of a file, in runes.
const longestWord = 60

// formKeys are the keys of a form.
var formKeys = []string{"attack", "values", "goal", "chain", "adaptive", "samples", "seed"}

// MarshalJSON writes the keys of the attack and the defences and all their
// values, choices by their names, in one order: equal setups become equal bytes.
func (s Setup) MarshalJSON() ([]byte, error) {
	values, err := s.Attack.Params.Complete(s.Values)
	if err != nil {
		return nil, fmt.Errorf("the attack %s: %w", s.Attack.Key, err)
	}
	s = s.normal()
	return json.Marshal(form{s.Attack.Key, s.Attack.Params.Named(values), s.Goal, s.Chain, s.Adaptive, s.Samples, s.Seed})
}

// UnmarshalJSON reads what MarshalJSON writes. Values that are absent get their
// defaults, the goal is any other class, and the seed 1. The setup has nothing
// that has no effect.
func (s *Setup) UnmarshalJSON(data []byte) error {
	var there map[string]json.RawMessage
	if err := json.Unmarshal(data, &there); err != nil {
		return fmt.Errorf("a setup is an object such as {\"attack\": \"pgd\"}: %w", plain.JSON(err))
	}
	for _, key := range slices.Sorted(maps.Keys(there)) {
		if !slices.Contains(formKeys, key) {
			return fmt.Errorf("a setup has no key %q (there are: %s)", plain.Line(key, longestWord), strings.Join(formKeys, ", "))
		}
	}
	f := form{Samples: int(Samples.Default), Seed: 1}
	if err := json.Unmarshal(data, &f); err != nil {
		return fmt.Errorf("a setup: %w", plain.JSON(err))
	}
	a, ok := attack.Find(f.Attack)
	if !ok {
		return fmt.Errorf("there is no attack %q (there are: %s)", plain.Line(f.Attack, longestWord), strings.Join(attack.Keys(), ", "))
	}
	values, err := a.Params.Complete(f.Values)
	if err != nil {
		return fmt.Errorf("the attack %s: %w", a.Key, err)
	}
	if err := Samples.Check(float64(f.Samples)); err != nil {
		return fmt.Errorf("a setup: %w", err)
	}
	*s = Setup{
		Attack: a, Values: values, Goal: f.Goal, Chain: f.Chain, Adaptive: f.Adaptive, Samples: f.Samples, Seed: f.Seed,
	}.normal()
	return nil
}

// GoalWords are how texts and files write the goals that name no class. The map
// must not be changed.
var GoalWords = map[GoalKind]string{AnythingElse: "any", RunnerUp: "runner-up", LeastLikely: "least-likely"}

// MarshalJSON writes one of GoalWords, or the number of the class to reach.
func (g Goal) MarshalJSON() ([]byte, error) {
	if g.Kind == Chosen {
		return strconv.AppendInt(nil, int64(g.Class), 10), nil
	}
	return json.Marshal(GoalWords[g.Kind])
}

// UnmarshalJSON reads what MarshalJSON writes.
func (g *Goal) UnmarshalJSON(data []byte) error {
	var word string
	if json.Unmarshal(data, &word) == nil {
		for kind, name := range GoalWords {
			if name == word {
				*g = Goal{Kind: kind}
				return nil
			}
		}
	}
	class, err := strconv.Atoi(string(data))
	if err != nil || class < 0 {
		words := slices.Sorted(maps.Values(GoalWords))
		return fmt.Errorf("the goal is %s or the number of a class, not %s", strings.Join(words, ", "), plain.Line(string(data), longestWord))
	}
	*g = Goal{Kind: Chosen, Class: class}
	return nil
}
