package control

import (
	"errors"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"foolscope/engine/attack"
	"foolscope/engine/disk"
	"foolscope/engine/plain"
	"foolscope/ui/story"
)

// SaveStem proposes how the names of all files about the result begin.
func (s Snapshot) SaveStem() string {
	if s.Result == nil {
		return "attacked"
	}
	stem := strings.TrimSuffix(s.Result.Picture, filepath.Ext(s.Result.Picture))
	stem = strings.Trim(strings.Map(fit, plain.Line(stem, longestStem)), ". ")
	rest := "-" + s.Result.Settings.Attack
	return strings.TrimSuffix(disk.FitName(strings.ReplaceAll(stem, " ", "-"), rest+longestRest), longestRest)
}

// longestStem is how many letters of a picture's name are taken, longestRest the
// longest that follows.
const (
	longestStem = 120
	longestRest = "-perturbation.json"
)

// fit replaces what no file system takes in a name.
func fit(r rune) rune {
	if strings.ContainsRune(`/\<>:"|?*`, r) || r == utf8.RuneError {
		return '_'
	}
	return r
}

// SaveName proposes a file name for the attacked picture.
func (s Snapshot) SaveName() string { return s.SaveStem() + ".png" }

// errNothing says that there is nothing to save.
var errNothing = errors.New("there is no result to save")

// Export hands the result of the newest settings to write, once it is complete,
// on a goroutine of its own, and tells what write says that it has done. ended,
// if not nil, is told so too, on any goroutine.
func (c *computer) Export(write func(Snapshot) (done string, err error), ended func(error)) {
	if ended == nil {
		ended = func(error) {}
	}
	c.onResult("Saving", func(*bench) {
		snap := c.Snapshot()
		if !snap.Current() || snap.Result.AttackedImage() == nil || !snap.Result.Measures.Known {
			c.shared.Complain("%s.", capital(errNothing.Error()))
			ended(errNothing)
			return
		}
		// Close waits for it: a file that was begun is finished.
		c.running.Go(func() {
			done, err := write(snap)
			defer func() { ended(err) }()
			if err != nil {
				c.shared.Complain("Saving failed: %v.", err)
				return
			}
			c.shared.Tell("%s", done)
		})
	})
}

// Save writes the attacked picture of the newest settings to path as a PNG at
// the network's input size, once it is computed, opens it again, and tells
// what the network says about the file. ended, if not nil, is told whether it
// was saved, on any goroutine.
func (c *computer) Save(path string, ended func(error)) {
	if ended == nil {
		ended = func(error) {}
	}
	if filepath.Ext(path) == "" {
		path += ".png"
	}
	c.onResult("Saving", func(b *bench) { c.save(b, path, ended) })
}

func (c *computer) save(b *bench, path string, ended func(error)) {
	snap := c.Snapshot()
	if !snap.Current() || snap.Result.AttackedImage() == nil {
		c.shared.Complain("There is no attacked picture to save.")
		ended(errNothing)
		return
	}
	before := snap.Result.AttackedClass
	if err := c.savePicture(path, snap.Result.AttackedImage()); err != nil {
		c.shared.Complain("The picture was not saved: %v", err)
		ended(err)
		return
	}
	ended(nil)
	again, err := c.shared.File(path).Open(c.life)
	if err != nil {
		c.shared.Complain("%s was saved, but cannot be opened again: %v", filepath.Base(path), err)
		return
	}
	logits, err := attack.LogitsOf(c.life, b.model, b.model.Fit(again))
	if err != nil {
		if !interrupted(err) {
			c.shared.Complain("%s was saved, but the model failed on it: %v", filepath.Base(path), err)
		}
		return
	}
	after := story.Read(b.info, logits)
	if after.Class != before {
		c.shared.Complain("Saved %s. Opened again, it says %s instead of %s.", filepath.Base(path), after, b.info.Label(before))
		return
	}
	c.shared.Tell("Saved %s. Opened again, it still says %s.", filepath.Base(path), after)
}
