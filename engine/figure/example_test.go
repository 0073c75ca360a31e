package figure_test

import (
	"math"

	"foolscope/engine/figure"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

// changed moves every value of a picture by amount(i).
func changed(im *pixel.Image, amount func(i int) float32) *pixel.Image {
	out := im.Clone()
	for i := range out.Pix {
		out.Pix[i] += amount(i)
	}
	return out.Round()
}

func bars(top int, probabilities ...float64) []figure.Bar {
	labels := []string{"stop", "speed limit 50", "no entry", "circular traffic at the next roundabout ahead", "priority road"}
	var out []figure.Bar
	for i, p := range probabilities {
		out = append(out, figure.Bar{Label: labels[i], Probability: p, Top: i == top})
	}
	return out
}

// example has everything that a figure can have.
func example() figure.Figure {
	original := roadsign.Render(0, 7, 64)
	noise := func(i int) float32 { return 4 * pixel.Level * float32(1-2*(i*2654435761>>13&1)) }
	attacked := changed(original, noise)
	gray := pixel.New(64, 64)
	difference := changed(gray, func(i int) float32 { return 0.5 + 12*noise(i) })
	curve := func(middle float64) (x, y []float64) {
		for e := 0.0; e <= 16; e++ {
			x, y = append(x, e), append(y, 100/(1+math.Exp(e-middle)))
		}
		return x, y
	}
	line := func(name string, role figure.Role, middle float64, flip bool) figure.Line {
		x, y := curve(middle)
		for i := range y {
			if flip {
				y[i] = 96 - 0.96*y[i]
			}
		}
		return figure.Line{Name: name, Role: role, Shape: int(role) - 1, Marked: role != figure.Neutral, X: x, Y: y}
	}
	broken := func(l figure.Line, pattern int) figure.Line {
		l.Pattern, l.Unit = pattern, l.Role == figure.Neutral
		return l
	}
	return figure.Figure{
		Panels: []figure.Panel{
			{Title: "Original", Note: "64 × 64", Role: figure.Original, Image: original.RGBA(),
				Verdict: "97.9 % stop", VerdictRole: figure.Original, Bars: bars(0, 0.979, 0.012, 0.005, 0.003, 0.001)},
			{Title: "Perturbation", Note: "× 12", Image: difference.RGBA(), Verdict: "No channel moved by more than 4/255",
				Facts: []figure.Fact{{"Largest change (L∞)", "4 / 255"}, {"L2 norm", "1.74"}, {"SSIM", "0.981"}, {"PSNR", "36.1 dB"}, {"Gradients", "10"}}},
			{Title: "Attacked", Note: "PGD", Role: figure.Attacked, Image: attacked.RGBA(),
				Verdict: "Fooled: 91.2 % speed limit 50", VerdictRole: figure.Attacked, Bars: bars(1, 0.041, 0.912, 0.03, 0.012, 0.005)},
			{Title: "Defended", Note: "JPEG 50", Role: figure.Defended, Image: changed(original, func(int) float32 { return 0.02 }).RGBA(),
				Verdict: "Recovered: 88.0 % stop", VerdictRole: figure.Defended, Bars: bars(0, 0.88, 0.07, 0.03, 0.012, 0.008)},
		},
		Chart: &figure.Chart{
			Title: "Confidence against strength", Axis: "Epsilon (/255)", Min: 0, Max: 16, Chosen: 4,
			Lines: []figure.Line{
				line("stop, attacked", figure.Original, 2.5, false), line("speed limit 50, attacked", figure.Attacked, 2.8, true),
				line("stop, defended", figure.Defended, 9, false), broken(line("speed limit 50, defended", figure.Defended, 10, true), 1),
				broken(line("SSIM", figure.Neutral, 14, false), 1),
			},
		},
		Headline: "Fooled: 97.9 % stop became 91.2 % speed limit 50.",
		Caption: "PGD (epsilon ε = 4/255, 10 steps, step size 0.25, random start: yes), goal: any other class, seed 1, against " +
			"Road signs (64 × 64 pixels, 12 classes). Defence: JPEG (quality 50). Norms and SSIM are those of the 8-bit picture.",
	}
}
