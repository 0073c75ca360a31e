package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// spent is the time of every kind of operator of a session. Operators are told
// apart by what onnxruntime made of them.
type spent map[string]operator

// operator is how many nodes are of a kind, and the sum of the shortest time
// that each took in any run: what else the machine does can only add to it.
type operator struct {
	nodes        int
	microseconds float64
}

// readProfile reads the files that onnxruntime wrote under a prefix.
func readProfile(prefix string) (spent, error) {
	files, err := filepath.Glob(prefix + "*.json")
	if err != nil {
		return nil, err
	}
	type node struct{ kind, name string }
	least := map[node]float64{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var events []struct {
			Category string  `json:"cat"`
			Name     string  `json:"name"`
			Duration float64 `json:"dur"`
			Args     struct {
				Operator string `json:"op_name"`
			} `json:"args"`
		}
		if err := json.Unmarshal(text, &events); err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(file), err)
		}
		for _, e := range events {
			if e.Category != "Node" || !strings.HasSuffix(e.Name, "_kernel_time") {
				continue
			}
			n := node{e.Args.Operator, e.Name}
			if was, ok := least[n]; !ok || e.Duration < was {
				least[n] = e.Duration
			}
		}
	}
	out := spent{}
	for n, time := range least {
		out[n.kind] = operator{out[n.kind].nodes + 1, out[n.kind].microseconds + time}
	}
	return out, nil
}

// print writes a table, the slowest operators first.
func (s spent) print(title string) {
	total := 0.0
	for _, o := range s {
		total += o.microseconds
	}
	fmt.Printf("| %s | nodes | ms | share |\n|---|---:|---:|---:|\n", title)
	names := slices.SortedFunc(maps.Keys(s), func(a, b string) int {
		return cmp.Compare(s[b].microseconds, s[a].microseconds)
	})
	for _, name := range names {
		o := s[name]
		if o.microseconds < total/200 {
			continue
		}
		fmt.Printf("| %s | %d | %.2f | %.0f %% |\n", name, o.nodes, o.microseconds/1000, 100*o.microseconds/total)
	}
	fmt.Printf("| all | | %.2f | |\n\n", total/1000)
}
