package assets

import (
	"embed"
	"path"
	"strings"
)

//go:embed plans/*.json
var plans embed.FS

// Plan is an experiment that comes with the program.
type Plan struct {
	// Name is that of its file without the ending.
	Name string
	Data []byte
}

// Plans are the experiments that come with the program, by name.
func Plans() []Plan {
	entries, err := plans.ReadDir("plans")
	if err != nil {
		panic("assets: " + err.Error())
	}
	var out []Plan
	for _, e := range entries {
		data, err := plans.ReadFile(path.Join("plans", e.Name()))
		if err != nil {
			panic("assets: " + err.Error())
		}
		out = append(out, Plan{strings.TrimSuffix(e.Name(), ".json"), data})
	}
	return out
}
