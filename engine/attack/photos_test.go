package attack_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/metric"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
)

// The test data's photos and a classifier that gets 85 % of them right. Every
// fourth photo is attacked: 101 of 404, from the first class to the last.
const (
	photosPattern = "../../../shared/testdata/photos/*.jpg"
	photosModel   = "../../../shared/testdata/models/mobilenet_v1_0.75_224.onnx"
	everyPhoto    = 4
)

// tally sums what an attack did to the photos.
type tally struct {
	photos, agree       int
	similarity, entropy float64
}

func (s *tally) add(original *pixel.Image, class int, r *attack.Result) {
	s.photos++
	if loss.Argmax(r.Logits) == class {
		s.agree++
	}
	s.similarity += metric.SSIM(original, r.Image)
	s.entropy += loss.CrossEntropy{Class: class}.Value(r.Logits)
}

// mean returns the agreement with the clean prediction in percent, SSIM and
// the cross-entropy of the clean prediction.
func (s *tally) mean() (agreement, similarity, entropy float64) {
	n := float64(s.photos)
	return 100 * float64(s.agree) / n, s.similarity / n, s.entropy / n
}

// TestPGDFoolsThePhotos attacks with epsilon 2/255 and, for PGD, 10 steps of
// epsilon/4. It leaves agreement at 5 % or below, fools more surely than FGSM
// with less of a change, and every picture that is saved and opened again is
// what was reported.
func TestPGDFoolsThePhotos(t *testing.T) {
	if testing.Short() {
		t.Skip("a thousand gradients take too long for a short run")
	}
	paths, err := filepath.Glob(photosPattern)
	if _, missing := os.Stat(photosModel); err != nil || missing != nil || len(paths) == 0 {
		t.Skip("the test data is absent: no photos or no model")
	}
	c, err := classifier.Open(photosModel, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fgsm, pgd := &tally{}, &tally{}
	saved := filepath.Join(t.TempDir(), "attacked.png")
	for i := 0; i < len(paths); i += everyPhoto {
		original := fit(t, c, paths[i])
		class := classify(t, c, original)
		run(t, c, "fgsm", original, class, fgsm)
		result := run(t, c, "pgd", original, class, pgd)

		if err := pixel.WritePNG(saved, result.Image); err != nil {
			t.Fatal(err)
		}
		reported, again := loss.Argmax(result.Logits), classify(t, c, fit(t, c, saved))
		if reported != again {
			t.Errorf("%s: saved and opened again it is %q, not %q", paths[i], c.Label(again), c.Label(reported))
		}
	}
	agreement, similarity, entropy := pgd.mean()
	fastAgreement, fastSimilarity, fastEntropy := fgsm.mean()
	t.Logf("PGD:  agreement %.1f %%, SSIM %.5f, cross-entropy %.1f", agreement, similarity, entropy)
	t.Logf("FGSM: agreement %.1f %%, SSIM %.5f, cross-entropy %.1f", fastAgreement, fastSimilarity, fastEntropy)
	if agreement > 5 {
		t.Errorf("PGD leaves an agreement of %.1f %%", agreement)
	}
	if similarity <= fastSimilarity || entropy <= fastEntropy {
		t.Error("PGD should fool more surely than FGSM, with pictures more like the originals")
	}
}

func fit(t *testing.T, c *classifier.Classifier, path string) *pixel.Image {
	t.Helper()
	im, err := pixel.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return c.Fit(im)
}

func classify(t *testing.T, c *classifier.Classifier, im *pixel.Image) int {
	t.Helper()
	logits, err := attack.LogitsOf(context.Background(), c, im)
	if err != nil {
		t.Fatal(err)
	}
	return loss.Argmax(logits)
}

// run attacks with epsilon 2/255 and the other parameters as they are.
func run(t *testing.T, c *classifier.Classifier, key string, im *pixel.Image, class int, into *tally) *attack.Result {
	t.Helper()
	a, ok := attack.Find(key)
	if !ok {
		t.Fatalf("there is no attack %q", key)
	}
	// Stated in full, so that the figures outlive a change of the defaults.
	values := param.Values{"epsilon": 2}
	if key == "pgd" {
		values = param.Values{"epsilon": 2, "steps": 10, "step": 0.25, "random_start": 0, "restarts": 1}
	}
	values, err := a.Params.Complete(values)
	if err != nil {
		t.Fatal(err)
	}
	result, err := a.Run(context.Background(), attack.Job{
		Model: c, Image: im, Goal: attack.Goal{Class: class}, Values: values, Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	into.add(im, class, result)
	return result
}
