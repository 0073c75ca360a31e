package adaptive_test

import (
	"testing"

	"foolscope/engine/adaptive"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
	"foolscope/models"
)

// pictures are road signs, one of each of a few classes.
func pictures(c *classifier.Classifier) []*pixel.Image {
	var out []*pixel.Image
	for class := range 6 {
		out = append(out, roadsign.Render(class, 7, c.Info().Width))
	}
	return out
}

// attacked runs PGD on each of the pictures, whose classes are their places.
func attacked(t *testing.T, m attack.Model, ims []*pixel.Image) []*pixel.Image {
	t.Helper()
	pgd, ok := attack.Find("pgd")
	if !ok {
		t.Fatal("there is no PGD")
	}
	values, err := pgd.Params.Complete(param.Values{"epsilon": 8, "steps": 4, "step": 0.4})
	if err != nil {
		t.Fatal(err)
	}
	var out []*pixel.Image
	for class, im := range ims {
		result, err := pgd.Run(t.Context(), attack.Job{Model: m, Image: im, Goal: attack.Goal{Class: class}, Values: values, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, result.Image)
	}
	return out
}

// confidence is the mean probability of the pictures' classes behind the chain.
func confidence(t *testing.T, c attack.Model, chain defense.Chain, ims []*pixel.Image) (mean float64) {
	t.Helper()
	for class, im := range ims {
		defended, err := chain.Apply(t.Context(), im, 1)
		if err != nil {
			t.Fatal(err)
		}
		logits, err := attack.LogitsOf(t.Context(), c, defended)
		if err != nil {
			t.Fatal(err)
		}
		mean += loss.Softmax(logits)[class] / float64(len(ims))
	}
	return mean
}

// A filter leaves the classifier sure of road signs after an attack that does not
// know it, and clearly less sure after one that does, with the same epsilon and as
// many steps.
func TestAdaptivePGDBeatsStaticPGD(t *testing.T) {
	if testing.Short() {
		t.Skip("dozens of gradients take too long for a short run")
	}
	c, err := models.OpenDefault(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	clean := pictures(c)
	static := attacked(t, c, clean)
	for _, test := range []struct {
		key   string
		value float64
	}{{"gaussian", 1.5}, {"median", 5}} {
		chain := chain(t, test.key, test.value)
		before := confidence(t, c, chain, static)
		after := confidence(t, c, chain, attacked(t, adaptive.New(c, chain, 1, 1), clean))
		t.Logf("%s %v: the right class has %.2f after the static attack, %.2f after the adaptive one", test.key, test.value, before, after)
		if before < 0.4 || after > before-0.15 {
			t.Errorf("%s %v: the right class has %.2f after the static attack, %.2f after the adaptive one", test.key, test.value, before, after)
		}
	}
}
