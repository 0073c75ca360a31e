package adversarial

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/dataset"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
)

const side = 8

// linear is a model whose scores are weighted sums of the elements.
type linear struct{}

func (linear) Classes() int                      { return 3 }
func (linear) weight(class, element int) float32 { return float32((element*7+class*5)%11-5) / 20 }
func (linear) Fit(im *pixel.Image) *pixel.Image  { return im.Stretch(side, side) }
func (linear) FitBack(g *pixel.Image, width, height int) *pixel.Image {
	return pixel.Bilinear.StretchBack(g, width, height)
}

func (l linear) Logits(ctx context.Context, ims []*pixel.Image) (out [][]float32, err error) {
	for _, im := range ims {
		logits := make([]float32, 3)
		for class := range logits {
			for i, x := range im.Pix {
				logits[class] += l.weight(class, i) * x
			}
		}
		out = append(out, logits)
	}
	return out, ctx.Err()
}

func (l linear) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) ([][]float32, []*pixel.Image, error) {
	logits, err := l.Logits(ctx, ims)
	var gradients []*pixel.Image
	for n, im := range ims {
		g := pixel.New(im.Width, im.Height)
		for class, slope := range losses[n].Slope(logits[n]) {
			for i := range g.Pix {
				g.Pix[i] += slope * l.weight(class, i)
			}
		}
		gradients = append(gradients, g)
	}
	return logits, gradients, err
}

func making(t *testing.T, own bool) Making {
	t.Helper()
	set, err := dataset.Signs(6, 3)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := attack.Find("pgd")
	values := a.Params.Defaults()
	values["epsilon"] = 16
	m := Making{
		Folder: t.TempDir(), Set: set, Setup: trial.Setup{Attack: a, Values: values, Seed: 2}, Own: own,
		Class: func(i int) int { return set.Items[i].Class }, ModelName: "Linear", Labels: []string{"a", "b", "c"},
	}
	for i := range set.Items {
		m.Items = append(m.Items, i)
	}
	return m
}

// What the table says of a file is what the model says of the file.
func TestReadBackItGivesTheSameVerdicts(t *testing.T) {
	for _, own := range []bool{false, true} {
		m := making(t, own)
		made, err := Make(t.Context(), m, linear{}, nil)
		if err != nil || made.Written != 6 || made.Refused != 0 || made.Fooled == 0 {
			t.Fatalf("own size %v: %+v, %v", own, made, err)
		}
		set, err := dataset.Open(t.Context(), filepath.Join(m.Folder, ManifestName), nil)
		if err != nil || set.Len() != 6 || len(set.Refused) > 0 {
			t.Fatalf("the table opens as %+v, %v", set, err)
		}
		n := 0
		err = entries(m.at(ManifestName), true, func(e entry) error {
			im, err := set.Image(t.Context(), n)
			if err != nil {
				return err
			}
			if (im.Width == side) == own {
				t.Errorf("own size %v: %d pixels wide", own, im.Width)
			}
			logits, err := linear{}.Logits(t.Context(), []*pixel.Image{linear{}.Fit(im)})
			if err != nil {
				return err
			}
			p, err := trial.Predict(logits[0], false)
			clean, _ := strconv.Atoi(e[11])
			if got := []string{strconv.Itoa(p.Class), fixed(p.Probability), bit(p.Class != clean)}; got[0] != e[14] || got[1] != e[16] || got[2] != e[fooledColumn] {
				t.Errorf("%s: the model says %v, the table %v", e[pathColumn], got, e)
			}
			n++
			return err
		})
		if err != nil || n != 6 {
			t.Errorf("%d entries, %v", n, err)
		}
	}
}

// A making that was stopped in the middle of a line ends with the bytes of one that was not.
func TestAMakingThatWasStoppedGoesOn(t *testing.T) {
	whole, broken := making(t, false), making(t, false)
	if _, err := Make(t.Context(), whole, linear{}, nil); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	_, err := Make(ctx, broken, linear{}, func(done int) {
		if done == 3 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("it ended with %v", err)
	}
	part := broken.at(partName)
	data, err := os.ReadFile(part)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(part, data[:len(data)-4], 0o644); err != nil {
		t.Fatal(err)
	}
	made, err := Make(t.Context(), broken, linear{}, nil)
	if err != nil || made.Found != 2 || made.Written != 4 {
		t.Errorf("going on: %+v, %v", made, err)
	}
	for _, name := range []string{ManifestName, RefusedName, CardName} {
		a, err := os.ReadFile(whole.at(name))
		b, err2 := os.ReadFile(broken.at(name))
		if err != nil || err2 != nil || string(a) != string(b) {
			t.Errorf("%s differs: %v, %v", name, err, err2)
		}
	}
}

func TestFoldersThatCannotBeUsed(t *testing.T) {
	m := making(t, false)
	if err := os.WriteFile(m.at("mine.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(t.Context(), m, linear{}, nil); !errors.Is(err, errFull) {
		t.Errorf("a folder with something else: %v", err)
	}
	m.Folder = t.TempDir()
	if _, err := Make(t.Context(), m, linear{}, nil); err != nil {
		t.Fatal(err)
	}
	m.Setup.Seed = 9
	if _, err := Make(t.Context(), m, linear{}, nil); !errors.Is(err, errOther) {
		t.Errorf("another seed: %v", err)
	}
}
