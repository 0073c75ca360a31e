package classifier

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"foolscope/engine/loss"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// Classes is the number of classes, at least 2.
func (c *Classifier) Classes() int { return c.info.Classes }

// Logits returns the scores of each picture, one element per class. It runs them in
// batches if the model allows that, and one after the other if not.
func (c *Classifier) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	return c.scores(ctx, c.planes(ims))
}

// scores returns the logits of each of the network's inputs.
func (c *Classifier) scores(ctx context.Context, inputs [][]float32) ([][]float32, error) {
	size := inferenceBatch
	if c.alone.Load() {
		size = 1
	}
	var out [][]float32
	for _, batch := range c.network.batches(inputs, size) {
		results, err := c.forward.Run(ctx, c.network.inputs(batch))
		if err == nil && !c.listsFor(results[logitsName], len(batch)) {
			err = errMixed
		}
		if err != nil && c.mayGoAlone(ctx, len(batch)) {
			return c.scores(ctx, inputs)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, rows(results[logitsName].Data, len(batch))...)
	}
	return out[:len(inputs)], nil
}

// errMixed says that a network does not tell pictures apart.
var errMixed = errors.New("the model does not give one list of scores for each of several pictures")

// listsFor reports whether scores are lists for so many pictures.
func (c *Classifier) listsFor(scores ort.Tensor, pictures int) bool {
	classes := int(c.network.classes)
	if classes == 0 {
		return len(scores.Data) > 0 && len(scores.Data)%pictures == 0
	}
	return len(scores.Data) == pictures*classes
}

// mayGoAlone makes the network take one picture at a time from now on, after a run
// with several failed: files may have a free batch and something inside that needs
// one. It reports whether that is worth a try.
func (c *Classifier) mayGoAlone(ctx context.Context, pictures int) bool {
	if ctx.Err() != nil || pictures < 2 || c.network.fixedBatch > 0 {
		return false
	}
	c.alone.Store(true)
	return true
}

// Gradient returns the scores of each picture and the derivative of its loss with
// respect to every element of it, in an image of its own. A cross-entropy that suits
// the classes, a margin and a single logit take one run; any other loss takes a run
// for the scores before it, which its slope is computed from.
func (c *Classifier) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	inputs := c.planes(ims)
	objectives, err := c.network.objectives(losses, func(chosen []int) ([][]float32, error) {
		return c.scores(ctx, pick(inputs, chosen))
	})
	if err != nil {
		return nil, nil, err
	}
	logits, all, err := c.network.differentiate(ctx, c.gradientSession, inputs, objectives, c.alone.Load())
	if err != nil && c.mayGoAlone(ctx, len(inputs)) {
		logits, all, err = c.network.differentiate(ctx, c.gradientSession, inputs, objectives, true)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, pix := range all {
		gradients = append(gradients, &pixel.Image{Width: c.info.Width, Height: c.info.Height, Pix: pix})
	}
	return logits, gradients, nil
}

// planes returns what the network is fed for each picture. It panics if a
// picture has another size than the network's input.
func (c *Classifier) planes(ims []*pixel.Image) [][]float32 {
	out := make([][]float32, len(ims))
	for i, im := range ims {
		if im.Width != c.info.Width || im.Height != c.info.Height {
			panic(fmt.Sprintf("classifier: a picture of %d x %d for an input of %d x %d", im.Width, im.Height, c.info.Width, c.info.Height))
		}
		out[i] = im.Pix
	}
	return out
}

// differentiate returns the logits of each input and the gradient of its objective.
// session gives the gradient network for a batch size. If alone, each input has a
// run of its own.
func (n *network) differentiate(ctx context.Context, session func(batch int64) (*ort.Session, error), inputs [][]float32, objectives []objective, alone bool) (logits, gradients [][]float32, err error) {
	if len(inputs) != len(objectives) {
		panic("classifier: pictures and losses differ in number")
	}
	batches := n.gradientBatches(inputs)
	if alone {
		batches = n.batches(inputs, 1)
	}
	for _, batch := range batches {
		s, err := session(int64(len(batch)))
		if err != nil {
			return nil, nil, err
		}
		fed := n.inputs(batch)
		done := len(logits)
		n.choose(fed, objectives[done:min(done+len(batch), len(objectives))], len(batch))
		results, err := s.Run(ctx, fed)
		if err != nil {
			return nil, nil, err
		}
		outputs := s.Outputs()
		gradient := results[outputs[len(outputs)-1].Name]
		logits = append(logits, rows(results[logitsName].Data, len(batch))...)
		gradients = append(gradients, rows(gradient.Data, len(batch))...)
	}
	return logits[:len(inputs)], gradients[:len(inputs)], nil
}

// How many pictures go into one run at most. A few together are faster than
// one, by a third in small networks; many are not, as what they leave for the
// way back no longer fits into a processor's caches, and they need more memory.
const (
	inferenceBatch = 8
	gradientBatch  = 4
)

// A picture has a run of its own from so many multiplications on, and from so
// many elements in one value: the three that a product reads and writes would not
// fit into the 32 MB of a large cache four times. ViT-Tiny, with 1.3 billion and
// 150,000, gains a tenth from company; ResNet-50, with 4 billion and 800,000,
// and MobileNetV2, with 0.3 billion and 1.2 million, lose a fifth.
const (
	heavyWork  = 2_000_000_000
	heavyValue = 700_000
)

// batches divides inputs into runs of size pictures and what is left. A model
// of fixed batch size gets its last run filled up with copies.
func (n *network) batches(inputs [][]float32, size int) (out [][][]float32) {
	switch {
	case n.fixedBatch > 0:
		size = int(n.fixedBatch)
	case n.heavy:
		size = 1
	}
	for batch := range slices.Chunk(inputs, size) {
		if n.fixedBatch > 0 {
			batch = slices.Concat(batch, slices.Repeat(batch[:1], size-len(batch)))
		}
		out = append(out, batch)
	}
	return out
}

// gradientBatches is batches for gradients: what is left goes one by one, so
// that two gradient networks serve any number.
func (n *network) gradientBatches(inputs [][]float32) [][][]float32 {
	if n.fixedBatch > 0 {
		return n.batches(inputs, gradientBatch)
	}
	whole := len(inputs) - len(inputs)%gradientBatch
	return slices.Concat(n.batches(inputs[:whole], gradientBatch), n.batches(inputs[whole:], 1))
}

// pack joins inputs to one tensor. A single one is not copied.
func (n *network) pack(batch [][]float32) ort.Tensor {
	shape := append([]int64{int64(len(batch))}, n.dims...)
	if len(batch) == 1 {
		return ort.Tensor{Shape: shape, Data: batch[0]}
	}
	t := ort.NewTensor(shape...)
	each := len(t.Data) / len(batch)
	for i, input := range batch {
		copy(t.Data[i*each:(i+1)*each], input)
	}
	return t
}

// rows divides a tensor's data into one slice per picture.
func rows(data []float32, n int) [][]float32 {
	each := len(data) / n
	out := make([][]float32, n)
	for i := range out {
		out[i] = data[i*each : (i+1)*each : (i+1)*each]
	}
	return out
}
