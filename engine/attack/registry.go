package attack

import (
	"cmp"
	"slices"
)

type entry struct {
	place  int
	attack *Attack
}

var registry []entry

// register makes an attack known. The file of each attack calls it once, from
// init; place decides where the attack stands in All: gradient attacks from
// 10, simplest first, noise from 90; those that look for the smallest change from 200,
// by scores from 300, by the label from 400, for many pictures from 500, corruptions
// from 600, several attacks in one from 700. It panics if the place or the key is taken.
func register(place int, a *Attack) {
	for _, e := range registry {
		if e.place == place || e.attack.Key == a.Key {
			panic("attack: " + a.Key + " wants the place or the key of " + e.attack.Key)
		}
	}
	registry = append(registry, entry{place, a})
	slices.SortFunc(registry, func(a, b entry) int { return cmp.Compare(a.place, b.place) })
}

// All lists the attacks in the order in which they are shown.
func All() []*Attack {
	all := make([]*Attack, len(registry))
	for i, e := range registry {
		all[i] = e.attack
	}
	return all
}

// Keys lists the keys of All.
func Keys() []string {
	keys := make([]string, len(registry))
	for i, e := range registry {
		keys[i] = e.attack.Key
	}
	return keys
}

// Find returns the attack with the given key.
func Find(key string) (*Attack, bool) {
	for _, e := range registry {
		if e.attack.Key == key {
			return e.attack, true
		}
	}
	return nil, false
}
