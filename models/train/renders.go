package main

import (
	"math/rand/v2"
	"sync"

	"foolscope/engine/ort"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
	"foolscope/engine/train"
)

// renders supplies labelled pictures: picture i of a seed is always the same.
type renders struct{ seed uint64 }

// at returns picture i and its class; classes take turns.
func (r renders) at(i int) (*pixel.Image, int) {
	class := i % len(roadsign.Classes)
	scene := rand.New(rand.NewPCG(r.seed, uint64(i))).Uint64()
	return roadsign.Render(class, scene, side), class
}

// batch returns the pictures first, first+1, ... as one tensor, rendered in
// parallel.
func (r renders) batch(first, size int) train.Batch {
	b := train.Batch{Pictures: ort.NewTensor(int64(size), 3, side, side), Classes: make([]int, size)}
	const each = 3 * side * side
	var group sync.WaitGroup
	for i := range size {
		group.Go(func() {
			im, class := r.at(first + i)
			copy(b.Pictures.Data[i*each:], im.Pix)
			b.Classes[i] = class
		})
	}
	group.Wait()
	return b
}

// ahead renders batches while the previous ones train. Steps come in order.
func (r renders) ahead(steps, size int) func(step int) train.Batch {
	queue := make(chan train.Batch, 2)
	go func() {
		for step := range steps {
			queue <- r.batch(step*size, size)
		}
	}()
	return func(int) train.Batch { return <-queue }
}
