package main

import (
	"fmt"
	"strings"

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
