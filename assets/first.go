package assets

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"slices"
)

//go:embed first/run.json
var firstRun []byte

//go:embed first/rows.csv.gz
var firstRows []byte

// firstPlan is the plan whose result comes with the program.
const firstPlan = "first"

// First is the finished experiment that comes with the program: what the plan of that name came to
// with the built-in model, computed by make first. plan and run are files of its folder, and rows
// opens rows.csv, 40 pictures of 45 rows each.
func First() (plan, run []byte, rows func() (io.ReadCloser, error)) {
	plans := Plans()
	at := slices.IndexFunc(plans, func(p Plan) bool { return p.Name == firstPlan })
	return plans[at].Data, firstRun, func() (io.ReadCloser, error) { return gzip.NewReader(bytes.NewReader(firstRows)) }
}
