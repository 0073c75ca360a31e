package explore

import (
	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// notes explain what is on the screen, with the numbers of the snapshot that is
// shown. The texts are those of package words.
type notes struct{ snap control.Snapshot }

// attack explains an attack with the values that it has; whole adds what its
// parameters mean.
func (n *notes) attack(a *attack.Attack, values param.Values, whole bool) part.Note {
	note := part.NoteOf(words.FromEngine(a.Name), chosen(numbers(n.snap), a.Params, values), "attack."+a.Key)
	for _, p := range a.Params {
		if whole {
			note.Parts = append(note.Parts, short(n.attackParam(a, values, p)))
		}
	}
	return note
}

func (n *notes) attackParam(a *attack.Attack, values param.Values, p param.Param) part.Note {
	return part.NoteOf(title(p), chosen(numbers(n.snap), a.Params, values), "attack."+a.Key+"."+p.Key, "param."+p.Key)
}

// defense explains a defence, nil for none.
func (n *notes) defense(d *defense.Defense, whole bool) part.Note {
	if d == nil {
		return part.NoteOf(words.Say("defense.no"), nil, "defense.none")
	}
	note := part.NoteOf(words.FromEngine(d.Name), n.ofDefense(d), "defense."+d.Key)
	for _, p := range d.Params {
		if whole {
			note.Parts = append(note.Parts, short(n.defenseParam(d, p)))
		}
	}
	return note
}

func (n *notes) defenseParam(d *defense.Defense, p param.Param) part.Note {
	return part.NoteOf(title(p), n.ofDefense(d), "defense."+d.Key+"."+p.Key, "param."+p.Key)
}

// ofDefense are the numbers of a defence's formulas.
func (n *notes) ofDefense(d *defense.Defense) map[string]string {
	return chosen(numbers(n.snap), d.Params, n.snap.Settings.DefenseValues)
}

// of returns what explains anything else: a control, a measure, a page of the
// plot, a view.
func (n *notes) of(name, key string) func() part.Note {
	return func() part.Note { return part.NoteOf(name, numbers(n.snap), key) }
}

// title is the name of a parameter as its control has it.
func title(p param.Param) string {
	name := words.FromEngine(p.Name)
	if p.Symbol == "" {
		return name
	}
	return name + " " + p.Symbol
}

// short leaves the words of a note: its formula and its pitfall are on the card
// of the control itself.
func short(n part.Note) part.Note {
	n.Formula, n.Pitfall = "", ""
	return n
}
