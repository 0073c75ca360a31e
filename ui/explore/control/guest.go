package control

import (
	"errors"
	"time"

	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// guest is the second network of a comparison. It stays open only as long as
// somebody wants it.
type guest struct {
	// tried is true once path was to be opened; err is what became of that.
	tried bool
	path  string
	model session.Model
	info  story.ModelInfo
	err   error
	// shown is what pictures are shown to, which may be the first network.
	shown *trial.Guest
	of    session.Model
}

func (g *guest) close() {
	if g.model != nil {
		g.model.Close()
	}
	*g = guest{}
}

// viewer returns what shows pictures to a network, and remembers what that said.
func (b *bench) viewer(model session.Model, info story.ModelInfo) *trial.Guest {
	g := &b.guest
	if g.of != model {
		g.of, g.shown = model, trial.NewGuest(b.yielding(model), info.Independent)
	}
	return g.shown
}

// release closes the guest if the settings want another one or none.
func (g *guest) release(s choice.Settings) {
	if g.tried && (s.Compare.With != choice.SecondModel || s.Compare.Model != g.path) {
		g.close()
	}
}

// openGuest returns the second network, which may be the first one. One that
// cannot be opened is not tried again until another was chosen.
func (c *computer) openGuest(b *bench, r request, path string) (session.Model, story.ModelInfo, error) {
	g := &b.guest
	if path == b.path {
		if g.tried {
			g.close()
		}
		return b.model, b.info, nil
	}
	if !g.tried {
		wait := &Second{Result: *failedSecond(r, session.ModelName(path), "", "")}
		wait.Final, wait.Attacked.Verdict = false, story.Verdict{Kind: story.Pending, Text: words.Say("verdict.opening")}
		c.showSecond(r, wait, Status{Busy: true, Text: words.Say("status.opening", "name", session.ModelName(path)), Progress: -1})
		g.tried, g.path = true, path
		g.model, g.err = c.openModel(path)
		switch {
		case errors.Is(g.err, session.ErrUnwanted):
			*g = guest{}
			return nil, story.ModelInfo{}, session.ErrUnwanted
		case g.err == nil:
			g.info = g.model.Info()
		}
	}
	return g.model, g.info, g.err
}

// compareModel asks a second network about the picture that was attacked for
// the first one.
func (c *computer) compareModel(b *bench, r request) {
	path := r.asked.Compare.Model
	model, info, err := c.openGuest(b, r, path)
	if errors.Is(err, session.ErrUnwanted) {
		return
	}
	if err != nil {
		text := words.Say("sentence.second_not_opened", "error", err)
		c.finishSecond(r, failedSecond(r, session.ModelName(path), words.Say("verdict.not_opened"), text))
		return
	}
	c.shared.Suspects.Together(path, c.shared.PathOf(r.settings.Picture))
	began := time.Now()
	result, err := c.ask(r, b.viewer(model, info), info)
	switch {
	case r.work.Err() != nil:
	case interrupted(err):
		c.finishSecond(r, failedSecond(r, info.Title, words.Say("verdict.cancelled"), words.Say("sentence.second_not_asked")))
	case err != nil:
		c.finishSecond(r, failedSecond(r, info.Title, words.Say("verdict.no_prediction"), words.Say("sentence.failed", "what", info.Title, "error", err)))
	default:
		result.Elapsed, result.Final = time.Since(began), true
		c.finishSecond(r, result)
	}
}

// ask shows the pictures of the first result to another network: the original,
// the attacked and the defended one, each fitted to its input.
func (c *computer) ask(r request, viewer *trial.Guest, info story.ModelInfo) (*Result, error) {
	p, _ := c.shared.Strip.Find(r.settings.Picture)
	first := r.first
	target := story.Counterpart(first.Model, first.Target, info)
	out, err := viewer.Show(r.running, first.Outcome, target)
	if err != nil {
		return nil, err
	}
	result := &Result{
		Generation: r.generation, Settings: r.settings,
		Result: first.Show(info, out, target, truthOf(r.settings, p, info)),
	}
	return result, nil
}
