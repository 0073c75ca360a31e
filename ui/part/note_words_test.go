package part

import (
	"testing"

	"foolscope/ui/words"
)

func TestNoteOfTakesTheFirstKeyThatHasWords(t *testing.T) {
	words.Use("de")
	t.Cleanup(func() { words.Use("en") })
	n := NoteOf("Epsilon ε", nil, "attack.pgd_l2.epsilon", "param.epsilon")
	if n.Key != "attack.pgd_l2.epsilon" || n.Caution != "Vorsicht" || n.Formula == "" || n.Pitfall == "" {
		t.Errorf("%+v", n)
	}
	if n := NoteOf("Epsilon ε", nil, "attack.pgd.epsilon", "param.epsilon"); n.Key != "param.epsilon" {
		t.Errorf("the key is %q", n.Key)
	}
	if n := NoteOf("Nothing", nil, "attack.none"); n.Key != "" || n.Words != "" {
		t.Errorf("%+v", n)
	}
}
