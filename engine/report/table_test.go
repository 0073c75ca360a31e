package report

import (
	"bytes"
	"testing"
)

var odd = table{head: []string{"Model", "95 %"}, lines: [][]string{{"=A_1 | {b}", "1.0–2.0"}}, numbers: []bool{false, true}}

func TestTablesAreWrittenForTheirReaders(t *testing.T) {
	for _, test := range []struct {
		name  string
		write func(*bytes.Buffer) error
		want  string
	}{
		{"CSV", func(b *bytes.Buffer) error { return odd.csv(b) }, "Model,95 %\n'=A_1 | {b},1.0–2.0\n"},
		{"Markdown", func(b *bytes.Buffer) error { return odd.markdown(b) }, "| Model | 95 % |\n|---|--:|\n| =A_1 \\| {b} | 1.0–2.0 |\n"},
		{"LaTeX", func(b *bytes.Buffer) error { return odd.latex(b) }, "% needs \\usepackage{booktabs}\n\\begin{tabular}{lr}\n\\toprule\nModel & 95 \\% \\\\\n\\midrule\n=A\\_1 | \\{b\\} & 1.0--2.0 \\\\\n\\bottomrule\n\\end{tabular}\n"},
	} {
		var out bytes.Buffer
		if err := test.write(&out); err != nil || out.String() != test.want {
			t.Errorf("%s: %v\n%s\nwant\n%s", test.name, err, &out, test.want)
		}
	}
}
