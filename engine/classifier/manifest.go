package classifier

import (
	"encoding/json"
	"math"

	"foolscope/engine/labels"
	"foolscope/engine/pixel"
)

// Manifest is the JSON file NAME.json beside NAME.onnx. It says how a picture
// becomes the network's input and what the output means. What it leaves out is
// taken from other places, or assumed; docs/models.md says from which.
type Manifest struct {
	// Name identifies the model, Title is for people.
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	// SHA256 of the ONNX file, if known, in hexadecimal digits.
	SHA256 string `json:"sha256,omitempty"`
	// Knows says in English words what the classes are: "everyday things".
	Knows         string        `json:"knows,omitempty"`
	Input         Input         `json:"input"`
	Preprocessing Preprocessing `json:"preprocessing"`
	Output        Output        `json:"output"`
	// LabelsFile has the names of the classes, in a form that package labels
	// reads; it is relative to the manifest's folder and may not leave it. Labels
	// may stand here instead, as a list or a dictionary.
	LabelsFile string   `json:"labels_file,omitempty"`
	Labels     []string `json:"labels,omitempty"`
	// Measured are accuracies, as the file gives them.
	Measured json.RawMessage `json:"measured,omitempty"`

	// numbered is true if Labels were given with the numbers of their classes.
	numbered bool
	// warnings are sentences about what the manifest says.
	warnings []string
}

func (m *Manifest) list() labels.List { return labels.List{Names: m.Labels, Numbered: m.numbered} }

// Input describes the network's input.
type Input struct {
	// Name of the graph's input; empty means its only one.
	Name string `json:"name,omitempty"`
	// Layout is "NCHW" or "NHWC".
	Layout string `json:"layout"`
	// Size is the side of the square picture that the network takes, in pixels;
	// Width and Height are the sides of one that is not square. 0 means what the
	// model's file says.
	Size   int `json:"size"`
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
	// Channels is 3 (colour), 1 (grey: the luma of the picture) or 4 (colour and
	// opacity, which is 1); 0 means what the model's file says, or 3.
	Channels int `json:"channels,omitempty"`
}

// Preprocessing turns pixels in [0,1] into input values: (pixel - mean) / std
// a channel, then the channels are put in order.
type Preprocessing struct {
	// ResizeShortSide is the length, in pixels, that the shorter side of a
	// picture is resized to before the centre is cut out; 0 means that nothing is
	// said of it.
	ResizeShortSide int `json:"resize_short_side,omitempty"`
	// Crop is "center", "none" for pictures that are stretched to the input's
	// size, or "squash" for pictures that are stretched to the shape of the input
	// at ResizeShortSide before the centre is cut out.
	Crop string `json:"crop,omitempty"`
	// Resize is how pixels are weighed: "bilinear" or "bicubic", which widen where
	// a picture shrinks, as Pillow and torchvision do, or "opencv", which weighs
	// the four nearest, as OpenCV and TensorFlow do; empty means "bilinear".
	Resize string `json:"resize,omitempty"`
	// ChannelOrder is "RGB" or "BGR".
	ChannelOrder string `json:"channel_order,omitempty"`
	// Mean and Std have one element a channel, in RGB order, or one for all
	// channels. Nil means that nothing is said of them, and empty 0 and 1. Means
	// above 1 are levels from 0 to 255, and Std with them.
	Mean []float64 `json:"mean,omitempty"`
	Std  []float64 `json:"std,omitempty"`
}

// Means is Mean, or the one number that an empty list stands for.
func (p Preprocessing) Means() []float64 { return orOne(p.Mean, 0) }

// Stds is Std, or the one number that an empty list stands for.
func (p Preprocessing) Stds() []float64 { return orOne(p.Std, 1) }

func orOne(list []float64, number float64) []float64 {
	if len(list) == 0 {
		return []float64{number}
	}
	return list
}

// Same reports whether two ways to prepare pictures are one, up to what
// rounding does to their numbers.
func (p Preprocessing) Same(q Preprocessing) bool {
	close := func(a, b []float64, missing float64) bool {
		for c := range 3 {
			if math.Abs(ofChannel(a, c, missing)-ofChannel(b, c, missing)) > 1e-4 {
				return false
			}
		}
		return true
	}
	isBGR := func(p Preprocessing) bool { return p.ChannelOrder == "BGR" }
	crop := func(p Preprocessing) string {
		if p.Crop == "" {
			return "center"
		}
		return p.Crop
	}
	return isBGR(p) == isBGR(q) && p.filter() == q.filter() && crop(p) == crop(q) && (crop(p) == "none" || p.ResizeShortSide == q.ResizeShortSide) &&
		close(p.Mean, q.Mean, 0) && close(p.Std, q.Std, 1)
}

// filter is the way of resizing that Resize names.
func (p Preprocessing) filter() pixel.Filter {
	switch p.Resize {
	case "bicubic":
		return pixel.Bicubic
	case "opencv":
		return pixel.FourNeighbors
	}
	return pixel.Bilinear
}

// Output describes the network's output.
type Output struct {
	// Name of the graph's output; empty means its first one.
	Name string `json:"name,omitempty"`
	// Kind is "logits", "probabilities" (of one class among all), or "sigmoid": each
	// class is independent of the others. Empty means what the file tells.
	Kind string `json:"kind"`
	// Classes is the number of classes; 0 means whatever the graph has.
	Classes int `json:"classes,omitempty"`
}
