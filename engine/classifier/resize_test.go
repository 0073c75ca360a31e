package classifier_test

import (
	"slices"
	"strings"
	"testing"

	"foolscope/engine/pixel"
)

// striped is 20 x 10 pixels: black and white columns by turns.
func striped() *pixel.Image {
	im := pixel.New(20, 10)
	for i := range im.Pix {
		im.Pix[i] = float32(i % 2)
	}
	return im
}

func TestResizingIsWhatIsSaid(t *testing.T) {
	for _, test := range []struct {
		what, file, text, resize string
		filter                   pixel.Filter
	}{
		{"assumed", "none", "", "", pixel.Bilinear},
		{"a manifest", "signs.json", `{"preprocessing": {"resize": "bilinear"}}`, "bilinear", pixel.Bilinear},
		{"a manifest, bicubic", "signs.json", `{"preprocessing": {"resize": "bicubic"}}`, "bicubic", pixel.Bicubic},
		{"a manifest, as OpenCV", "signs.json", `{"preprocessing": {"resize": "opencv"}}`, "opencv", pixel.FourNeighbors},
		{"Hugging Face", "preprocessor_config.json", `{"size": 192, "resample": 2}`, "", pixel.Bilinear},
		{"Hugging Face, bicubic", "preprocessor_config.json", `{"size": 192, "resample": 3}`, "bicubic", pixel.Bicubic},
		{"timm", "config.json", `{"input_size": [3, 160, 160], "crop_pct": 0.875, "interpolation": "bicubic"}`, "bicubic", pixel.Bicubic},
	} {
		t.Run(test.what, func(t *testing.T) {
			c, err := described{files: map[string]string{test.file: test.text}, change: openSides}.open(t)
			if err != nil {
				t.Fatal(err)
			}
			info := c.Info()
			p := info.Preprocessing
			if p.Resize != test.resize {
				t.Errorf("resize is %q", p.Resize)
			}
			want := test.filter.Fit(striped(), p.ResizeShortSide, info.Width, info.Height)
			if p.Crop == "none" {
				want = test.filter.Stretch(striped(), info.Width, info.Height)
			}
			if !slices.Equal(c.Fit(striped()).Pix, want.Pix) {
				t.Error("a picture is resized in another way")
			}
		})
	}
}

func TestUnknownResizingIsSaid(t *testing.T) {
	_, err := described{files: map[string]string{"signs.json": `{"preprocessing": {"resize": "lanczos"}}`}, change: openSides}.open(t)
	if err == nil || !strings.Contains(err.Error(), `resize is "lanczos"; it can be bilinear or bicubic or opencv`) {
		t.Errorf("error %v", err)
	}
}
