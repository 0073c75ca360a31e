package models_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"foolscope/assets"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
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

func TestDefaultNameIsTheOneInTheManifest(t *testing.T) {
	manifest, err := os.ReadFile("roadsigns.json")
	if err != nil {
		t.Fatal(err)
	}
	if want := `"name": "` + models.DefaultName + `"`; !bytes.Contains(manifest, []byte(want)) {
		t.Errorf("the manifest does not say %s", want)
	}
}

// TestSamplesTellTheStory: the default model recognises every sample picture,
// and PGD fools it on each, judged on the 8-bit picture. At its default
// epsilon of 4/255 one speed limit becomes another; the other signs differ more
// from each other and need more.
func TestSamplesTellTheStory(t *testing.T) {
	c, err := models.OpenDefault(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, sample := range assets.Samples() {
		epsilon := 12.0
		if sample.Label == "speed limit 50" {
			epsilon = 4
		}
		before, after := fool(t, c, sample, epsilon)
		if before != sample.Label {
			t.Errorf("%s: the model says %s", sample.Label, before)
		}
		if after == sample.Label {
			t.Errorf("%s: PGD with epsilon %v does not fool the model", sample.Label, epsilon)
		}
		if sample.Label == "speed limit 50" && after != "speed limit 80" {
			t.Errorf("%s became %s", sample.Label, after)
		}
	}
}

// fool returns the labels of a sample before and after PGD.
func fool(t *testing.T, c *classifier.Classifier, sample assets.Sample, epsilon float64) (before, after string) {
	t.Helper()
	im, err := pixel.Decode(t.Context(), bytes.NewReader(sample.Data))
	if err != nil {
		t.Fatal(err)
	}
	original := c.Fit(im)
	logits, err := attack.LogitsOf(context.Background(), c, original)
	if err != nil {
		t.Fatal(err)
	}
	class := loss.Argmax(logits)
	pgd, _ := attack.Find("pgd")
	values := pgd.Params.Defaults()
	values["epsilon"] = epsilon
	result, err := pgd.Run(context.Background(), attack.Job{
		Model: c, Image: original, Goal: attack.Goal{Class: class}, Values: values, Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	became := loss.Argmax(result.Logits)
	t.Logf("%-20s %5.1f %% became %5.1f %% %s at %v/255", sample.Label, 100*loss.Softmax(logits)[class],
		100*loss.Softmax(result.Logits)[became], c.Label(became), epsilon)
	return c.Label(class), c.Label(became)
}
