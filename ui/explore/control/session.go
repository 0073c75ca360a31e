package control

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// keepAfter is how long after a change the session is kept, at the latest.
const keepAfter = time.Second

// session is what is to be kept. The lock is held.
func (c *Controller) session() session.Kept {
	s := session.Kept{
		Settings: c.text(), Model: session.Absolute(c.snap.Settings.Model), SecondModel: session.Absolute(c.snap.Settings.Compare.Model),
		View: c.snap.View, Hidden: c.snap.Hidden, SeedFree: c.snap.SeedFree, Held: c.shared.Snapshot().Held, Truths: c.keptTruths(),
	}
	for _, p := range c.shared.Strip.Pictures() {
		name := keptName(p)
		if p.Source.Path != "" {
			s.Pictures = append(s.Pictures, name)
		}
		if p.ID == c.snap.Settings.Picture {
			s.Picture = name
		}
	}
	return s
}

// restore goes on with what an earlier controller kept. Files that are gone are
// left out, which a notice says, and so are those of without. The lock is held.
func (c *Controller) restore(kept session.Kept, without []string) {
	var gone []string
	exists := func(path string) bool {
		if slices.Contains(without, path) {
			return false
		}
		_, err := os.Stat(path)
		if err != nil {
			gone = append(gone, filepath.Base(path))
		}
		return err == nil
	}
	for _, path := range kept.Pictures {
		if exists(path) && c.shared.Strip.Opened(path) == 0 {
			c.shared.Strip.Add(c.shared.File(path))
		}
	}
	s := c.snap.Settings.Clone()
	found := kept.Model == "" || exists(kept.Model)
	foundSecond := kept.SecondModel == "" || exists(kept.SecondModel)
	leftOut, err := c.catalog.ReadKnown(kept.Settings, &s, func(string) (string, error) {
		if !found {
			return "", nil
		}
		return kept.Model, nil
	}, func(string) (string, error) { return kept.SecondModel, nil })
	if s.Model == c.snap.Settings.Model {
		if missing := s.FindGoal(c.snap.Model); missing != nil {
			s.Goal, s.GoalName, leftOut = trial.Goal{}, "", missing
		}
	}
	c.snap.SeedFree = kept.SeedFree
	c.snap.Hidden = kept.Hidden[:min(len(kept.Hidden), mostHidden)]
	if kept.View.Valid() {
		c.snap.View = kept.View
	}
	var complaints []string
	if err != nil {
		complaints = append(complaints, words.Format("The settings of the last session were not restored: %v.", err))
	} else {
		if leftOut != nil {
			complaints = append(complaints, words.Format("Something of the settings of the last session was left out: %v.", leftOut))
		}
		if !found && s.Goal.Kind == trial.Chosen {
			// The goal is a class of the model that is gone.
			s.Goal, s.GoalName = trial.Goal{}, ""
		}
		if !foundSecond {
			s.Compare = choice.Comparison{}
		}
		s.Truths = c.restoreTruths(kept.Truths)
		c.snap.Settings = s
	}
	for _, p := range c.shared.Strip.Pictures() {
		if kept.Picture != "" && keptName(p) == kept.Picture {
			c.snap.Settings.Picture = p.ID
		}
	}
	if len(gone) > 0 {
		slices.Sort(gone)
		complaints = append(complaints, words.Format("No longer there since the last session: %s.", strings.Join(slices.Compact(gone), ", ")))
	}
	if len(complaints) > 0 {
		c.shared.Note(true, strings.Join(complaints, " "))
	}
}

// keepSoon sees to it that the session is kept in a moment. The lock is held.
func (c *Controller) keepSoon() {
	if c.options.Keep == nil || c.keepWaits {
		return
	}
	c.keepWaits = true
	time.AfterFunc(keepAfter, func() {
		if c.life.Err() == nil {
			c.keep()
		}
	})
}

// keep hands over the session, if it is another than the last time.
func (c *Controller) keep() {
	if c.options.Keep == nil {
		return
	}
	c.keeping.Lock()
	defer c.keeping.Unlock()
	c.mu.Lock()
	c.keepWaits = false
	s := c.session()
	c.mu.Unlock()
	if reflect.DeepEqual(s, c.kept) {
		return
	}
	c.kept = s
	if err := c.options.Keep(s); err != nil {
		c.shared.Complain("%s.", capital(err.Error()))
	}
}
