package study

import (
	"context"
	"image"
	"slices"
	"sync"

	"foolscope/engine/pixel"
	"foolscope/engine/study"
	"foolscope/ui/session"
	"foolscope/ui/work"
)

// gallery makes the small pictures of the drawer. The attacked ones are attacked again:
// the seed makes them what they were.
type gallery struct {
	o     Options
	queue *work.Queue
	post  func()

	mu      sync.Mutex
	plan    study.Plan
	setting study.Setting
	made    map[int][2]*image.RGBA

	// again belongs to the job that runs, and tried is its plan.
	again *study.Again
	tried study.Plan
}

func newGallery(o Options, q *work.Queue, post func()) *gallery {
	return &gallery{o: o, queue: q, post: post, made: map[int][2]*image.RGBA{}}
}

func (g *gallery) close() {
	g.queue.Close(context.Background())
	g.forget()
}

// turn goes to another point.
func (g *gallery) turn(p study.Plan, s study.Setting) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if samePlan(p, g.plan) && s.Key() == g.setting.Key() {
		return
	}
	g.plan, g.setting, g.made = p, s, map[int][2]*image.RGBA{}
}

// fill adds the pictures that are there.
func (g *gallery) fill(encounters []Encounter) []Encounter {
	g.mu.Lock()
	defer g.mu.Unlock()
	out := slices.Clone(encounters)
	for i := range out {
		made := g.made[out[i].Index]
		out[i].Clean, out[i].Changed = made[0], made[1]
	}
	return out
}

// want makes the pictures of those places of the experiment that are not there yet.
func (g *gallery) want(indices []int) {
	g.queue.Do(work.Job{Title: "pictures", Priority: work.Plot, Slot: "pictures", Run: func(ctx context.Context, t *work.Task) {
		for _, index := range indices {
			g.mu.Lock()
			_, made := g.made[index]
			p, s := g.plan, g.setting
			g.mu.Unlock()
			if made {
				continue
			}
			pair, err := g.make(ctx, p, s, index)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				// A picture that cannot be made stays blank, and costs the others nothing.
				pair = [2]*image.RGBA{}
			}
			g.mu.Lock()
			if s.Key() == g.setting.Key() {
				g.made[index] = pair
			}
			g.mu.Unlock()
			g.post()
			if t.Yield(ctx) != nil {
				return
			}
		}
	}})
}

// make attacks one picture as the experiment did.
func (g *gallery) make(ctx context.Context, p study.Plan, s study.Setting, index int) (pair [2]*image.RGBA, err error) {
	if g.again == nil || !samePlan(p, g.tried) {
		g.forget()
		env := study.Env{Resolve: g.o.Resolve, Open: g.o.Open, Decisions: g.o.Decisions, Processors: 1}
		if g.again, err = study.NewAgain(ctx, p, env); err != nil {
			g.again = nil
			return pair, err
		}
		g.tried = p
	}
	out, err := g.again.Outcome(ctx, index, s)
	if err != nil {
		return pair, err
	}
	last := out.Attacked
	if out.Defended != nil {
		last = out.Defended
	}
	return [2]*image.RGBA{session.Thumbnail(out.Original), session.Thumbnail(last)}, nil
}

// forget closes the models.
func (g *gallery) forget() {
	if g.again != nil {
		// A model that cannot be closed has nothing left that anybody could lose.
		_ = g.again.Close()
		g.again = nil
	}
}

// source is a picture of the experiment for Explore.
func source(p study.Plan, e Encounter, decisions string) session.Source {
	return session.Source{Name: e.Path, Truth: e.Truth, Open: func(ctx context.Context) (*pixel.Image, error) {
		set, err := p.Data.Open(ctx, decisions)
		if err != nil {
			return nil, err
		}
		return set.Set.Image(ctx, set.Items[e.Index])
	}}
}
