package smoothing_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"foolscope/engine/adaptive"
	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
	"foolscope/engine/smoothing"
	"foolscope/models"
)

// noise lets an attack see the smoothed classifier.
func noise(sigma float64) *defense.Defense {
	return &defense.Defense{
		Key: "noise", Random: true,
		Apply: func(ctx context.Context, im *pixel.Image, _ param.Values, seed uint64) (*pixel.Image, error) {
			draw := rand.New(rand.NewPCG(seed, 1))
			out := im.Clone()
			for i := range out.Pix {
				out.Pix[i] += float32(sigma * draw.NormFloat64())
			}
			return out, ctx.Err()
		},
	}
}

// hold certifies road signs, attacks the smoothed classifier inside the radius of each,
// and asks it again. It returns how many had a certificate, and the sum of their radii.
func hold(t testing.TB, pictures int) (certified int, radii float64) {
	const sigma = .1
	c, err := models.OpenDefault(classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	settings, err := smoothing.Params().Complete(param.Values{"sigma": sigma, "copies": 200, "select": 50})
	if err != nil {
		t.Fatal(err)
	}
	pgd, _ := attack.Find("pgd_l2")
	smoothed := adaptive.New(c, defense.Chain{{Defense: noise(sigma)}}, 4, 1)
	for i := range pictures {
		im := roadsign.Render(i%c.Classes(), uint64(100+i), c.Info().Width)
		given, err := smoothing.Certify(t.Context(), c, im, settings, 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		if !given.Certified {
			continue
		}
		certified++
		radii += given.Radius
		values, err := pgd.Params.Complete(param.Values{pgd.Strength: given.Radius, "steps": 10})
		if err != nil {
			t.Fatal(err)
		}
		result, err := pgd.Run(t.Context(), attack.Job{Model: smoothed, Image: im, Goal: attack.Goal{Class: given.Class}, Values: values, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		after, err := smoothing.Certify(t.Context(), c, result.Image, settings, 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		if after.Class != given.Class {
			t.Errorf("picture %d: class %d has a certificate of %.3f, and became %d inside it", i, given.Class, given.Radius, after.Class)
		}
	}
	return certified, radii
}

func TestCertificatesHoldAgainstPGD(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of copies take too long for a short run")
	}
	if certified, _ := hold(t, 4); certified == 0 {
		t.Error("no picture of four has a certificate")
	}
}

// BenchmarkCertificatesHoldAgainstPGD tries a hundred pictures and fails if one
// certificate does not hold: go test ./engine/smoothing -run - -bench Certificates -benchtime 1x
func BenchmarkCertificatesHoldAgainstPGD(b *testing.B) {
	for b.Loop() {
		certified, radii := hold(b, 100)
		b.ReportMetric(float64(certified), "certified")
		b.ReportMetric(radii/float64(max(1, certified)), "mean-radius")
	}
}
