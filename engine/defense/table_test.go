package defense

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var updateTable = flag.Bool("update", false, "rewrite docs/defences.md")

const tableFile = "../../docs/defences.md"

const tableIntroduction = `# Defences

Every defence acts on the attacked picture before the model sees it, and any of them can follow each other: in plans, and on the
command line, where ` + "`--defense`" + ` is given several times. An attack that knows them (` + "`--adaptive`" + `, or the switch in Explore) goes back
through each by its derivative, or as if it changed nothing (BPDA), and takes the mean over draws of those that draw (EOT).
` + "`foolscope help KEY`" + ` has all parameters. This table follows from the code: ` + "`go test ./engine/defense -run Table -update`" + ` rewrites it.

| key | defence | strength, default | derivative | draws | hides its gradient |
|---|---|---|---|---|---|
`

const tableRest = `
` + "`foolscope certify`" + ` and ` + "`foolscope detect`" + ` are no defences of a picture: the first says within which L2 distance no attack can change the
answer of the smoothed model (Cohen et al., 2019), the second whether a picture looks attacked (Xu et al., 2018). The certificate
holds for the vote over noisy copies, not for one answer of the model.
`

func TestTableOfDefences(t *testing.T) {
	yes := map[bool]string{true: "yes", false: "no"}
	var out strings.Builder
	out.WriteString(tableIntroduction)
	for _, d := range All() {
		p, _ := d.Params.Find(d.Strength)
		derivative := "exact"
		if d.Backward == nil {
			derivative = "identity"
		}
		fmt.Fprintf(&out, "| `%s` | %s | `%s` %v to %v, %v | %s | %s | %s |\n",
			d.Key, d.Name, p.Key, p.Min, p.Max, p.Default, derivative, yes[d.Random], yes[d.HidesGradient])
	}
	out.WriteString(tableRest)
	if *updateTable {
		if err := os.WriteFile(tableFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if there, err := os.ReadFile(tableFile); err != nil || string(there) != out.String() {
		t.Errorf("docs/defences.md is not what the registry says (%v): go test ./engine/defense -run Table -update", err)
	}
}
