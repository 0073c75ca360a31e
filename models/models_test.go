package models_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"foolscope/assets"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/pixel"
	"foolscope/models"
)

func TestDefaultModelIsSmall(t *testing.T) {
	info, err := os.Stat("roadsigns.onnx")
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 3<<20 {
		t.Errorf("the embedded model has %d bytes; 3 MB is the limit", info.Size())
	}
}

// TestSamplesTellTheStory: the default model recognises every sample picture,
// and PGD at its default settings fools it on each, on the 8-bit picture.
func TestSamplesTellTheStory(t *testing.T) {
	c, err := models.OpenDefault(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	pgd, _ := attack.Find("pgd")
	for _, sample := range assets.Samples() {
		im, err := pixel.Decode(bytes.NewReader(sample.Data))
		if err != nil {
			t.Fatal(err)
		}
		original := c.Fit(im)
		logits, err := c.Logits(context.Background(), original)
		if err != nil {
			t.Fatal(err)
		}
		class := classifier.Argmax(logits)
		if c.Label(class) != sample.Label {
			t.Errorf("%s: the model says %s", sample.Label, c.Label(class))
			continue
		}
		result, err := pgd.Run(context.Background(), attack.Job{
			Model: c, Image: original, Goal: attack.Goal{Class: class}, Values: pgd.Params.Defaults(), Seed: 1,
		})
		if err != nil {
			t.Fatal(err)
		}
		became := classifier.Argmax(result.Logits)
		t.Logf("%-20s %5.1f %% became %5.1f %% %s", sample.Label, 100*classifier.Softmax(logits)[class],
			100*classifier.Softmax(result.Logits)[became], c.Label(became))
		if became == class {
			t.Errorf("%s: PGD with its default settings does not fool the model", sample.Label)
		}
	}
}
