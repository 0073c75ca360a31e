package main

import (
	"errors"
	"fmt"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
)

// list is a flag that may be given several times.
type list []string

// String implements flag.Value.
func (l *list) String() string { return strings.Join(*l, " ") }

// Set implements flag.Value.
func (l *list) Set(value string) error {
	*l = append(*l, value)
	return nil
}

// chooseAttack finds an attack and reads its parameters from KEY=VALUE pairs.
// It returns nil for no key.
func chooseAttack(key string, sets []string) (*attack.Attack, param.Values, error) {
	if key == "" {
		if len(sets) > 0 {
			return nil, nil, errors.New("--set needs --attack")
		}
		return nil, nil, nil
	}
	a, ok := attack.Find(key)
	if !ok {
		return nil, nil, fmt.Errorf("there is no attack %q: there are %s", key, attackKeys())
	}
	values, err := parseValues(a.Params, sets)
	if err != nil {
		return nil, nil, fmt.Errorf("--set: %w", err)
	}
	return a, values, nil
}

// chooseDefense finds a defence and reads its parameters from KEY=VALUE pairs.
// It returns nil for no key, and for none.
func chooseDefense(key string, sets []string) (*defense.Defense, param.Values, error) {
	if key == "" || key == "none" {
		if len(sets) > 0 {
			return nil, nil, errors.New("--set-defense needs --defense")
		}
		return nil, nil, nil
	}
	d, ok := defense.Find(key)
	if !ok {
		return nil, nil, fmt.Errorf("there is no defence %q: there are none, %s", key, defenseKeys())
	}
	values, err := parseValues(d.Params, sets)
	if err != nil {
		return nil, nil, fmt.Errorf("--set-defense: %w", err)
	}
	return d, values, nil
}

func attackKeys() string {
	var keys []string
	for _, a := range attack.All() {
		keys = append(keys, a.Key)
	}
	return strings.Join(keys, ", ")
}

func defenseKeys() string {
	var keys []string
	for _, d := range defense.All() {
		keys = append(keys, d.Key)
	}
	return strings.Join(keys, ", ")
}

// parseValues reads KEY=VALUE pairs as values of the parameters in set. Keys
// that are not given get their defaults.
func parseValues(set param.Set, pairs []string) (param.Values, error) {
	values := param.Values{}
	for _, pair := range pairs {
		key, text, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, fmt.Errorf("%q is not KEY=VALUE", pair)
		}
		p, ok := set.Find(key)
		if !ok {
			return nil, fmt.Errorf("there is no parameter %q (there are: %s)", key, strings.Join(set.Keys(), ", "))
		}
		value, err := p.Parse(text)
		if err != nil {
			return nil, err
		}
		values[key] = value
	}
	return set.Complete(values)
}
