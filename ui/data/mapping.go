package data

import (
	"fyne.io/fyne/v2"

	"foolscope/engine/dataset"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// Mapped says which label of the model a class of the set has, and by what that was found.
type Mapped struct {
	Class, Label string
	How          dataset.How
}

// Mapping lists the classes of the set that is open with their labels, and all labels of
// the model; there are none while no model is open.
func (c *Controller) Mapping() (classes []Mapped, labels []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	network := c.options.Session.Snapshot().Network
	if c.open == nil || network == nil {
		return nil, nil
	}
	labels = network.Info.Labels
	m := c.open.Mapping(labels, nil)
	for class, name := range c.open.Classes {
		one := Mapped{Class: name, How: m.How[class]}
		if label := m.Label(class); label >= 0 {
			one.Label = labels[label]
		}
		classes = append(classes, one)
	}
	return classes, labels
}

// SetLabel says which label of the model a class has, -1 for none.
func (c *Controller) SetLabel(class, label int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	network := c.options.Session.Snapshot().Network
	if c.open == nil || network == nil {
		return
	}
	c.open.SetLabel(class, label, network.Info.Labels)
	c.judging = c.judging.again(c.open)
	c.judge()
	c.count()
	c.queues()
	c.changed()
}

// count counts the classes that the model knows. The lock is held.
func (c *Controller) count() {
	c.snap.Known = -1
	if network := c.options.Session.Snapshot().Network; network != nil && c.open != nil {
		c.snap.Known = len(c.open.Classes) - len(c.open.Mapping(network.Info.Labels, nil).Unmapped())
	}
}

// mapper shows which labels the classes of a set have in the model, and lets people say so.
type mapper struct {
	c       *Controller
	modal   *part.Modal
	list    *part.Tiles
	label   *part.Dropdown
	done    *part.Button
	classes []Mapped
	labels  []string
}

// openMapper opens it over the window.
func openMapper(c *Controller, canvas fyne.Canvas) *mapper {
	m := &mapper{c: c}
	m.classes, m.labels = c.Mapping()
	title := part.NewLabel(words.Say("mapping.title"), look.SizeTitle, look.ColorText).Bold()
	m.list = part.NewTiles(m.line)
	m.list.Describe(about(words.Say("mapping.title"), "mapping"))
	m.list.OnChosen = m.chose
	m.list.OnOpen = func(int) { canvas.Focus(m.label) }
	m.list.OnKey = func(key fyne.KeyName) {
		if key == fyne.KeyEscape {
			m.modal.Close()
		}
	}
	m.label = part.NewDropdown(append(part.Options(words.Say("mapping.none")), part.Options(m.labels...)...), m.say)
	m.label.SetPrefix(words.Say("mapping.label"))
	m.label.Describe(about(words.Say("mapping.label"), "label"))
	m.done = part.NewButton(words.Say("mapping.done"), func() { m.modal.Close() }).Raised()
	m.done.Describe(about(words.Say("mapping.done"), "done"))
	foot := &fyne.Container{Layout: titleLayout{}, Objects: []fyne.CanvasObject{m.done, m.label}}
	content := &fyne.Container{Layout: between{}, Objects: []fyne.CanvasObject{title, m.list, foot}}
	m.modal = part.OpenModal(canvas, content, func(fyne.Size) fyne.Size {
		scale := length(look.SizeBody) / 13
		return fyne.NewSize(sheetWidth*scale, 480*scale)
	}, nil).Lightly()
	m.list.SetCount(len(m.classes))
	if len(m.classes) > 0 {
		m.list.SetMark(m.first())
		m.chose()
	}
	canvas.Focus(m.list)
	return m
}

// first is the first class that wants a look.
func (m *mapper) first() int {
	for i, each := range m.classes {
		if each.How == dataset.Unmapped || each.How == dataset.Fuzzy {
			return i
		}
	}
	return 0
}

// line is a class and its label.
func (m *mapper) line(i int) part.Tile {
	if i >= len(m.classes) {
		return part.Tile{}
	}
	one := m.classes[i]
	note := words.Say("mapping.none")
	if one.Label != "" {
		how := "how." + hows[one.How]
		note = words.Say("mapping.is", "label", one.Label, "how", words.Say(how))
	}
	return part.Tile{Name: one.Class, Note: note}
}

// hows are the keys of the words for the ways to a label.
var hows = [...]string{
	dataset.Unmapped: "none", dataset.ByHand: "hand", dataset.BySynset: "synset", dataset.ByNumber: "number",
	dataset.Exact: "exact", dataset.Synonym: "synonym", dataset.Fuzzy: "similar",
}

// chose shows the label of the class that the keyboard is on.
func (m *mapper) chose() {
	at := m.list.Mark()
	if at < 0 {
		return
	}
	chosen := 0
	for i, label := range m.labels {
		if label == m.classes[at].Label {
			chosen = i + 1
			break
		}
	}
	m.label.SetSelected(chosen)
}

// say gives the class a label, none for the first option.
func (m *mapper) say(option int) {
	if at := m.list.Mark(); at >= 0 {
		m.c.SetLabel(at, option-1)
		m.classes, _ = m.c.Mapping()
		m.list.Refresh()
	}
}
