package choice

import (
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
)

// Whether the attack knows the defence goes into the line of settings and into what is
// tried, and makes the defence a part of the attack.
func TestAnAttackThatKnowsTheDefence(t *testing.T) {
	c := Catalog{Attacks: attack.All(), Defenses: defense.All(), BuiltIn: "signs"}
	a, _ := attack.Find("pgd")
	jpeg, _ := defense.Find("jpeg")
	s := Settings{Attack: "pgd", Values: a.Params.Defaults(), Defense: "jpeg", DefenseValues: jpeg.Params.Defaults(), Adaptive: true, Seed: 1}
	if text := c.Text(s); !strings.Contains(text, "adaptive=yes") {
		t.Error(text)
	}
	if !c.Setup(s).Adaptive {
		t.Error("what is tried does not know the defence")
	}
	other := s.Clone()
	other.DefenseValues["quality"] = 20
	if SameAttack(s, other) {
		t.Error("another defence leaves the attack that knows it as it is")
	}
	s.Adaptive, other.Adaptive = false, false
	if !SameAttack(s, other) || c.Setup(s).Adaptive || strings.Contains(c.Text(s), "adaptive") {
		t.Error("an attack that does not know the defence depends on it")
	}
	s.Adaptive, s.Defense = true, ""
	if c.Setup(s).Adaptive {
		t.Error("there is nothing to know")
	}
}
