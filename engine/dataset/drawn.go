package dataset

import (
	"context"
	"fmt"
	"math/rand/v2"

	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

// MaxDrawn is how many pictures a drawn set may have.
const MaxDrawn = 1_000_000

// DrawnSide is the side of a drawn picture in pixels.
const DrawnSide = 224

// drawing is what the pictures of a drawn set follow from.
type drawing struct{ seed uint64 }

// drawnStream keeps the scenes of data sets apart from those that the built-in classifier
// was trained on, whose seeds are drawn by another one.
const drawnStream = 0x646174617365747

// Signs returns a set of count road signs, DrawnSide pixels square, that are drawn when they
// are asked for. The classes take turns. The same seed gives the same bytes, and the first
// pictures of a larger set are those of a smaller one. The error says that count is not from 1
// to MaxDrawn.
func Signs(count int, seed uint64) (*Set, error) {
	if count < 1 || count > MaxDrawn {
		return nil, fmt.Errorf("%d road signs cannot be drawn: choose from 1 to %d", count, MaxDrawn)
	}
	classes := roadsign.Classes
	s := &Set{
		Name: fmt.Sprintf("%d road signs, seed %d", count, seed), Kind: Drawn, Classes: classes,
		Numbers: make([]int, len(classes)), Synsets: make([]string, len(classes)),
		Items: make([]Item, count), drawing: drawing{seed},
	}
	for i := range classes {
		s.Numbers[i] = i
	}
	for i := range s.Items {
		class := i % len(classes)
		s.Items[i] = Item{Path: fmt.Sprintf("%s/%06d.png", classes[class], i), Class: class}
	}
	return s, nil
}

// image draws picture i.
func (d drawing) image(ctx context.Context, i int) (*pixel.Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	scene := rand.New(rand.NewPCG(d.seed, drawnStream^uint64(i))).Uint64()
	return roadsign.Render(i%len(roadsign.Classes), scene, DrawnSide), nil
}
