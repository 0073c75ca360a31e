package classifier_test

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
)

const testdata = "../../../shared/testdata"

// realModels are the test-data classifiers with the top-1 accuracy on the
// photos as Pillow reads, resizes and cuts them (Resize(256) and
// CenterCrop(224) of torchvision): 340 and 250 of 404. Their manifests state
// 0.8515 and 250. / 404, measured with colours repeated instead of interpolated.
var realModels = map[string]float64{
	"mobilenet_v1_0.75_224": 340. / 404,
	"squeezenet1.1":         250. / 404,
}

func openReal(t testing.TB, name string, o classifier.Options) *classifier.Classifier {
	t.Helper()
	path := filepath.Join(testdata, "models", name+".onnx")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the test data is absent: %v", err)
	}
	c, err := classifier.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// photos returns the paths of the test-data photos with their classes.
func photos(t testing.TB) (paths []string, classes []int) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testdata, "photos", "*.jpg"))
	if err != nil || len(paths) == 0 {
		t.Skip("the test data is absent: no photos")
	}
	for _, path := range paths {
		class, err := strconv.Atoi(filepath.Base(path)[:3])
		if err != nil {
			t.Fatal(err)
		}
		classes = append(classes, class)
	}
	return paths, classes
}

func openPhoto(t testing.TB, c *classifier.Classifier, path string) *pixel.Image {
	t.Helper()
	im, err := pixel.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return c.Fit(im)
}

// TestAccuracyIsThatOfPillowsPictures is a test of preprocessing, labels and
// channel order at once: any of them wrong costs tens of points.
func TestAccuracyIsThatOfPillowsPictures(t *testing.T) {
	if testing.Short() {
		t.Skip("all photos take too long for a short run")
	}
	paths, classes := photos(t)
	for name, want := range realModels {
		c := openReal(t, name, classifier.Options{})
		right := 0
		for i, path := range paths {
			logits, err := attack.LogitsOf(context.Background(), c, openPhoto(t, c, path))
			if err != nil {
				t.Fatal(err)
			}
			if loss.Argmax(logits) == classes[i] {
				right++
			}
		}
		got := float64(right) / float64(len(paths))
		t.Logf("%s: top-1 %.4f, by Pillow %.4f", name, got, want)
		if math.Abs(got-want) > 0.005 {
			t.Errorf("%s: top-1 is %.4f, by Pillow %.4f", name, got, want)
		}
	}
}

// TestGradientOfRealNetworks compares the gradient with central differences
// along random directions.
func TestGradientOfRealNetworks(t *testing.T) {
	paths, classes := photos(t)
	for name := range realModels {
		c := openReal(t, name, classifier.Options{})
		for _, l := range []loss.Loss{
			loss.CrossEntropy{Class: classes[200]},
			loss.CrossEntropy{Class: 3},
			loss.Margin{Class: 7},
		} {
			im := openPhoto(t, c, paths[200])
			if e := differenceError(t, c, im, l); e > 1e-2 {
				t.Errorf("%s, %+v: the gradient is off by %.2g", name, l, e)
			}
		}
	}
}

// differenceError is the median, over random directions, of the relative
// difference between the slope that the gradient predicts and the one that two
// nearby losses show.
func differenceError(t *testing.T, c *classifier.Classifier, im *pixel.Image, l loss.Loss) float64 {
	t.Helper()
	ctx := context.Background()
	_, gradient, err := attack.GradientOf(ctx, c, im, l)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	// Small, as the slopes are large: a picture is fooled within 1e-3.
	const step = 5e-6
	worst := 0.0
	for range 3 {
		ahead, back := im.Clone(), im.Clone()
		slope := 0.0
		for i := range im.Pix {
			// Half along the gradient's signs, so that the slope is large.
			d := float32(random.NormFloat64())
			if i%2 == 0 {
				d = 1
				if gradient.Pix[i] < 0 {
					d = -1
				}
			}
			ahead.Pix[i] += step * d
			back.Pix[i] -= step * d
			slope += float64(gradient.Pix[i]) * (float64(ahead.Pix[i]) - float64(back.Pix[i]))
		}
		above, err := attack.LogitsOf(ctx, c, ahead)
		if err != nil {
			t.Fatal(err)
		}
		below, err := attack.LogitsOf(ctx, c, back)
		if err != nil {
			t.Fatal(err)
		}
		measured := l.Value(above) - l.Value(below)
		t.Logf("slope predicted %.6g, measured %.6g", slope, measured)
		worst = max(worst, math.Abs(measured-slope)/math.Max(math.Abs(measured), math.Abs(slope)))
	}
	return worst
}
