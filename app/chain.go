package main

import (
	"errors"

	"foolscope/engine/defense"
)

// chainFlags are the flags that choose defences one after the other. A parameter
// belongs to the defence before it, and to the first one if there is none.
type chainFlags struct {
	keys []string
	// sets has the parameters of each defence, and early those before the first.
	sets  [][]string
	early []string
}

// chain declares the flags that choose defences.
func (f *flags) chain(to *chainFlags) {
	name, usage := f.declare("defense", "KEY", "a defence that the attacked picture goes through, see below; given several times, it goes through each in order")
	f.set.Func(name, usage, func(key string) error {
		to.keys, to.sets = append(to.keys, key), append(to.sets, nil)
		return nil
	})
	name, usage = f.declare("set-defense", "KEY=VALUE", "one of the parameters of the defence before it, see below; may be given several times")
	f.set.Func(name, usage, func(pair string) error {
		if last := len(to.sets) - 1; last >= 0 {
			to.sets[last] = append(to.sets[last], pair)
		} else {
			to.early = append(to.early, pair)
		}
		return nil
	})
}

// choose returns the defences that were chosen, with their values.
func (c *chainFlags) choose() (defense.Chain, error) {
	if len(c.keys) == 0 && len(c.early) > 0 {
		return nil, errors.New("--set-defense needs --defense")
	}
	var out defense.Chain
	for i, key := range c.keys {
		sets := c.sets[i]
		if i == 0 {
			sets = append(c.early, sets...)
		}
		d, values, err := chooseDefense(key, sets)
		if err != nil {
			return nil, err
		}
		if d != nil {
			out = append(out, defense.Stage{Defense: d, Values: values})
		}
	}
	return out, nil
}
