package explore

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/state"
)

// newWarning is the line below the panels that says what whoever reads them should
// know of the model and of the attack. It is hidden where there is nothing.
func newWarning() *part.Label {
	line := part.NewLabel("", look.SizeTable, look.ColorText).Elastic(fyne.TextAlignLeading)
	line.Hide()
	return line
}

// warn shows all warnings of what is shown: the first one as far as there is room,
// and all of them to the pointer.
func (p *panels) warn(s state.Snapshot, r *state.Result) {
	all := warningsOf(s, r)
	if visible := len(all) > 0; visible != p.warning.Visible() {
		setVisible(p.warning, visible)
		defer p.rearrange()
	}
	if len(all) == 0 {
		return
	}
	text := "Warning: " + all[0]
	if len(all) > 1 {
		text = fmt.Sprintf("Warning 1 of %d: %s", len(all), all[0])
	}
	p.warning.SetText(text)
	p.warning.SetTip(strings.Join(all, "\n"))
}

// warningsOf are those of the result and of what stands beside it.
func warningsOf(s state.Snapshot, r *state.Result) []string {
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
