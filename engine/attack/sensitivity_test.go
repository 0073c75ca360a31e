package attack_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"foolscope/assets"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/models"
)

// fooled counts the pictures for which a preset changes the prediction.
func fooled(t *testing.T, c *classifier.Classifier, pictures []*pixel.Image, key string, kind attack.Sensitivity, preset int) int {
	t.Helper()
	a, _ := attack.Find(key)
	count := 0
	for _, im := range pictures {
		clean, err := attack.LogitsOf(context.Background(), c, im)
		if err != nil {
			t.Fatal(err)
		}
		goal := attack.Goal{Class: loss.Argmax(clean)}
		r, err := a.Run(context.Background(), attack.Job{Model: c, Image: im, Goal: goal, Values: a.PresetsFor(kind)[preset].Values, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		if goal.Reached(r.Logits) {
			count++
		}
	}
	return count
}

func measureAll(t *testing.T, c *classifier.Classifier, pictures []*pixel.Image, want attack.Sensitivity) {
	t.Helper()
	for i, im := range pictures {
		if got, err := attack.Measure(context.Background(), c, im); err != nil || got != want {
			t.Errorf("on picture %d it is %s, %v, want %s", i, got, err, want)
		}
	}
}

// The built-in classifier takes more than 2 levels on each sample. Its typical
// presets fool most of them, its weak ones few: what they are for.
func TestTheBuiltInClassifierIsSturdy(t *testing.T) {
	c, err := models.OpenDefault(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var pictures []*pixel.Image
	for _, s := range assets.Samples() {
		im, err := pixel.Decode(t.Context(), bytes.NewReader(s.Data))
		if err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, c.Fit(im))
	}
	measureAll(t, c, pictures, attack.Sturdy)
	weak := fooled(t, c, pictures, "bim", attack.Sturdy, 0)
	typical := fooled(t, c, pictures, "bim", attack.Sturdy, 1)
	if weak > len(pictures)/2 || typical <= len(pictures)*3/4 {
		t.Errorf("of %d samples, weak fools %d and typical %d", len(pictures), weak, typical)
	}
}

// A classifier that was trained on ImageNet falls at 2 levels on every photo.
func TestAnImageNetClassifierIsFragile(t *testing.T) {
	paths, err := filepath.Glob(photosPattern)
	if _, missing := os.Stat(photosModel); err != nil || missing != nil || len(paths) == 0 {
		t.Skip("the test data is absent: no photos or no model")
	}
	c, err := classifier.Open(photosModel, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var pictures []*pixel.Image
	for i := 0; i < len(paths); i += len(paths) / 4 {
		im, err := pixel.Open(t.Context(), paths[i])
		if err != nil {
			t.Fatal(err)
		}
		pictures = append(pictures, c.Fit(im))
	}
	measureAll(t, c, pictures, attack.Fragile)
}
