package study

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/study"
	"foolscope/engine/trial"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// side is the plan as sentences with controls.
type side struct {
	page    *Page
	column  *fyne.Container
	attack  *part.Dropdown
	run     *part.Button
	save    *part.Button
	runs    *part.Label
	problem *part.Paragraph
	attacks []*attack.Attack
	// built is what the controls were made for.
	built   string
	content fyne.CanvasObject
}

func newSide(p *Page) *side {
	s := &side{page: p, column: part.Column(look.Gap12)}
	for _, a := range attack.All() {
		if a.Fit == nil {
			s.attacks = append(s.attacks, a)
		}
	}
	s.run = part.NewButton(words.Say("study.run"), p.controller.Toggle)
	s.run.Primary()
	s.run.Describe(about(words.Say("study.run"), "run"))
	s.runs = part.NewLabel("", look.SizeCaption, look.ColorDim).Elastic(fyne.TextAlignCenter)
	s.problem = part.NewParagraph("", 232)
	open := part.NewButton(words.Say("study.open_plan"), p.askPlan).Raised()
	open.Describe(about(words.Say("study.open_plan"), "open"))
	s.save = part.NewButton(words.Say("study.save_plan"), p.savePlan).Raised()
	s.save.Describe(about(words.Say("study.save_plan"), "save"))
	foot := part.Inset(look.Gap16, look.Gap12, part.Column(look.Gap8, s.run, s.runs, s.problem, part.Columns(look.Gap8, open, s.save)))
	scroll := part.NewVScroll(part.Inset(look.Gap16, look.Gap8, s.column))
	s.content = part.NewStrip(part.Right, &fyne.Container{Layout: footed{}, Objects: []fyne.CanvasObject{scroll, part.NewStrip(part.Top, foot)}})
	s.show(p.snap)
	return s
}

func (s *side) edit(change func(Draft) Draft) { s.page.controller.Edit(change) }

// show brings the controls in line with a draft: they are made anew when it changes.
func (s *side) show(snap Snapshot) {
	text, share := words.Say("study.run"), -1.0
	if snap.Running {
		share = 0
		if snap.Total > 0 {
			share = float64(snap.Done) / float64(snap.Total)
		}
		text = words.Say("study.running", "percent", wholePercent(share))
		if snap.Paused {
			text = words.Say("study.held", "percent", wholePercent(share))
		}
	}
	s.run.SetText(text)
	s.run.SetShare(share)
	s.runs.SetText(words.Say("study.runs", "pictures", snap.Pictures, "settings", snap.Settings, "rows", snap.Pictures*snap.Settings))
	s.problem.SetText(snap.Problem)
	if key := fmt.Sprintf("%+v", snap.Draft); key != s.built {
		s.built = key
		s.build(snap.Draft)
	}
}

// dim is a line of words.
func dim(text string) *part.Label { return part.NewLabel(text, look.SizeBody, look.ColorDim) }

func (s *side) build(d Draft) {
	s.column.Objects = []fyne.CanvasObject{
		part.Column(look.Gap8, append([]fyne.CanvasObject{s.dataHead(d)}, s.data(d)...)...),
		part.Column(look.Gap8, append([]fyne.CanvasObject{s.modelsHead()}, s.models(d)...)...),
		part.Column(look.Gap8, append([]fyne.CanvasObject{part.NewSection(words.Say("study.attack"))}, s.attackOf(d)...)...),
		part.Column(look.Gap8, append([]fyne.CanvasObject{s.defenseHead()}, s.chains(d)...)...),
	}
	s.column.Refresh()
}

func (s *side) dataHead(d Draft) fyne.CanvasObject {
	folder := part.NewLink(words.Say("study.folder"), s.page.askFolder)
	folder.Describe(about(words.Say("study.folder"), "folder"))
	if d.Plan.Data.Folder == "" {
		return part.NewSection(words.Say("study.data"), folder)
	}
	signs := part.NewLink(words.Say("study.draw"), func() { s.edit(Draft.useSigns) })
	signs.Describe(about(words.Say("study.draw"), "count"))
	return part.NewSection(words.Say("study.data"), signs, folder)
}

func (s *side) data(d Draft) []fyne.CanvasObject {
	if d.Plan.Data.Folder != "" {
		return s.fromFolder(d)
	}
	p := param.Param{Key: "signs", Name: words.Say("study.data"), Kind: param.Integer, Min: 1, Max: 100000, Default: 40, Step: 20}
	n := part.NewAmount(p, part.RowEvents{Ended: func(v float64) {
		s.edit(func(d Draft) Draft { d.Plan.Data.Signs = int(v); return d })
	}})
	n.SetValue(float64(d.Plan.Data.Signs))
	n.Describe(about(words.Say("study.data"), "count"))
	return []fyne.CanvasObject{part.NewPhrase(words.Say("study.signs"), map[string]fyne.CanvasObject{"count": n})}
}

// fromFolder has the folder, how many of its pictures are used, and which.
func (s *side) fromFolder(d Draft) []fyne.CanvasObject {
	p := param.Param{Key: "pictures", Name: words.Say("study.pictures"), Kind: param.Integer, Max: 100000, Step: 20}
	n := part.NewAmount(p, part.RowEvents{Ended: func(v float64) { s.edit(func(d Draft) Draft { return d.setPictures(int(v)) }) }})
	n.SetValue(float64(d.Plan.Data.Pictures))
	n.Describe(about(words.Say("study.pictures"), "some"))
	if d.Plan.Data.Pictures == 0 {
		return []fyne.CanvasObject{
			dim(filepath.Base(d.Plan.Data.Folder)).Elastic(fyne.TextAlignLeading),
			part.NewPhrase(words.Say("study.all_pictures"), map[string]fyne.CanvasObject{"count": n}),
		}
	}
	var options []part.Option
	for _, how := range choosings {
		options = append(options, part.Option{Label: words.Say(choosingWords[how])})
	}
	how := part.NewPick(options, func(i int) { s.edit(func(d Draft) Draft { return d.choose(choosings[i]) }) }).InText()
	at := place(d.Plan.Data.Choose)
	how.Set(at, options[at].Label)
	how.Describe(about(words.Say("study.pictures"), "some"))
	return []fyne.CanvasObject{
		dim(filepath.Base(d.Plan.Data.Folder)).Elastic(fyne.TextAlignLeading),
		part.NewPhrase(words.Say("study.some_pictures"), map[string]fyne.CanvasObject{"count": n, "how": how}),
	}
}

func (s *side) modelsHead() fyne.CanvasObject {
	add := part.NewLink(words.Say("study.add"), s.page.askModel)
	add.Describe(about(words.Say("study.add"), "add_model"))
	return part.NewSection(words.Say("study.models"), add)
}

func (s *side) models(d Draft) (out []fyne.CanvasObject) {
	for i, m := range d.Models {
		t := part.NewTick(session.ModelName(m.Name), func(on bool) { s.edit(func(d Draft) Draft { return d.use(m.Name, on) }) })
		t.Set(m.Used)
		t.Describe(about(t.Name(), "model"))
		out = append(out, &fyne.Container{Layout: choice{}, Objects: []fyne.CanvasObject{t, dim(""), part.NewLineSwatch(patternOf(i))}})
	}
	return out
}

func (s *side) attackOf(d Draft) (out []fyne.CanvasObject) {
	var options []part.Option
	chosen := -1
	edited, ok := d.edited()
	for i, a := range s.attacks {
		options = append(options, part.Option{Label: words.FromEngine(a.Name)})
		if ok && a == edited.Attack.Attack {
			chosen = i
		}
	}
	s.attack = part.NewDropdown(options, func(i int) { s.edit(func(d Draft) Draft { return d.setAttack(s.attacks[i]) }) })
	s.attack.SetSelected(chosen)
	s.attack.Describe(about(words.Say("study.attack"), "attack"))
	if len(d.Attacks) > 1 {
		for i, a := range d.Attacks {
			t := part.NewTick(words.FromEngine(a.Attack.Attack.Name), func(on bool) {
				s.edit(func(d Draft) Draft {
					d.Attacks = append([]AttackChoice(nil), d.Attacks...)
					d.Attacks[i].Used, d.Edited = on, i
					return d
				})
			})
			t.Set(a.Used)
			t.Describe(about(words.Say("study.attack"), "attacks"))
			out = append(out, t)
		}
	}
	out = append(out, s.attack)
	varied, varies := d.varied()
	if ok {
		for _, p := range edited.Attack.Attack.Params {
			if p.Kind == param.File || p.Kind == param.Model || varies && varied.Of == trial.SweepAttack && p.Key == varied.Param.Key {
				continue
			}
			row := part.NewCompactRow(p, part.RowEvents{Explain: s.page.window.Explain, Ended: func(v float64) { s.edit(func(d Draft) Draft { return d.setValue(p.Key, v) }) }})
			row.SetValue(edited.Values[p.Key])
			row.Describe(about(words.FromEngine(p.Name), "value"))
			out = append(out, row)
		}
	}
	if varies {
		out = append(out, s.vary(d, varied)...)
	}
	knows := part.NewRow(param.Param{Key: "adaptive", Name: words.Say("study.knows"), Kind: param.Toggle, Max: 1, Step: 1}, part.RowEvents{
		Ended: func(v float64) { s.edit(func(d Draft) Draft { d.Plan.Adaptive = v != 0; return d }) }})
	if d.Plan.Adaptive {
		knows.SetValue(1)
	}
	knows.Describe(about(words.Say("study.knows"), "knows"))
	seed := part.NewCompactRow(param.Param{Key: "seed", Name: words.Say("side.seed"), Kind: param.Integer, Max: 1e9, Default: 1, Step: 1}, part.RowEvents{
		Ended: func(v float64) { s.edit(func(d Draft) Draft { d.Plan.Seed = uint64(v); return d }) }})
	seed.SetValue(float64(d.Plan.Seed))
	seed.Describe(about(words.Say("side.seed"), "seed"))
	out = append(out, knows)
	if used := slices.DeleteFunc(slices.Clone(d.Models), func(m ModelChoice) bool { return !m.Used }); len(used) > 1 {
		shown := part.NewRow(param.Param{Key: "transfer", Name: words.Say("study.show_others"), Kind: param.Toggle, Max: 1, Step: 1}, part.RowEvents{
			Ended: func(v float64) { s.edit(func(d Draft) Draft { d.Plan.Transfer = v != 0; return d }) }})
		if d.Plan.Transfer {
			shown.SetValue(1)
		}
		shown.Describe(about(words.Say("study.show_others"), "show_others"))
		out = append(out, shown)
	}
	return append(out, seed)
}

// vary is what is varied, from where to where.
func (s *side) vary(d Draft, v Variable) []fyne.CanvasObject {
	all := d.variables()
	var options []part.Option
	at := 0
	for i, each := range all {
		options = append(options, part.Option{Label: words.FromEngine(each.Param.Name), Note: words.FromEngine(each.Whose)})
		if each.Of == v.Of && each.Param.Key == v.Param.Key {
			at = i
		}
	}
	what := part.NewPick(options, func(i int) { s.edit(func(d Draft) Draft { return d.vary(&all[i]) }) }).InText()
	what.Set(at, strings.TrimSpace(words.FromEngine(v.Param.Name)+" "+v.Param.Symbol))
	what.Describe(about(words.Say("study.varied"), "vary"))
	amount := func(p param.Param, value float64, set func(d Draft, v float64) Draft) *part.Amount {
		a := part.NewAmount(p, part.RowEvents{Ended: func(v float64) { s.edit(func(d Draft) Draft { return set(d, v) }) }})
		a.SetValue(value)
		a.Describe(about(words.Say("study.varied"), "range"))
		return a
	}
	step := v.Param
	step.Min, step.Max = (v.Param.Max-v.Param.Min)/study.MostValues, v.Param.Max-v.Param.Min
	if step.Kind == param.Integer {
		step.Min = 1
	}
	line := words.Say("study.range")
	if d.Listed != nil {
		var values []string
		for _, x := range d.Listed {
			values = append(values, words.Value(v.Param, x))
		}
		line = words.Say("study.listed", "values", strings.Join(values, " "))
	}
	span := part.NewSpan()
	span.Set(v.Param, d.From, d.To)
	from, to := d.From, d.To
	span.OnChanged = func(a, b float64) { from, to = a, b }
	span.OnEnded = func() { s.edit(func(d Draft) Draft { return d.setRange(from, to, d.Step) }) }
	span.Describe(about(words.Say("study.varied"), "range"))
	return []fyne.CanvasObject{
		part.NewPhrase(words.Say("study.vary"), map[string]fyne.CanvasObject{"what": what}),
		part.NewPhrase(line, map[string]fyne.CanvasObject{
			"from": amount(v.Param, d.From, func(d Draft, v float64) Draft { return d.setRange(v, d.To, d.Step) }),
			"to":   amount(v.Param, d.To, func(d Draft, v float64) Draft { return d.setRange(d.From, v, d.Step) }),
			"step": amount(step, d.Step, func(d Draft, v float64) Draft { return d.setRange(d.From, d.To, v) }),
		}), span,
	}
}

func (s *side) defenseHead() fyne.CanvasObject {
	var add *part.Link
	add = part.NewLink(words.Say("study.add"), func() {
		var options []part.Option
		for _, d := range defense.All() {
			options = append(options, part.Option{Label: words.FromEngine(d.Name)})
		}
		add.Choose(options, func(i int) { s.edit(func(d Draft) Draft { return d.addDefense(defense.All()[i]) }) })
	})
	add.Describe(about(words.Say("study.add"), "add"))
	return part.NewSection(words.Say("study.defenses"), add)
}

func (s *side) chains(d Draft) (out []fyne.CanvasObject) {
	for i, c := range d.Chains {
		name, meaning := words.Say("study.none"), look.Attacked
		if len(c.Chain) > 0 {
			name, meaning = words.FromEngine(c.Chain[0].Defense.Name), look.Defended
		}
		if len(c.Chain) > 1 {
			name = chainName(c.Chain, d.Plan)
		}
		t := part.NewTick(name, func(on bool) { s.edit(func(d Draft) Draft { return d.useChain(i, on) }) })
		t.Set(c.Used)
		t.Describe(about(name, "chain"))
		row := []fyne.CanvasObject{t, dim("")}
		if len(c.Chain) == 1 {
			if p, ok := c.Chain[0].Defense.Params.Find(c.Chain[0].Defense.Strength); ok {
				a := part.NewAmount(p, part.RowEvents{Ended: func(v float64) { s.edit(func(d Draft) Draft { return d.setStrength(i, v) }) }})
				a.SetValue(c.Chain[0].Values[p.Key])
				a.Describe(about(words.FromEngine(p.Name), "strength"))
				row = append(row, dim(words.Within(words.FromEngine(p.Name))), a)
			}
		}
		row = append(row, part.NewMarkSwatch(meaning, shapeOf(i)))
		out = append(out, &fyne.Container{Layout: choice{}, Objects: row})
	}
	return out
}
