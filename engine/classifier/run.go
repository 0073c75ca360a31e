package classifier

import (
	"context"
	"fmt"

	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// Logits returns the scores of one picture, one a class.
func (c *Classifier) Logits(ctx context.Context, im *pixel.Image) ([]float32, error) {
	all, err := c.LogitsAll(ctx, []*pixel.Image{im})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// LogitsAll returns the scores of several pictures. It runs them as one batch
// if the model allows that, and one after the other if not.
func (c *Classifier) LogitsAll(ctx context.Context, images []*pixel.Image) ([][]float32, error) {
	var out [][]float32
	for _, batch := range c.batches(images) {
		results, err := c.forward.Run(ctx, map[string]ort.Tensor{pixelsName: c.pack(batch)})
		if err != nil {
			return nil, err
		}
		out = append(out, rows(results[logitsName].Data, len(batch))...)
	}
	return out[:len(images)], nil
}

// Gradient returns the scores of one picture and the derivative of the loss
// with respect to every entry of it, in an image of its own.
func (c *Classifier) Gradient(ctx context.Context, im *pixel.Image, loss Loss) (logits []float32, gradient *pixel.Image, err error) {
	all, gradients, err := c.Gradients(ctx, []*pixel.Image{im}, []Loss{loss})
	if err != nil {
		return nil, nil, err
	}
	return all[0], gradients[0], nil
}

// Gradients is Gradient for several pictures, each with its own loss. A batch
// size that is used for the first time costs the building of a network.
func (c *Classifier) Gradients(ctx context.Context, images []*pixel.Image, losses []Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	if len(images) != len(losses) {
		panic("classifier: pictures and losses differ in number")
	}
	done := 0
	for _, batch := range c.batches(images) {
		session, err := c.gradientSession(int64(len(batch)))
		if err != nil {
			return nil, nil, err
		}
		inputs := map[string]ort.Tensor{pixelsName: c.pack(batch)}
		c.choose(inputs, losses[done:min(done+len(batch), len(losses))], len(batch))
		results, err := session.Run(ctx, inputs)
		if err != nil {
			return nil, nil, err
		}
		logits = append(logits, rows(results[logitsName].Data, len(batch))...)
		for _, row := range rows(results[gradientName].Data, len(batch)) {
			gradients = append(gradients, &pixel.Image{Width: c.info.Width, Height: c.info.Height, Pix: row})
		}
		done += len(batch)
	}
	return logits[:len(images)], gradients[:len(images)], nil
}

// batches divides pictures into runs. A model of fixed batch size gets its last
// run filled up with copies.
func (c *Classifier) batches(images []*pixel.Image) [][]*pixel.Image {
	size := int(c.network.fixedBatch)
	if size == 0 {
		return [][]*pixel.Image{images}
	}
	var out [][]*pixel.Image
	for start := 0; start < len(images); start += size {
		batch := append([]*pixel.Image(nil), images[start:min(start+size, len(images))]...)
		for len(batch) < size {
			batch = append(batch, batch[0])
		}
		out = append(out, batch)
	}
	return out
}

// pack copies pictures into one tensor. It panics if a picture has another
// size than the network's input.
func (c *Classifier) pack(batch []*pixel.Image) ort.Tensor {
	side := c.network.side
	t := ort.NewTensor(int64(len(batch)), 3, side, side)
	each := int(3 * side * side)
	for i, im := range batch {
		if im.Width != c.info.Width || im.Height != c.info.Height {
			panic(fmt.Sprintf("classifier: a picture of %d x %d for an input of %d x %d", im.Width, im.Height, side, side))
		}
		copy(t.Data[i*each:], im.Pix)
	}
	return t
}

// choose fills in the inputs that select each picture's loss.
func (c *Classifier) choose(inputs map[string]ort.Tensor, losses []Loss, batch int) {
	entropy := ort.NewTensor(int64(batch), c.network.classes)
	margin := ort.NewTensor(int64(batch), c.network.classes)
	for i, loss := range losses {
		if loss.Class < 0 || loss.Class >= c.info.Classes {
			panic(fmt.Sprintf("classifier: class %d of %d", loss.Class, c.info.Classes))
		}
		at := i*c.info.Classes + loss.Class
		if loss.Kind == Margin {
			margin.Data[at] = 1
		} else {
			entropy.Data[at] = 1
		}
	}
	inputs[entropyName], inputs[marginName] = entropy, margin
}

// rows divides a tensor's data into one slice a picture.
func rows(data []float32, n int) [][]float32 {
	each := len(data) / n
	out := make([][]float32, n)
	for i := range out {
		out[i] = data[i*each : (i+1)*each : (i+1)*each]
	}
	return out
}
