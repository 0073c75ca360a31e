package explore

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/engine/attack"
	"foolscope/engine/param"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// besideNames are the choices of what stands beside the result, in the order of
// choice.Beside.
var besideNames = []string{choice.Nothing: "side.nothing", choice.SecondAttack: "side.second_attack", choice.SecondModel: "side.second_model"}

// comparer chooses what stands beside the result.
type comparer struct {
	c      *control.Controller
	names  names
	notes  *notes
	window page.Window

	with       part.Row
	attack     *part.Dropdown
	attackRows *rows
	model      *part.Dropdown
	content    *fyne.Container

	// models are the paths to choose from, "" the one that came with the
	// program; titles are what those are called that were open.
	models  []string
	titles  map[string]string
	options []part.Option
	snap    control.Snapshot
}

func newComparer(c *control.Controller, n names, about *notes, w page.Window) *comparer {
	p := &comparer{c: c, names: n, notes: about, window: w, models: []string{""}, titles: map[string]string{}}
	p.with = part.NewRow(param.Param{
		Key: "compare", Name: words.Say("side.compare"), Kind: param.Choice, Choices: textsOf(besideNames),
	}, part.RowEvents{Ended: func(v float64) { p.choose(choice.Beside(v)) }, Explain: w.Explain})
	p.with.Describe(about.of(words.Say("side.compare"), "control.compare"))
	p.attack = part.NewDropdown(attackOptions(n), func(i int) { c.CompareAttack(n.attacks[i].Key) })
	p.attack.Board(func() part.BoardText { return attackBoard(n, about) })
	p.attack.SetPrefix("B")
	p.attackRows = newRows(c.SetCompareValue, c.Release, w.Explain)
	p.model = part.NewDropdown(nil, p.chooseModel)
	p.model.SetPrefix("B")
	p.model.Describe(about.of(words.Say("side.model_b"), "control.compare_model"))
	p.attack.Describe(func() part.Note {
		return about.attack(n.attacks[p.attack.Selected()], p.snap.Settings.Compare.Values, false)
	})
	p.content = part.Column(look.Gap8, p.with, p.attack, p.attackRows.box, p.model)
	return p
}

// choose begins a comparison with what suits, or ends it.
func (p *comparer) choose(with choice.Beside) {
	switch with {
	case choice.Nothing:
		p.c.CompareNothing()
	case choice.SecondAttack:
		p.c.CompareAttack(p.rival().Key)
	case choice.SecondModel:
		now := p.snap.Settings.Model
		for _, path := range slices.Backward(p.models) {
			if path != now {
				p.c.CompareModel(path)
				return
			}
		}
		p.open()
	}
}

// rival is another attack than the first, with the same kind of strength if
// there is one.
func (p *comparer) rival() *attack.Attack {
	_, now := p.names.findAttack(p.snap.Settings.Attack)
	best := p.names.attacks[0]
	for _, a := range p.names.attacks {
		if a == now {
			continue
		}
		if sameStrength(a, now) {
			return a
		}
		if best == now {
			best = a
		}
	}
	return best
}

func sameStrength(a, b *attack.Attack) bool {
	p, ok := a.Params.Find(a.Strength)
	q, _ := b.Params.Find(b.Strength)
	return ok && p.Key == q.Key && p.Unit == q.Unit
}

func (p *comparer) chooseModel(i int) {
	if i == len(p.models) {
		p.open()
		return
	}
	p.c.CompareModel(p.models[i])
}

func (p *comparer) open() {
	p.window.Ask(words.Say("model.ask_second"), page.ModelFolder, []string{".onnx"}, p.c.CompareModel)
	// Until a file is chosen, everything is as it was.
	p.show(p.snap)
}

// show brings the controls in line. It reports whether others are seen now.
func (p *comparer) show(snap control.Snapshot) (others bool) {
	now := snap.Settings.Compare
	others = now.With != p.snap.Settings.Compare.With
	p.snap = snap
	p.with.SetValue(float64(now.With))
	part.SetVisible(p.attack, now.With == choice.SecondAttack)
	part.SetVisible(p.attackRows.box, now.With == choice.SecondAttack)
	part.SetVisible(p.model, now.With == choice.SecondModel)
	if i, a := p.names.findAttack(now.Attack); a != nil {
		p.attack.SetSelected(i)
		p.attackRows.show(a.Key, a.Strength, a.Params, now.Values, func(q param.Param) part.Note {
			return p.notes.attackParam(a, p.snap.Settings.Compare.Values, q)
		})
	}
	p.showModels(snap)
	return others
}

// showModels lists every model that was open, and a way to open others.
func (p *comparer) showModels(snap control.Snapshot) {
	meet := func(path, title string) {
		if !slices.Contains(p.models, path) {
			p.models = append(p.models, path)
		}
		if title != "" {
			p.titles[path] = title
		}
	}
	title := ""
	if snap.Current() {
		title = snap.Model.Title
	}
	meet(snap.Settings.Model, title)
	chosen := -1
	if now := snap.Settings.Compare; now.With == choice.SecondModel {
		title = ""
		if b := snap.Beside(); b != nil && snap.Current() {
			title = b.Model.Title
		}
		meet(now.Model, title)
		chosen = slices.Index(p.models, now.Model)
	}
	var options []part.Option
	for _, path := range p.models {
		options = append(options, part.Option{Label: p.title(path)})
	}
	options = append(options, part.Option{Label: words.Say("model.open"), Action: true})
	if chosen != p.model.Selected() || !slices.Equal(options, p.options) {
		p.options = options
		p.model.SetOptions(options, chosen)
	}
}

func (p *comparer) title(path string) string {
	if title, ok := p.titles[path]; ok {
		return title
	}
	return modelName(path)
}
