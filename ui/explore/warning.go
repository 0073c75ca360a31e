package explore

import (
	"slices"
	"strings"

	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// newWarning is what stands below the panels and says what whoever reads them should
// know of the model and of the attack. It is hidden where there is nothing.
func newWarning() *part.Remark {
	remark := part.NewRemark()
	remark.Hide()
	return remark
}

// warn shows the warnings of what is shown: the first ones as far as there is room,
// and all of them to the pointer.
func (p *panels) warn(s control.Snapshot, r *control.Result) {
	all := warningsOf(s, r)
	var lines []string
	for i, warning := range all[:min(len(all), part.RemarkLines)] {
		which := words.Say("warning.one") + " "
		if len(all) > 1 {
			which = words.Say("warning.many", "at", i+1, "of", len(all)) + " "
		}
		lines = append(lines, which+words.FromEngine(warning))
	}
	p.warning.SetWhole(words.Say("warning.title"), strings.Join(all, "\n"))
	text := strings.Join(lines, "\n")
	seen := text != "" && !p.lecture
	if text != p.warning.Text() || seen != p.warning.Visible() {
		p.warning.SetText(text)
		part.SetVisible(p.warning, seen)
		p.rearrange()
	}
}

// warningsOf are those of the result and of what stands beside it.
func warningsOf(s control.Snapshot, r *control.Result) []string {
	all := slices.Clone(r.Warnings())
	if second := s.Beside(); second != nil {
		for _, w := range second.Warnings() {
			if !slices.Contains(all, w) {
				all = append(all, "B: "+w)
			}
		}
	}
	return all
}
