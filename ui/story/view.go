package story

import (
	"fmt"
	"image"
	"slices"

	"foolscope/engine/heatmap"
	"foolscope/engine/pixel"
	"foolscope/ui/words"
)

// ViewMode says what is drawn of a perturbation.
type ViewMode int

const (
	// Signed draws attacked minus original around mid grey, each colour alone.
	Signed ViewMode = iota
	// Magnitude draws the largest change of the three colours.
	Magnitude
	// Similarity draws SSIM around each pixel.
	Similarity
	// Saliency draws how strongly each pixel of the original moves the loss of
	// its predicted class.
	Saliency
)

// View is how the perturbation is drawn. No result depends on it.
type View struct {
	Mode ViewMode `json:"mode"`
	// Gain is one of heatmap.Gains, or 0 for the one that suits the perturbation.
	Gain int `json:"gain"`
}

// Valid reports whether a view that was read from a file can be drawn.
func (v View) Valid() bool {
	return v.Mode >= Signed && v.Mode <= Saliency && (v.Gain == 0 || slices.Contains(heatmap.Gains(), v.Gain))
}

// Drawing is what a View makes of a result.
type Drawing struct {
	View View
	// Image is nil if there is nothing to draw; Problem may say why.
	Image   *image.RGBA
	Problem string
	// Gain is the factor that was used, 0 where the mode has none.
	Gain int
	// Low and High say what black and white stand for.
	Low, High string
}

// DrawDifference fills in all that depends on the two pictures alone; a
// saliency map stays as it is.
func (r *Result) DrawDifference(view View, original, attacked *pixel.Image) {
	largest := heatmap.LargestChange(original, attacked)
	r.Gain = view.Gain
	if r.Gain == 0 {
		r.Gain = heatmap.SignedGain(largest)
	}
	r.Perturbation = heatmap.Signed(original, attacked, r.Gain)
	switch view.Mode {
	case Signed:
		half := inLevels(0.5, r.Gain)
		r.Drawing = Drawing{Image: r.Perturbation, Gain: r.Gain, Low: "−" + half, High: "+" + half}
	case Magnitude:
		gain := view.Gain
		if gain == 0 {
			gain = heatmap.MagnitudeGain(largest)
		}
		r.Drawing = Drawing{Image: heatmap.Magnitude(original, attacked, gain), Gain: gain, Low: "0", High: inLevels(1, gain)}
	case Similarity:
		drawn, low := heatmap.Similarity(original, attacked)
		r.Drawing = Drawing{Image: drawn, Low: words.Decimal(low, 1), High: "1"}
	}
	r.Drawing.View = view
}

// inLevels is a share of the range from black to white, divided by the gain, in
// levels of 8 bits.
func inLevels(share float64, gain int) string {
	value := share * 255 / float64(gain)
	if value >= 10 {
		return fmt.Sprintf("%.0f", value)
	}
	return words.Numeral(fmt.Sprintf("%.2g", value))
}
