package explore

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// sidebar holds everything that can be chosen.
type sidebar struct {
	c       *control.Controller
	names   names
	notes   *notes
	explain func(string)

	strip *strip

	attack       *part.Dropdown
	attackRows   *rows
	goalBox      *fyne.Container
	goal         part.Row
	goalLabels   []string
	seed         part.Row
	seedLock     part.Row
	least        *least
	preset       *part.Tabs
	presetBox    *fyne.Container
	presetAttack string

	defense     *part.Dropdown
	defenseRows *rows
	adaptive    *adaptive

	// details are what a lecture does not need.
	details []fyne.CanvasObject
	// slots hold what a lecture takes from the side bar.
	slots   struct{ attack, attackRows, defense, defenseRows *fyne.Container }
	column  *fyne.Container
	compare *comparer
	scroll  *container.Scroll

	content fyne.CanvasObject
}

// newSidebar builds the side bar.
func newSidebar(c *control.Controller, n names, about *notes, w page.Window) *sidebar {
	explain := w.Explain
	s := &sidebar{c: c, names: n, notes: about, explain: explain}
	s.attack = part.NewDropdown(attackOptions(n), func(i int) { c.SetAttack(n.attacks[i].Key) })
	s.attack.Board(func() part.BoardText { return attackBoard(n, about) })
	s.attackRows = newRows(func(key string, value float64) {
		c.SetValue(key, value)
		if key == s.attackRows.strength {
			w.Used(string(Strength))
		}
	}, c.Release, explain)
	s.goalBox = part.Column(look.Gap8)
	s.seed = part.NewRow(param.Param{
		Key: "seed", Name: words.Say("side.seed"), Kind: param.Integer, Max: choice.MaxSeed, Default: 1, Step: 1,
	}, part.RowEvents{Ended: func(v float64) { c.SetSeed(uint64(v)); c.Release() }, Explain: explain})
	s.seed.Describe(about.of(words.Say("side.seed"), "control.seed"))
	s.seedLock = part.NewRow(param.Param{
		Key: "seed_locked", Name: words.Say("side.seed_locked"), Kind: param.Toggle, Max: 1, Default: 1, Step: 1,
	}, part.RowEvents{Ended: func(v float64) { c.SetSeedFree(v == 0) }, Explain: explain})
	s.seedLock.Describe(about.of(words.Say("side.seed_locked"), "control.seed_lock"))
	s.least = newLeast(c, n, about, w)
	s.presetBox = part.Column(look.Gap8)

	s.defense = part.NewDropdown(defenseOptions(n), s.chooseDefense)
	s.defense.Board(func() part.BoardText { return defenseBoard(n, about) })
	s.defenseRows = newRows(c.SetDefenseValue, c.Release, explain)

	s.adaptive = newAdaptive(c, about, explain)

	s.compare = newComparer(c, n, about, w)

	s.attack.Describe(s.attackNote)
	s.defense.Describe(s.defenseNote)
	attackHead := section(words.Say("side.attack"), words.Say("side.explain"), s.explainAttack, s.attackNote)
	defenseHead := section(words.Say("side.defense"), words.Say("side.explain"), s.explainDefense, s.defenseNote)
	s.strip = newStrip(c, about, w)
	s.slots.attack, s.slots.attackRows = container.NewStack(s.attack), container.NewStack(s.attackRows.box)
	s.slots.defense, s.slots.defenseRows = container.NewStack(s.defense), container.NewStack(s.defenseRows.box)
	s.column = part.Column(look.Gap12,
		s.strip.content,
		part.Column(look.Gap8, attackHead, s.slots.attack,
			part.Column(look.Gap4, s.slots.attackRows, s.goalBox, s.seed, s.seedLock, s.least.row), s.presetBox),
		part.Column(look.Gap8, defenseHead, s.slots.defense, s.slots.defenseRows, s.adaptive.content),
		s.compare.content,
	)
	s.scroll = part.NewVScroll(part.Inset(look.Gap16, look.Gap8, s.column))
	s.strip.thumbs.OnScrolled = s.scroll.Scrolled
	s.content = part.NewStrip(part.Right, s.scroll)
	s.details = []fyne.CanvasObject{s.goalBox, s.seed, s.seedLock, s.presetBox, s.adaptive.content}
	return s
}

// setLecture leaves only pictures, attack and defence, and their strengths.
func (s *sidebar) setLecture(on bool) {
	for _, detail := range s.details {
		part.SetVisible(detail, !on)
	}
	s.least.setLecture(on)
	s.attackRows.setLecture(on)
	s.defenseRows.setLecture(on)
	s.compare.attackRows.setLecture(on)
	s.column.Refresh()
}

func (s *sidebar) explainAttack() {
	part.ShowExplanation(s.attack, s.notes.attack(s.chosenAttack(), s.notes.snap.Settings.Values, true))
}

// section is the head of a group, with a link that note explains.
func section(title, link string, do func(), note func() part.Note) *part.Section {
	l := part.NewLink(link, do)
	l.Describe(note)
	return part.NewSection(title, l)
}

func (s *sidebar) chosenAttack() *attack.Attack { return s.names.attacks[s.attack.Selected()] }

// chosenDefense is nil for none.
func (s *sidebar) chosenDefense() *defense.Defense {
	if i := s.defense.Selected() - 1; i >= 0 {
		return s.names.defenses[i]
	}
	return nil
}

func (s *sidebar) attackNote() part.Note {
	return s.notes.attack(s.chosenAttack(), s.notes.snap.Settings.Values, false)
}

func (s *sidebar) defenseNote() part.Note { return s.notes.defense(s.chosenDefense(), false) }

func (s *sidebar) explainDefense() {
	part.ShowExplanation(s.defense, s.notes.defense(s.chosenDefense(), true))
}

func (s *sidebar) chooseDefense(i int) {
	if i == 0 {
		s.c.SetDefense("")
		return
	}
	s.c.SetDefense(s.names.defenses[i-1].Key)
}

func (s *sidebar) show(snap control.Snapshot) {
	if s.strip.show(snap) {
		s.column.Refresh()
	}
	i, a := s.names.findAttack(snap.Settings.Attack)
	s.attack.SetSelected(i)
	if a != nil {
		s.attackRows.show(a.Key, a.Strength, a.Params, snap.Settings.Values, func(p param.Param) part.Note { return s.notes.attackParam(a, s.notes.snap.Settings.Values, p) })
		s.showPresets(a, snap.Sensitivity, snap.Settings.Values)
	}
	s.showGoal(snap)
	s.least.show(snap)
	s.seed.SetValue(float64(snap.Settings.Seed))
	s.seedLock.SetValue(1)
	if snap.SeedFree {
		s.seedLock.SetValue(0)
	}
	i, d := s.names.findDefense(snap.Settings.Defense)
	s.defense.SetSelected(i + 1)
	if d != nil {
		s.defenseRows.show(d.Key, d.Strength, d.Params, snap.Settings.DefenseValues, func(p param.Param) part.Note { return s.notes.defenseParam(d, p) })
	} else {
		s.defenseRows.show("", "", nil, nil, nil)
	}
	s.adaptive.show(snap)
	if s.compare.show(snap) {
		// Its controls are the last ones.
		s.column.Refresh()
		s.scroll.ScrollToBottom()
	}
}
