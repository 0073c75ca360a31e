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

// pictures are a road sign of each class.
func pictures(c *classifier.Classifier) []*pixel.Image {
	var out []*pixel.Image
	for class := range roadsign.Classes {
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
	values, err := pgd.Params.Complete(param.Values{"epsilon": 4, "steps": 10})
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

// survivors counts the pictures whose class the classifier sees behind the chain.
func survivors(t *testing.T, c attack.Model, chain defense.Chain, ims []*pixel.Image) (right int) {
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
		if loss.Argmax(logits) == class {
			right++
		}
	}
	return right
}

// Of 20 road signs, a blur saves many from an attack that does not know it, and
// clearly fewer from one that does, with the same epsilon and as many steps.
func TestAdaptivePGDBeatsStaticPGD(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of gradients take too long for a short run")
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
		before := survivors(t, c, chain, static)
		after := survivors(t, c, chain, attacked(t, adaptive.New(c, chain, 1, 1), clean))
		t.Logf("%s %v: %d of %d survive the static attack, %d the adaptive one", test.key, test.value, before, len(clean), after)
		if before < len(clean)/2 || after > before-3 {
			t.Errorf("%s %v: %d of %d survive the static attack, %d the adaptive one", test.key, test.value, before, len(clean), after)
		}
	}
}
