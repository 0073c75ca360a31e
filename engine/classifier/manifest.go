package classifier

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
)

// Manifest is the JSON file NAME.json beside NAME.onnx. It says how a picture
// becomes the network's input and what the output means. Keys that are not
// listed here are ignored.
type Manifest struct {
	// Name identifies the model, Title is for people.
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	// SHA256 of the ONNX file, if known, in hexadecimal digits.
	SHA256        string        `json:"sha256,omitempty"`
	Input         Input         `json:"input"`
	Preprocessing Preprocessing `json:"preprocessing"`
	Output        Output        `json:"output"`
	// LabelsFile has one label a line, in the order of the classes; it is
	// relative to the manifest's folder. Labels may stand here instead.
	LabelsFile string   `json:"labels_file,omitempty"`
	Labels     []string `json:"labels,omitempty"`
	// Measured are accuracies, as the file gives them.
	Measured json.RawMessage `json:"measured,omitempty"`
}

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
	// picture is resized to before the centre is cut out; 0 means Size.
	ResizeShortSide int `json:"resize_short_side,omitempty"`
	// Crop is "center", or "none" for pictures that are stretched to the
	// input's size.
	Crop string `json:"crop,omitempty"`
	// ChannelOrder is "RGB" or "BGR".
	ChannelOrder string `json:"channel_order,omitempty"`
	// Mean and Std have one entry a channel, in RGB order, or one for all channels;
	// empty means 0 and 1.
	Mean []float64 `json:"mean,omitempty"`
	Std  []float64 `json:"std,omitempty"`
}

// Same reports whether two ways to prepare pictures are one, up to what
// rounding does to their numbers.
func (p Preprocessing) Same(q Preprocessing) bool {
	close := func(a, b []float64, missing float64) bool {
		for c := range 3 {
			x, y := missing, missing
			if c < len(a) {
				x = a[c]
			}
			if c < len(b) {
				y = b[c]
			}
			if math.Abs(x-y) > 1e-4 {
				return false
			}
		}
		return true
	}
	isBGR := func(p Preprocessing) bool { return p.ChannelOrder == "BGR" }
	isCut := func(p Preprocessing) bool { return p.Crop != "none" }
	return isBGR(p) == isBGR(q) && isCut(p) == isCut(q) && (!isCut(p) || p.ResizeShortSide == q.ResizeShortSide) &&
		close(p.Mean, q.Mean, 0) && close(p.Std, q.Std, 1)
}

// Output describes the network's output.
type Output struct {
	// Name of the graph's output; empty means its first one.
	Name string `json:"name,omitempty"`
	// Kind is "logits" or "probabilities".
	Kind string `json:"kind"`
	// Classes is the number of classes; 0 means whatever the graph has.
	Classes int `json:"classes,omitempty"`
}

// ParseManifest reads and checks a manifest.
func ParseManifest(data []byte) (*Manifest, error) {
	m := &Manifest{}
	if err := json.Unmarshal(data, m); err != nil {
		return nil, fmt.Errorf("the manifest is not valid JSON: %w", err)
	}
	return m, m.check()
}

// ReadManifest reads the manifest beside the model at path, with its labels;
// it returns nil if there is none.
func ReadManifest(path string) (*Manifest, error) {
	base := strings.TrimSuffix(path, filepath.Ext(path))
	data, err := os.ReadFile(base + ".json")
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the manifest: %w", err)
	}
	m, err := ParseManifest(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(base+".json"), err)
	}
	if m.LabelsFile != "" && len(m.Labels) == 0 {
		text, err := os.ReadFile(filepath.Join(filepath.Dir(path), filepath.FromSlash(m.LabelsFile)))
		if err != nil {
			return nil, fmt.Errorf("cannot read the labels that the manifest names: %w", err)
		}
		m.Labels = strings.Split(strings.TrimRight(strings.ReplaceAll(string(text), "\r", ""), "\n"), "\n")
	}
	return m, nil
}

func (m *Manifest) check() error {
	oneOf := func(what, value string, allowed ...string) error {
		for _, a := range allowed {
			if value == a || value == "" {
				return nil
			}
		}
		return fmt.Errorf("the manifest's %s is %q; it can be %s", what, value, strings.Join(allowed, " or "))
	}
	channels := m.Input.channels()
	checks := []error{
		oneOf("input layout", m.Input.Layout, "NCHW", "NHWC"),
		oneOf("crop", m.Preprocessing.Crop, "center", "none"),
		oneOf("channel_order", m.Preprocessing.ChannelOrder, "RGB", "BGR"),
		oneOf("output kind", m.Output.Kind, "logits", "probabilities"),
	}
	if !isChannels(int64(channels)) {
		checks = append(checks, fmt.Errorf("the manifest's input has %d channels; it can be 1, 3 or 4", channels))
	}
	if err := m.Preprocessing.fits(m.Input.Channels); err != nil {
		checks = append(checks, err)
	}
	for _, s := range m.Preprocessing.Std {
		if s == 0 {
			checks = append(checks, errors.New("an entry of the manifest's std is zero"))
		}
	}
	for _, side := range []int{m.Input.Size, m.Input.Width, m.Input.Height} {
		if side < 0 || side > maxSide {
			checks = append(checks, fmt.Errorf("the manifest's input size must be between 1 and %d", maxSide))
			break
		}
	}
	return errors.Join(checks...)
}

// fits fails if mean and std are not for that many channels; 0 stands for a
// number that the manifest leaves to the model's file.
func (p Preprocessing) fits(channels int) error {
	for _, list := range [][]float64{p.Mean, p.Std} {
		switch n := len(list); {
		case n <= 1 || n == channels || n == 3 && channels == 4:
		case channels == 0 && (n == 3 || n == 4):
		case channels == 0:
			return fmt.Errorf("the manifest's mean and std have one element a channel, or one for all of them, not %d", n)
		default:
			return fmt.Errorf("the manifest's mean and std need %d elements each, or one for all channels, not %d", channels, n)
		}
	}
	return nil
}

func (in Input) channels() int {
	if in.Channels == 0 {
		return 3
	}
	return in.Channels
}
