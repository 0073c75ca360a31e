package attack

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

// network is a classifier with a closed-form gradient: the logits W2 h + b with
// h = x, or h = tanh(W1 (x - 1/2)) if W1 is given. Everything is float64.
type network struct {
	hidden [][]float64
	out    [][]float64
	bias   []float64

	mu                 sync.Mutex
	gradients, queries int
}

var _ Model = (*network)(nil)

func (n *network) forward(pix []float32) (h, z []float64) {
	x := make([]float64, len(pix))
	for i, v := range pix {
		x[i] = float64(v)
	}
	h = x
	if n.hidden != nil {
		for i := range x {
			x[i] -= 0.5
		}
		h = multiply(n.hidden, x)
		for i := range h {
			h[i] = math.Tanh(h[i])
		}
	}
	z = multiply(n.out, h)
	for i := range z {
		z[i] += n.bias[i]
	}
	return h, z
}

func (n *network) Classes() int { return len(n.bias) }

func (n *network) Logits(ctx context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, im := range ims {
		n.queries++
		_, z := n.forward(im.Pix)
		logits = append(logits, single(z))
	}
	return logits, ctx.Err()
}

func (n *network) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for i, im := range ims {
		n.gradients++
		h, z := n.forward(im.Pix)
		back := make([]float64, len(z))
		for k, slope := range losses[i].Slope(single(z)) {
			back[k] = float64(slope)
		}
		g := transposed(n.out, back)
		if n.hidden != nil {
			for i := range g {
				g[i] *= 1 - h[i]*h[i]
			}
			g = transposed(n.hidden, g)
		}
		out := pixel.New(im.Width, im.Height)
		copy(out.Pix, single(g))
		logits, gradients = append(logits, single(z)), append(gradients, out)
	}
	return logits, gradients, ctx.Err()
}

// loss is the cross-entropy at a picture, in float64.
func (n *network) loss(im *pixel.Image, class int) float64 {
	_, z := n.forward(im.Pix)
	return -math.Log(softmax(z)[class])
}

func softmax(z []float64) []float64 {
	out, sum := make([]float64, len(z)), 0.0
	for i, v := range z {
		out[i] = math.Exp(v - slices.Max(z))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

func multiply(w [][]float64, x []float64) []float64 {
	out := make([]float64, len(w))
	for i, row := range w {
		for j, v := range row {
			out[i] += v * x[j]
		}
	}
	return out
}

func transposed(w [][]float64, x []float64) []float64 {
	out := make([]float64, len(w[0]))
	for i, row := range w {
		for j, v := range row {
			out[j] += v * x[i]
		}
	}
	return out
}

func single(v []float64) []float32 {
	out := make([]float32, len(v))
	for i := range v {
		out[i] = float32(v[i])
	}
	return out
}

const side = 8

// twoLayers has 12 hidden units and 5 classes for pictures of 8x8. The
// gradient has no constant sign, so steps matter.
func twoLayers() *network {
	r := rand.New(rand.NewPCG(3, 0))
	matrix := func(rows, columns int, scale float64) [][]float64 {
		w := make([][]float64, rows)
		for i := range w {
			w[i] = make([]float64, columns)
			for j := range w[i] {
				w[i][j] = scale * r.NormFloat64()
			}
		}
		return w
	}
	return &network{
		hidden: matrix(12, 3*side*side, 0.4),
		out:    matrix(5, 12, 1.5),
		bias:   make([]float64, 5),
	}
}

// picture draws an image on the grid, with elements at both ends of the range.
func picture(width, height int) *pixel.Image {
	r := rand.New(rand.NewPCG(7, 0))
	im := pixel.New(width, height)
	for i := range im.Pix {
		im.Pix[i] = float32(min(max(r.NormFloat64()*0.4+0.5, 0), 1))
	}
	return im.Round()
}

// clean is the class that a model sees in a picture.
func clean(t testing.TB, m Model, im *pixel.Image) int {
	t.Helper()
	z, err := LogitsOf(context.Background(), m, im)
	if err != nil {
		t.Fatal(err)
	}
	return loss.Argmax(z)
}

// constant gives the same answer at every picture.
type constant struct {
	logits   []float32
	gradient *pixel.Image
}

func (c constant) Classes() int { return len(c.logits) }

func (c constant) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	return slices.Repeat([][]float32{c.logits}, len(ims)), ctx.Err()
}

func (c constant) Gradient(ctx context.Context, ims []*pixel.Image, _ []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	for range ims {
		logits, gradients = append(logits, c.logits), append(gradients, c.gradient.Clone())
	}
	return logits, gradients, ctx.Err()
}

// TestNetworkGradient makes the other tests trustworthy: the closed form
// against central differences.
func TestNetworkGradient(t *testing.T) {
	n, im := twoLayers(), picture(side, side)
	class := clean(t, n, im)
	_, g, err := GradientOf(context.Background(), n, im, loss.CrossEntropy{Class: class})
	if err != nil {
		t.Fatal(err)
	}
	const h = 1.0 / 128
	for i := range im.Pix {
		up, down := im.Clone(), im.Clone()
		up.Pix[i] += h
		down.Pix[i] -= h
		want := (n.loss(up, class) - n.loss(down, class)) / (float64(up.Pix[i]) - float64(down.Pix[i]))
		if math.Abs(want-float64(g.Pix[i])) > 2e-3*(1+math.Abs(want)) {
			t.Errorf("element %d: gradient %g, difference quotient %g", i, g.Pix[i], want)
		}
	}
}
