package control

import (
	"foolscope/engine/dataset"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// SetTruth says which class the chosen picture shows, whatever its file is called;
// empty means that nobody knows.
func (c *Controller) SetTruth(class string) {
	c.change(func(s *choice.Settings) { s.SetTruth(class) })
}

// truthOf is the class of a network that a picture is known to show: what somebody
// said, else what came with it, else what the names of its file and folder say. It is
// empty if nobody knows.
func truthOf(s choice.Settings, p session.Picture, info story.ModelInfo) string {
	if class, said := s.Truths[p.ID]; said {
		return story.TruthIn(info, class)
	}
	if p.Source.Truth != "" || p.Source.Path == "" {
		return story.TruthIn(info, p.Source.Truth)
	}
	if class, ok := dataset.Named(p.Source.Path, info.Labels); ok {
		return info.Labels[class]
	}
	return ""
}

// truths remembers what is known of one picture in one network: names of files are
// compared with a thousand classes only once.
type truths struct {
	picture int
	said    string
	isSaid  bool
	labels  *string
	class   string
}

// of is truthOf.
func (t *truths) of(s choice.Settings, p session.Picture, info story.ModelInfo) string {
	now := truths{picture: p.ID, labels: nil, class: t.class}
	now.said, now.isSaid = s.Truths[p.ID]
	if len(info.Labels) > 0 {
		now.labels = &info.Labels[0]
	}
	if now != *t {
		now.class = truthOf(s, p, info)
		*t = now
	}
	return t.class
}

// keptTruths are what somebody said that pictures show, for the next session. The lock
// is held.
func (c *Controller) keptTruths() map[string]string {
	kept := map[string]string{}
	for _, p := range c.shared.Strip.Pictures() {
		if class, said := c.snap.Settings.Truths[p.ID]; said {
			kept[keptName(p)] = class
		}
	}
	if len(kept) == 0 {
		return nil
	}
	return kept
}

// restoreTruths is what keptTruths kept, by the pictures that the strip has now. The
// lock is held.
func (c *Controller) restoreTruths(kept map[string]string) map[int]string {
	truths := map[int]string{}
	for _, p := range c.shared.Strip.Pictures() {
		if class, said := kept[keptName(p)]; said {
			truths[p.ID] = class
		}
	}
	return truths
}

// keptName is what a session calls a picture: its file, or else its name.
func keptName(p session.Picture) string {
	if p.Source.Path != "" {
		return session.Absolute(p.Source.Path)
	}
	return p.Source.Name
}
