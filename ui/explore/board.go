package explore

import (
	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// attackOptions are all attacks, each in the group of what it sees.
func attackOptions(n names) []part.Option {
	options := make([]part.Option, len(n.attacks))
	for i, a := range n.attacks {
		options[i] = part.Option{Label: words.FromEngine(a.Name), Line: words.Say("attack." + a.Key + ".line"), Group: int(a.Family())}
	}
	return options
}

// attackBoard is what the board of the attacks says besides them.
func attackBoard(n names, about *notes) part.BoardText {
	text := boardText("board.search_attacks", "board.attacks", len(n.attacks))
	for f := attack.Bounded; f <= attack.Noise; f++ {
		key := "family." + f.String()
		text.Groups = append(text.Groups, part.BoardGroup{Title: words.Say(key + ".title"), Note: words.Say(key + ".sees")})
	}
	text.Explain = func(i int) part.Note {
		a := n.attacks[i]
		values := a.Params.Defaults()
		if s := about.snap.Settings; s.Attack == a.Key {
			values = s.Values
		}
		return about.attack(a, values, true)
	}
	return text
}

// defenseOptions are no defence, and all of them.
func defenseOptions(n names) []part.Option {
	options := part.Options(words.FromEngine("None"))
	options[0].Line = words.Say("defense.none.line")
	for _, d := range n.defenses {
		options = append(options, part.Option{Label: words.FromEngine(d.Name), Line: words.Say("defense." + d.Key + ".line")})
	}
	return options
}

// defenseBoard is what the board of the defences says besides them.
func defenseBoard(n names, about *notes) part.BoardText {
	text := boardText("board.search_defenses", "board.defenses", len(n.defenses))
	text.Groups = []part.BoardGroup{{Title: words.Say("family.defense.title"), Note: words.Say("family.defense.sees")}}
	text.Explain = func(i int) part.Note {
		var d *defense.Defense
		if i > 0 {
			d = n.defenses[i-1]
		}
		return about.defense(d, true)
	}
	return text
}

func boardText(search, count string, n int) part.BoardText {
	return part.BoardText{
		Search: words.Say(search, "n", n), Count: words.Say(count, "n", n),
		Hint: words.Say("board.hint"), Nothing: words.Say("board.nothing"),
	}
}
