package control

import (
	"maps"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
)

// Open opens what paths name, wherever they come from: pictures go into the
// strip, and the last of them is chosen; a model becomes the one that is
// attacked; a folder gives its pictures, in the order of their names, of which
// the first is chosen, and offers its models. It looks at the disk on a
// goroutine of its own.
func (c *Controller) Open(paths ...string) {
	c.begun(func() { c.open(paths...) })
}

func (c *Controller) open(paths ...string) {
	files, first := c.shared.Look(c.takeLabels(paths)...)
	c.add(files, first)
}

// OpenRecent opens a picture or a folder of Recent.
func (c *Controller) OpenRecent(path string) {
	c.shared.Recall(path, func() { c.open(path) })
}

// AddFiles puts pictures into the strip and chooses the last of them. Paths
// that end in .onnx are opened as models instead.
func (c *Controller) AddFiles(paths ...string) { c.add(paths, "") }

// add is AddFiles that chooses a certain picture, the last one if chosen is
// empty. A picture that is in the strip already is not added again.
func (c *Controller) add(paths []string, chosen string) {
	var model string
	var picture int
	c.mu.Lock()
	before := c.now()
	for _, path := range paths {
		if session.IsModel(path) {
			model = path
			continue
		}
		id := c.shared.Strip.Opened(path)
		if id == 0 {
			id = c.shared.Strip.Add(c.shared.File(path))
		}
		if chosen == "" || chosen == path {
			picture = id
		}
	}
	if picture == 0 && model == "" {
		c.mu.Unlock()
		return
	}
	c.changeFrom(before, "", func(s *choice.Settings) {
		if picture != 0 {
			s.Picture = picture
		}
		if model != "" {
			s.Model = model
		}
	})
	c.mu.Unlock()
	c.post()
	if model != "" && model == before.Settings.Model {
		c.Reopen()
	}
}

// Examine puts one picture into the strip, unless it is there already, and chooses it. What
// its source says that it shows holds over what was said before.
func (c *Controller) Examine(source session.Source) {
	c.examine(source, func(*choice.Settings) {})
}

// Try is Examine with what is to be tried on the picture. Of several defences in a chain, which this page
// does not have, none is taken.
func (c *Controller) Try(source session.Source, model string, setup trial.Setup) {
	c.examine(source, func(s *choice.Settings) {
		s.Model, s.Attack, s.Values = model, setup.Attack.Key, maps.Clone(setup.Values)
		s.Goal, s.Seed, s.Adaptive = setup.Goal, setup.Seed, setup.Adaptive
		s.Defense, s.DefenseValues, s.Compare = "", nil, choice.Comparison{}
		if len(setup.Chain) == 1 {
			s.Defense, s.DefenseValues = setup.Chain[0].Defense.Key, maps.Clone(setup.Chain[0].Values)
		}
	})
}

// examine chooses one picture, and changes the settings as edit does.
func (c *Controller) examine(source session.Source, edit func(*choice.Settings)) {
	c.mu.Lock()
	before := c.now()
	id := 0
	for _, p := range c.shared.Strip.Pictures() {
		same := p.Source.Name == source.Name
		if source.Path != "" || p.Source.Path != "" {
			same = session.Absolute(p.Source.Path) == session.Absolute(source.Path)
		}
		if same && p.Err == nil {
			id = p.ID
		}
	}
	if id == 0 {
		id = c.shared.Strip.Add(source)
	}
	c.changeFrom(before, "", func(s *choice.Settings) {
		s.Picture = id
		if source.Truth != "" {
			s.SetTruth(source.Truth)
		}
		edit(s)
	})
	c.mu.Unlock()
	c.post()
}
