package defense

import (
	"context"
	"fmt"
	"math/rand/v2"

	"foolscope/engine/pixel"
)

// Chain is several defences one after the other. It is never changed once it is
// handed over. An empty chain leaves a picture as it is, between the levels too.
type Chain []Stage

// Random reports whether one of the defences draws.
func (c Chain) Random() bool {
	for _, s := range c {
		if s.Defense.Random {
			return true
		}
	}
	return false
}

// Apply returns the picture that the last defence gives; im is not changed. seed
// determines every random draw; equal random defences in one chain draw
// differently. An error is ctx's or an *Error that names the defence.
func (c Chain) Apply(ctx context.Context, im *pixel.Image, seed uint64) (*pixel.Image, error) {
	out := im
	for i := range c {
		var err error
		if out, err = c.step(ctx, i, out, seed); err != nil {
			return nil, err
		}
	}
	if len(c) == 0 {
		out = im.Clone()
	}
	return out, ctx.Err()
}

// step applies the defence at place i.
func (c Chain) step(ctx context.Context, i int, im *pixel.Image, seed uint64) (*pixel.Image, error) {
	s := c[i]
	out, err := s.Defense.Apply(ctx, im, s.Values, stageSeed(seed, i))
	if err == nil {
		err = fits(out, im, "picture")
	}
	if err != nil {
		return nil, &Error{s.Defense, err}
	}
	return out, nil
}

// fits says what is wrong with a picture or a gradient that a defence made of im.
func fits(out, im *pixel.Image, what string) error {
	switch {
	case out == nil:
		return fmt.Errorf("it made no %s", what)
	case !out.SameSize(im):
		return fmt.Errorf("it made a %s of %d x %d pixels for a picture of %d x %d", what, out.Width, out.Height, im.Width, im.Height)
	}
	return nil
}

// Backward turns the gradient of a loss with respect to Apply's result into the
// gradient with respect to picture, by the chain rule; the identity stands in for
// defences that have no Backward. Whoever has called Forward need not run the
// defences again: Pass.Backward gives the same.
func (c Chain) Backward(ctx context.Context, picture, gradient *pixel.Image, seed uint64) (*pixel.Image, error) {
	// What the last defence gives is not needed.
	pass, err := c[:max(len(c)-1, 0)].Forward(ctx, picture, seed)
	if err != nil {
		return nil, err
	}
	pass.chain = c
	return pass.Backward(ctx, gradient)
}

// Pass is one way of a picture through a chain, which remembers the pictures
// between the defences for the way back.
type Pass struct {
	chain Chain
	// pictures holds what each defence got, and last what the chain gives.
	pictures []*pixel.Image
	seed     uint64
}

// Forward applies the defences; im is neither changed nor kept.
func (c Chain) Forward(ctx context.Context, im *pixel.Image, seed uint64) (*Pass, error) {
	p := &Pass{chain: c, pictures: []*pixel.Image{im.Clone()}, seed: seed}
	for i := range c {
		next, err := c.step(ctx, i, p.pictures[i], seed)
		if err != nil {
			return nil, err
		}
		p.pictures = append(p.pictures, next)
	}
	return p, ctx.Err()
}

// Defended is the picture that the chain gives. It must not be changed.
func (p *Pass) Defended() *pixel.Image { return p.pictures[len(p.pictures)-1] }

// Backward turns the gradient of a loss with respect to the defended picture
// into the gradient with respect to the picture that Forward got, in an image
// that the caller owns.
func (p *Pass) Backward(ctx context.Context, gradient *pixel.Image) (*pixel.Image, error) {
	out := gradient
	for i := len(p.chain) - 1; i >= 0; i-- {
		s := p.chain[i]
		if s.Defense.Backward == nil {
			continue
		}
		var err error
		if out, err = s.Defense.Backward(ctx, p.pictures[i], out, s.Values, stageSeed(p.seed, i)); err == nil {
			err = fits(out, p.pictures[i], "gradient")
		}
		if err != nil {
			return nil, &Error{s.Defense, err}
		}
	}
	if out == gradient {
		out = gradient.Clone()
	}
	return out, ctx.Err()
}

// stageSeed is the seed of the defence at place i of a chain. The first gets the
// chain's own, so that one defence alone draws what it draws in a chain of one.
func stageSeed(seed uint64, i int) uint64 {
	if i == 0 {
		return seed
	}
	return rand.New(rand.NewPCG(seed, uint64(i))).Uint64()
}
