package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"foolscope/engine/disk"
	"foolscope/engine/trial"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// keepAfter is how long after a change the session is kept, at the latest.
const keepAfter = time.Second

// longestSession is how large a file of a session is read, in bytes.
const longestSession = 4 << 20

// Session is what outlives the program.
type Session struct {
	// Settings is the line that Controller.Text writes.
	Settings string `json:"settings"`
	// Model is the path of the ONNX file, empty for the one that came with the
	// program.
	Model string `json:"model,omitempty"`
	// SecondModel is the same for the model to compare with.
	SecondModel string `json:"second_model,omitempty"`
	// Pictures are the files that were open.
	Pictures []string `json:"pictures,omitempty"`
	// Picture is the file that was chosen, or else the name of a sample.
	Picture string `json:"picture,omitempty"`
	// View is how the perturbation was drawn.
	View story.View `json:"view"`
	// SeedFree is true if each run drew a seed of its own.
	SeedFree bool `json:"seed_free,omitempty"`
	// Held is what of an earlier session waits for an answer, nil if nothing does.
	Held *Held `json:"held,omitempty"`
}

// ReadSession reads the session in a file; it is nil if there is no file.
func ReadSession(path string) (*Session, error) {
	data, err := disk.Read(path, longestSession)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the last session was not restored: %s", disk.Explain(err))
	}
	var s Session
	if json.Unmarshal(data, &s) != nil || !IsText(s.Settings) {
		return nil, errors.New("the last session was not restored: its file is damaged")
	}
	return &s, nil
}

// WriteSession writes a session to a file, whose folder it makes if need be.
func WriteSession(path string, s Session) error {
	data, err := json.MarshalIndent(s, "", "\t")
	if err != nil {
		return err
	}
	err = disk.MakePrivate(filepath.Dir(path))
	if err == nil {
		err = disk.WriteBytes(path, append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("the session cannot be kept for the next start: %s", disk.Explain(err))
	}
	return nil
}

// session is what is to be kept. The lock is held.
func (c *Controller) session() Session {
	s := Session{
		Settings: c.text(), Model: session.Absolute(c.snap.Settings.Model), SecondModel: session.Absolute(c.snap.Settings.Compare.Model),
		View: c.snap.View, SeedFree: c.snap.SeedFree, Held: c.snap.Held,
	}
	for _, p := range c.strip.Pictures() {
		name := p.Source.Name
		if p.Source.Path != "" {
			name = session.Absolute(p.Source.Path)
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
func (c *Controller) restore(kept Session, without []string) {
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
		if exists(path) && c.strip.Opened(path) == 0 {
			c.strip.Add(c.file(path))
		}
	}
	s := c.snap.Settings.clone()
	found := kept.Model == "" || exists(kept.Model)
	foundSecond := kept.SecondModel == "" || exists(kept.SecondModel)
	err := c.read(kept.Settings, &s, func(string) (string, error) {
		if !found {
			return "", nil
		}
		return kept.Model, nil
	}, func(string) (string, error) { return kept.SecondModel, nil })
	c.snap.SeedFree = kept.SeedFree
	if kept.View.Valid() {
		c.snap.View = kept.View
	}
	var complaints []string
	if err != nil {
		complaints = append(complaints, fmt.Sprintf("The settings of the last session were not restored: %v.", err))
	} else {
		if !found && s.Goal.Kind == trial.Chosen {
			// The goal is a class of the model that is gone.
			s.Goal, s.goalName = trial.Goal{}, ""
		}
		if !foundSecond {
			s.Compare = Comparison{}
		}
		c.snap.Settings = s
	}
	for _, p := range c.strip.Pictures() {
		if kept.Picture != "" && (session.Absolute(p.Source.Path) == kept.Picture || p.Source.Path == "" && p.Source.Name == kept.Picture) {
			c.snap.Settings.Picture = p.ID
		}
	}
	if len(gone) > 0 {
		slices.Sort(gone)
		complaints = append(complaints, "No longer there since the last session: "+strings.Join(slices.Compact(gone), ", ")+".")
	}
	if len(complaints) > 0 {
		c.snap.Notice = Notice{Number: c.snap.Notice.Number + 1, Err: true, Text: strings.Join(complaints, " ")}
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
		c.tell(true, "%s.", capital(err.Error()))
	}
}
