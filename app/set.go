package main

import (
	"errors"
	"fmt"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
)

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
	values, err := a.Params.ParsePairs(sets)
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
		return nil, nil, fmt.Errorf("there is no defence %q: choose none, or one of %s", key, defenseKeys())
	}
	values, err := d.Params.ParsePairs(sets)
	if err != nil {
		return nil, nil, fmt.Errorf("--set-defense: %w", err)
	}
	return d, values, nil
}

func attackKeys() string { return strings.Join(attack.Keys(), ", ") }

func defenseKeys() string { return strings.Join(defense.Keys(), ", ") }
