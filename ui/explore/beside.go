package explore

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// beside is what a comparison shows in place of the perturbation and of the
// defence: a second column, and a card in which both are measured.
type beside struct {
	second      *panel
	differences *differences
	// on is true while something is compared.
	on bool
	// notes is true while the verdicts on the defence have a line.
	notes bool
}

// pairCount is how many measures a comparison has room for.
const pairCount = story.PairCount

// differences is the card with both perturbations and both columns of numbers.
type differences struct {
	*panel
	first, other *part.PictureView
	names        [2]*part.Label
	sentence     *part.Flow
	pairs        *part.Pairs
	// whole is the sentence, also where there is no room for it.
	whole string
}

func newBeside(v *part.Viewport) *beside {
	b := &beside{second: newPanel(look.Attacked, "B", v, part.Auto), differences: newDifferences(v)}
	b.second.card.Dashed()
	b.second.card.Hide()
	b.differences.card.Hide()
	return b
}

func newDifferences(v *part.Viewport) *differences {
	d := &differences{
		panel: &panel{meaning: look.Neutral, badge: part.NewBadge(look.Neutral, ""), note: newNote()},
		first: part.NewPictureView(v, part.Pixels), other: part.NewPictureView(v, part.Pixels), pairs: part.NewPairs(pairCount), sentence: part.NewFlow(),
	}
	for i := range d.names {
		d.names[i] = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignCenter)
	}
	layout := differing{
		pictures: [2]fyne.CanvasObject{d.first, d.other}, names: [2]fyne.CanvasObject{d.names[0], d.names[1]},
		sentence: d.sentence, table: d.pairs, verdict: d.badge, note: d.note,
	}
	d.column = &fyne.Container{Layout: layout, Objects: layout.objects()}
	d.card = part.NewPanel(look.Neutral, words.Say("panel.difference"), d.column)
	return d
}

// describeSentence adds the whole sentence to what explains the verdict: the
// panel has no room for it in a small window.
func (d *differences) describeSentence() {
	explain := d.explain
	d.badge.Describe(func() part.Note {
		n := explain()
		if d.whole != "" {
			n.Words = d.whole + "\n" + n.Words
		}
		return n
	})
}

// arrange shows the cards of a comparison, or those of one result alone. It
// reports whether that is new.
func (p *panels) arrange(s control.Snapshot) bool {
	on := s.Settings.Compare.With != choice.Nothing
	notes := on && s.Settings.Defense != ""
	b := p.beside
	changed := on != b.on || notes != b.notes
	b.on, b.notes = on, notes
	for _, each := range []*panel{p.original, p.attacked, b.second, b.differences.panel} {
		part.SetVisible(each.note, notes && !p.lecture)
	}
	if seen := p.showSeen(); !changed {
		return seen
	}
	for _, each := range []*panel{p.attacked, b.second} {
		each.picture.SetBadge(map[bool]string{true: words.Say("panel.attacked_badge")}[on])
	}
	if !on {
		p.attacked.card.SetTitle(words.Say("panel.attacked"))
	}
	return true
}

// compare draws both columns; r is what the first one shows.
func (p *panels) compare(s control.Snapshot, r *control.Result, n names) {
	b, second := p.beside, s.Second
	if second == nil {
		second = &control.Second{Result: control.Result{Settings: s.Settings}}
	}
	if s.Beside() != nil && r == s.Result {
		// The same class in the same row of every panel.
		first := *r
		first.Original.Rows, first.Attacked.Rows = second.FirstOriginal, second.FirstAttacked
		if second.FirstAttacked != nil {
			r = &first
		}
	}
	decided := story.Decide(r.Original.Rows, r.Attacked.Rows, second.Attacked.Rows)
	for i, each := range []struct {
		panel *panel
		of    story.Panel
	}{{p.original, r.Original}, {p.attacked, r.Attacked}, {b.second, second.Attacked}} {
		each.of.Rows = decided[i]
		each.panel.show(each.of, badgeMeaning(each.of.Verdict.Kind))
	}
	b.second.picture.SetPlaceholder(second.Attacked.Verdict.Text)
	p.note(p.attacked, r, n)
	p.note(b.second, &second.Result, n)

	if s.Settings.Compare.With == choice.SecondModel {
		p.attacked.card.SetTitle("A: " + r.Model.Title)
		b.second.card.SetTitle("B: " + titleOf(second, s))
		p.attacked.card.SetCaption(pixels(r.Model, r.Model))
		b.second.card.SetCaption(pixels(r.Model, second.Model))
		b.differences.call(r.Model.Title, titleOf(second, s))
	} else {
		p.attacked.card.SetTitle(words.Say("panel.attacked_by", "column", "A", "attack", n.attack(r.Settings.Attack)))
		b.second.card.SetTitle(words.Say("panel.attacked_by", "column", "B", "attack", n.attack(s.Settings.Compare.Attack)))
		p.attacked.card.SetCaption(strength(n, r.Settings.Attack, r.Settings.Values))
		b.second.card.SetCaption(strength(n, s.Settings.Compare.Attack, second.Settings.Values))
		b.differences.call(n.attack(r.Settings.Attack), n.attack(s.Settings.Compare.Attack))
	}
	d := b.differences
	d.first.SetImage(r.Perturbation)
	d.other.SetImage(second.Perturbation)
	d.card.SetCaption()
	if r.Perturbation != nil {
		d.card.SetCaption(words.Say("panel.gains", "gain", r.Gain), fmt.Sprintf("× %d", r.Gain))
	}
	var rows []part.Pair
	var each []func() part.Note
	for _, m := range s.Pairs(r, second) {
		rows = append(rows, part.Pair{Name: m.Name, Short: m.Short, First: m.First, Second: m.Second})
		each = append(each, p.about.of(m.Name, "metric."+m.Key))
	}
	d.pairs.SetPairs(rows)
	d.pairs.DescribeEach(each...)
	d.say(look.Neutral, second.Conclusion(r))
	d.whole = ""
	if s.Beside() != nil {
		d.whole = second.Sentence
	}
	d.sentence.SetText(d.whole)
	d.column.Refresh()
}

// call names both pictures.
func (d *differences) call(first, other string) {
	d.names[0].SetText("A: "+first, "A")
	d.names[1].SetText("B: "+other, "B")
}

// note writes how the defence did in a column.
func (p *panels) note(to *panel, r *control.Result, n names) {
	text, shorter := "", ""
	verdict := r.Defended.Verdict.Text
	if verdict != "" {
		// The class does not fit in: the pointer finds it.
		short, _, cut := strings.Cut(verdict, "%")
		if cut {
			short += "%"
		}
		name := n.defense(r.Settings.Defense, r.Settings.DefenseValues) + ": "
		text = name + words.Within(short)
		// The number before the word.
		_, number, _ := strings.Cut(short, ": ")
		shorter = name + number
	}
	to.note.SetText(text, shorter)
	to.note.SetTip(verdict)
}

// titleOf is what the second model is called, also before it was opened.
func titleOf(second *control.Second, s control.Snapshot) string {
	if second.Model.Title == "" {
		return modelName(s.Settings.Compare.Model)
	}
	return second.Model.Title
}

// pixels is the size of the picture that a model sees, and what it was before
// if that is another.
func pixels(from, to story.ModelInfo) string {
	switch {
	case to.Width == 0:
		return ""
	case from.Width == to.Width && from.Height == to.Height:
		return to.Sides() + " px"
	}
	return from.Sides() + " → " + to.Sides() + " px"
}

// strength writes the strength of an attack: "ε 4/255".
func strength(n names, key string, values param.Values) string {
	_, a := n.findAttack(key)
	if a == nil {
		return ""
	}
	p, ok := a.Params.Find(a.Strength)
	value, chosen := values[a.Strength]
	if !ok || !chosen {
		return ""
	}
	name := p.Symbol
	if name == "" {
		name = words.FromEngine(p.Name)
	}
	return name + " " + words.Value(p, value) + p.Unit
}
