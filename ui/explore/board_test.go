package explore

import (
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/ui/words"
)

// Every attack stands in the group of what it sees, and every one and every defence has
// a line in every language.
func TestEveryChoiceHasItsGroupAndLine(t *testing.T) {
	n := names{attack.All(), defense.All()}
	defer words.Use("en")
	for _, l := range words.Languages() {
		words.Use(l.Code)
		about := &notes{}
		groups := attackBoard(n, about).Groups
		for i, o := range attackOptions(n) {
			if family := int(n.attacks[i].Family()); o.Group != family || groups[family].Title == "" || groups[family].Note == "" {
				t.Errorf("%s: %s stands in group %d, without a head", l.Name, o.Label, o.Group)
			}
			if o.Line == "" || len([]rune(o.Line)) > 42 {
				t.Errorf("%s: the line of %s is %q", l.Name, o.Label, o.Line)
			}
			if note := attackBoard(n, about).Explain(i); note.Words == "" {
				t.Errorf("%s: nothing explains %s", l.Name, o.Label)
			}
		}
		for i, o := range defenseOptions(n) {
			if o.Line == "" || len([]rune(o.Line)) > 42 {
				t.Errorf("%s: the line of %s is %q", l.Name, o.Label, o.Line)
			}
			if note := defenseBoard(n, about).Explain(i); note.Words == "" {
				t.Errorf("%s: nothing explains %s", l.Name, o.Label)
			}
		}
	}
}
