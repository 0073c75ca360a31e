package data

import (
	"context"

	"foolscope/engine/attack"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/words"
	"foolscope/ui/work"
)

// sayings is how many classes the model names.
const sayings = 4

// Look looks at an item, -1 for none: it is read, and the model is asked about it.
func (c *Controller) Look(i int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.snap.Mark != i {
		c.look(i)
		c.mailbox.Post()
	}
}

// look is Look. The lock is held.
func (c *Controller) look(i int) {
	c.stop()
	c.snap.Mark = i
	if i < 0 || c.open == nil {
		c.snap.View = View{Item: -1}
		return
	}
	s := c.open
	v := View{Item: i, Path: s.File(i), Silent: words.Say("data.asking")}
	if taken, ok := s.taken[s.Items[i].Path]; ok {
		v.Taken = &taken
	}
	// What was seen before stays until something better is there.
	v.Image, v.Width, v.Height = c.snap.View.Image, c.snap.View.Width, c.snap.View.Height
	if thumb := c.thumbs.Get(s.Items[i].Path).Image; thumb != nil {
		v.Image, v.Width, v.Height = thumb, 0, 0
	}
	c.snap.View = v
	ctx, stop := context.WithCancel(c.life)
	c.stop = stop
	c.working.Go(func() { c.read(ctx, s, i) })
}

// read reads the item that is looked at, and has the model asked.
func (c *Controller) read(ctx context.Context, s *set, i int) {
	im, err := s.Image(ctx, i)
	if ctx.Err() != nil {
		return
	}
	c.view(ctx, func(v *View) {
		if err != nil {
			v.Image, v.Problem, v.Silent = nil, words.Sentence(err), ""
			return
		}
		v.Image, v.Width, v.Height = im.RGBA(), im.Width, im.Height
	})
	if err == nil {
		c.ask(ctx, im)
	}
}

// view changes what is known of the item that is looked at, unless another is by now.
func (c *Controller) view(ctx context.Context, change func(*View)) {
	c.mu.Lock()
	if ctx.Err() == nil {
		change(&c.snap.View)
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// ask asks the model about a picture.
func (c *Controller) ask(ctx context.Context, im *pixel.Image) {
	c.queue.Do(work.Job{Title: words.Say("data.asking"), Priority: work.Hand, Slot: "opinion", Run: func(turn context.Context, _ *work.Task) {
		if ctx.Err() != nil {
			return
		}
		network := c.options.Session.Use()
		if network == nil {
			c.view(ctx, func(v *View) { v.Silent = words.Say("data.no_model") })
			return
		}
		defer network.Release()
		says, err := opinion(turn, network, im)
		c.view(ctx, func(v *View) {
			if v.Says, v.Silent = says, ""; err != nil {
				v.Silent = words.Sentence(err)
			}
		})
	}})
}

// opinion is what a network says of a picture.
func opinion(ctx context.Context, network *session.Network, im *pixel.Image) ([]Saying, error) {
	logits, err := attack.LogitsOf(ctx, network.Model, network.Model.Fit(im))
	if err != nil {
		return nil, err
	}
	probabilities := network.Info.Probabilities(logits)
	var out []Saying
	for _, class := range loss.Top(logits, sayings) {
		out = append(out, Saying{Class: network.Info.Label(class), Probability: probabilities[class]})
	}
	return out, nil
}

// Source is an item as Explore opens it, with its class as the truth: by the name that the
// model has for it, if it has one.
func (c *Controller) Source(i int) (session.Source, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.open == nil || i < 0 || i >= c.open.Len() {
		return session.Source{}, false
	}
	class := c.open.Decisions.Class(i)
	truth := c.open.ClassName(class)
	if network := c.options.Session.Snapshot().Network; network != nil {
		if label := c.open.Mapping(network.Info.Labels, nil).Label(class); label >= 0 {
			truth = network.Info.Labels[label]
		}
	}
	return c.open.source(i, truth), true
}
