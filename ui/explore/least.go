package explore

import (
	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// least is the row of the least epsilon that fools, and says what a search for it
// found.
type least struct {
	c      *control.Controller
	names  names
	notes  *notes
	window page.Window
	row    *part.Finding
	// told is the search whose end was told.
	told    *choice.Least
	lecture bool
}

func newLeast(c *control.Controller, n names, about *notes, w page.Window) *least {
	l := &least{c: c, names: n, notes: about, window: w, told: about.snap.Least}
	l.row = part.NewFinding(words.Say("least.row"), words.Say("least.find"), l.tapped)
	l.row.Describe(l.note)
	return l
}

// tapped finds the least epsilon, or stops looking for it.
func (l *least) tapped() {
	if sought := l.notes.snap.Sought(); sought != nil && sought.Running {
		l.c.Cancel()
		return
	}
	l.find()
}

// find finds the least epsilon, or says why there is none.
func (l *least) find() {
	if !l.c.FindLeast() {
		l.window.Session().Complain("%s", words.Say("least.unbounded", "attack", l.names.attack(l.notes.snap.Settings.Attack)))
	}
}

// show brings the row in line with the search, and tells what came of one that has
// just come to its end.
func (l *least) show(s control.Snapshot) {
	_, a := l.names.findAttack(s.Settings.Attack)
	bounded := false
	if a != nil {
		_, bounded = trial.NewSearch(a)
	}
	part.SetVisible(l.row, bounded && !l.lecture)
	link := words.Say("least.find")
	if sought := s.Sought(); sought != nil && sought.Running {
		link = words.Say("least.stop")
	}
	value, unit := leastText(s.Least)
	l.row.Set(value, unit, s.Least != nil && s.LeastStale, link)
	if s.Least != nil && s.Least.Over && s.Least != l.told {
		l.told = s.Least
		if !s.LeastStale {
			l.window.Session().Tell("%s", leastSentence(s.Least, a))
		}
	}
}

// setLecture hides the row in a lecture.
func (l *least) setLecture(on bool) {
	l.lecture = on
	l.show(l.notes.snap)
}

// note explains the row, what was found first.
func (l *least) note() part.Note {
	s := l.notes.snap
	note := l.notes.of(words.Say("least.row"), "control.least")()
	_, a := l.names.findAttack(s.Settings.Attack)
	switch {
	case s.Least == nil || !s.Least.Over || a == nil:
	case s.LeastStale:
		note.Words = words.Say("least.stale") + " " + note.Words
	default:
		note.Words = leastSentence(s.Least, a) + " " + note.Words
	}
	return note
}

// leastText is what the row says of a search, which may be nil.
func leastText(of *choice.Least) (value, unit string) {
	if of == nil {
		return unknown, ""
	}
	p := of.Param
	if p.Unit != "" {
		unit = " / " + p.Unit[1:]
	}
	number := func(x float64) string { return words.Numeral(p.Format(x)) }
	found, ok := of.Least()
	switch _, uneven := of.Exception(); {
	case of.Running && ok:
		return number(of.Below()) + " … " + number(found), unit
	case of.Running:
		return "…", ""
	case !ok:
		return "> " + number(p.Max), unit
	case uneven:
		return number(found) + "*", unit
	default:
		return number(found), unit
	}
}

// leastSentence says what a search that is over found.
func leastSentence(of *choice.Least, a *attack.Attack) string {
	number := func(x float64) string { return written(of.Param, x) }
	found, ok := of.Least()
	above, uneven := of.Exception()
	switch {
	case !ok:
		return words.Say("least.none", "attack", words.FromEngine(a.Name), "n", len(of.Probes), "most", number(of.Param.Max))
	case found == 0:
		return words.Say("least.untouched")
	case uneven:
		return words.Say("least.uneven", "attack", words.FromEngine(a.Name), "least", number(found), "below", number(of.Below()), "above", number(above))
	}
	return words.Say("least.found", "attack", words.FromEngine(a.Name), "least", number(found), "below", number(of.Below()))
}

// written is a value with its unit, as sentences have it: 3/255.
func written(p param.Param, x float64) string { return words.Numeral(p.Format(x)) + p.Unit }
