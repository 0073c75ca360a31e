package study

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

// side is the input size of striped models.
const side = 16

// striped is a linear model of the road signs' classes: the score of a class is the mean of every
// so many elements, so that each picture has a label and each element a say.
type striped struct{ shift int }

func (s striped) Classes() int { return len(roadsign.Classes) }

func (s striped) weight(class, element int) float32 {
	return float32((element*7+class*(3+s.shift))%11-5) / 50
}

func (s striped) Logits(ctx context.Context, ims []*pixel.Image) (out [][]float32, err error) {
	for _, im := range ims {
		logits := make([]float32, s.Classes())
		for class := range logits {
			for i, x := range im.Pix {
				logits[class] += s.weight(class, i) * x
			}
		}
		out = append(out, logits)
	}
	return out, ctx.Err()
}

func (s striped) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, err := s.Logits(ctx, ims)
	var gradients []*pixel.Image
	for n, im := range ims {
		g := pixel.New(im.Width, im.Height)
		for class, slope := range losses[n].Slope(logits[n]) {
			for i := range g.Pix {
				g.Pix[i] += slope * s.weight(class, i)
			}
		}
		gradients = append(gradients, g)
	}
	return logits, gradients, err
}

func (s striped) Fit(im *pixel.Image) *pixel.Image {
	out := pixel.New(side, side)
	for c := range 3 {
		from, to := im.Plane(c), out.Plane(c)
		for i := range to {
			to[i] = from[(i/side*im.Height/side)*im.Width+i%side*im.Width/side]
		}
	}
	return out
}

func (s striped) Info() Info {
	return Info{Title: fmt.Sprintf("Striped %d", s.shift), Labels: roadsign.Classes}
}

func (s striped) Close() error { return nil }

// testEnv opens striped models by the number in their name.
func testEnv() Env {
	return Env{
		Resolve: func(name string) (string, error) { return "", nil },
		Open:    func(context.Context, string, int) (Model, error) { return striped{}, nil },
		Versions: map[string]string{
			"foolscope": "test",
		},
		Processors: 3,
	}
}

// planOf reads a plan that is right.
func planOf(t *testing.T, text string) Plan {
	t.Helper()
	p, err := ParsePlan([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// signs is a small plan with everything in it.
const signs = `{
	"name": "signs", "data": {"signs": 12, "seed": 3}, "models": [""],
	"attacks": [{"attack": "fgsm"}, {"attack": "pgd", "values": {"steps": 2}}],
	"defenses": [[], [{"defense": "jpeg", "values": {"quality": 50}}]],
	"vary": {"of": "attack", "key": "epsilon", "from": 0, "to": 8, "step": 4},
	"clean": true, "goal": "any", "seed": 1
}`

// readFile returns a file of a run's folder.
func readFile(t *testing.T, folder, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
