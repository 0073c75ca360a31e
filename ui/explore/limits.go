package explore

import (
	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// footnote marks the verdict that a limit belongs to, and the sentence that says
// so in the status line.
const footnote = "*"

// limitsOf are the limits that belong to one of the panels. In a comparison a
// column has its attack and its defence in one panel.
func (p *panels) limitsOf(of *panel, limits []story.Limit) []story.Limit {
	var out []story.Limit
	for _, l := range limits {
		owner := p.attacked
		switch l {
		case story.AlreadyWrong:
			owner = p.original
		case story.HiddenGradient:
			if !p.beside.on {
				owner = p.defended
			}
		}
		if owner == of {
			out = append(out, l)
		}
	}
	return out
}

// mark puts footnotes behind the verdicts that have limits.
func (p *panels) mark(r *control.Result, n names) {
	for _, each := range []*panel{p.original, p.attacked, p.defended} {
		limits := p.limitsOf(each, r.Limits)
		notes := make([]part.Note, len(limits))
		for i, l := range limits {
			notes[i] = part.NoteOf(footnote+" "+limitSentence(r, n, l), nil, "limit."+string(l))
		}
		each.mark(notes)
	}
}

func limitSentence(r *control.Result, n names, l story.Limit) string {
	return words.Say("limit."+string(l)+".says", "defense", n.defense(r.Settings.Defense, nil))
}

// Footnotes are those that a fair judgement of a result needs.
func (s *Screen) Footnotes(r *control.Result) []string {
	var out []string
	for _, l := range r.Limits {
		out = append(out, footnote+" "+limitSentence(r, s.names, l))
	}
	return out
}
