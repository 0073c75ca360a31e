package explore

import (
	"strings"
	"testing"

	"foolscope/ui/look"
	"foolscope/ui/part"
)

// The footnote of an asterisk stands on the card of its verdict, and goes with it.
func TestFootnotesStandOnTheCardOfTheVerdict(t *testing.T) {
	p := newPanel(look.Defended, "Defended", part.NewViewport(), part.Auto)
	p.describe(&notes{}, "control.verdict")
	p.say(look.Defended, "Recovered: 94.7 % no entry")
	p.mark([]part.Note{{Title: footnote + " JPEG hides gradients", Words: "Why."}})
	card := part.Notes(p.badge)[0]
	if card.Key != "control.verdict" || !strings.HasSuffix(card.Title, footnote) || len(card.Parts) != 1 || card.Parts[0].Words != "Why." {
		t.Errorf("the card: %+v", card)
	}
	p.say(look.Defended, "Recovered: 94.7 % no entry")
	p.mark(nil)
	if card := part.Notes(p.badge)[0]; len(card.Parts) != 0 || strings.HasSuffix(card.Title, footnote) {
		t.Errorf("without a limit, the card: %+v", card)
	}
}
