package classifier

import (
	"encoding/json"
	"math"
	"slices"
	"strings"

	"foolscope/engine/labels"
)

// processor is a preprocessor_config.json of Hugging Face's transformers.
type processor struct {
	Type        string          `json:"image_processor_type"`
	Extractor   string          `json:"feature_extractor_type"`
	Size        json.RawMessage `json:"size"`
	CropSize    json.RawMessage `json:"crop_size"`
	CropPct     *float64        `json:"crop_pct"`
	DoResize    *bool           `json:"do_resize"`
	DoCrop      *bool           `json:"do_center_crop"`
	Resample    json.RawMessage `json:"resample"`
	DoRescale   *bool           `json:"do_rescale"`
	Factor      *float64        `json:"rescale_factor"`
	Offset      *bool           `json:"rescale_offset"`
	DoNormalize *bool           `json:"do_normalize"`
	Mean        json.RawMessage `json:"image_mean"`
	Std         json.RawMessage `json:"image_std"`
	Flip        *bool           `json:"do_flip_channel_order"`
}

// bicubic is the number of this filter in Pillow.
const bicubic = "3"

func isTrue(b *bool, missing bool) bool {
	if b == nil {
		return missing
	}
	return *b
}

// sides is a size of Hugging Face: one number, or a height and a width, or the
// length of the shortest edge.
type sides struct{ height, width, shortest int }

// readSides reads a size; a single number is exact.
func readSides(text json.RawMessage) (s sides, exact bool) {
	var number float64
	if json.Unmarshal(text, &number) == nil {
		return bounded(sides{height: int(number), width: int(number)}), true
	}
	var pair []float64
	if json.Unmarshal(text, &pair) == nil && len(pair) == 2 {
		return bounded(sides{height: int(pair[0]), width: int(pair[1])}), false
	}
	var object struct {
		Height   float64 `json:"height"`
		Width    float64 `json:"width"`
		Shortest float64 `json:"shortest_edge"`
	}
	if json.Unmarshal(text, &object) != nil {
		return s, false
	}
	return bounded(sides{int(object.Height), int(object.Width), int(object.Shortest)}), false
}

// bounded makes a size unknown that no picture has.
func bounded(s sides) sides {
	for _, side := range []int{s.height, s.width, s.shortest} {
		if side < 0 || side > maxSide {
			return sides{}
		}
	}
	return s
}

func (s sides) square() sides {
	if s.shortest > 0 {
		return sides{height: s.shortest, width: s.shortest}
	}
	return s
}

// readProcessor reads a preprocessor_config.json; ok is false if the text is
// something else.
func readProcessor(text []byte, from string) (s statement, ok bool) {
	var p processor
	if json.Unmarshal(text, &p) != nil {
		return s, false
	}
	if nested := (struct {
		Image *processor `json:"image_processor"`
	}{}); json.Unmarshal(text, &nested) == nil && nested.Image != nil {
		p = *nested.Image
	}
	if p.Size == nil && p.Mean == nil && p.DoNormalize == nil && p.DoRescale == nil && p.DoResize == nil {
		return s, false
	}
	s.from = from
	p.takeSize(&s)
	p.takeNumbers(&s)
	s.preprocessing.ChannelOrder = "RGB"
	if isTrue(p.Flip, false) {
		s.preprocessing.ChannelOrder = "BGR"
	}
	return s, true
}

// takeSize finds the input's size and the way of a picture to it.
func (p processor) takeSize(s *statement) {
	size, exact := readSides(p.Size)
	crop, _ := readSides(p.CropSize)
	crop = crop.square()
	kind := p.Type + p.Extractor
	set := func(to sides, crop string, short int) {
		s.input.Height, s.input.Width = to.height, to.width
		s.preprocessing.Crop, s.preprocessing.ResizeShortSide = crop, short
		if string(p.Resample) == bicubic {
			s.preprocessing.Resize = "bicubic"
		}
	}
	edge := size.shortest
	if exact {
		edge = size.height
	}
	switch resizes := isTrue(p.DoResize, true); {
	case edge > 0 && strings.HasPrefix(kind, "ConvNe"):
		// ConvNeXT's processor, which ResNet and others use as well: the centre of
		// small pictures is cut out, and large ones are stretched.
		pct := 224. / 256
		if p.CropPct != nil && *p.CropPct > 0.1 && *p.CropPct <= 1 {
			pct = *p.CropPct
		}
		if edge < 384 {
			set(sides{height: edge, width: edge}, "center", int(float64(edge)/pct))
		} else {
			set(sides{height: edge, width: edge}, "none", edge)
		}
	case edge > 0 && strings.HasPrefix(kind, "Levit"):
		set(crop, "center", edge*256/224)
	case isTrue(p.DoCrop, false) && crop.height > 0 && edge > 0 && p.CropPct != nil && *p.CropPct > 0.1 && *p.CropPct <= 1:
		set(crop, "center", int(float64(edge) / *p.CropPct))
	case isTrue(p.DoCrop, false) && crop.height > 0 && !resizes:
		set(crop, "center", 0)
	case isTrue(p.DoCrop, false) && crop.height > 0 && size.height > 0 && !(exact && strings.HasPrefix(kind, "CLIP")):
		set(crop, "squash", min(size.height, size.width))
	case isTrue(p.DoCrop, false) && crop.height > 0 && edge > 0:
		set(crop, "center", edge)
	case size.height > 0 && size.width > 0:
		set(size, "none", 0)
	case size.shortest > 0:
		set(size.square(), "center", size.shortest)
	}
}

// takeNumbers finds mean and std. Rescaling by factor f makes 255 f of the pixel
// value 1, from which one may be subtracted before mean and std are applied.
func (p processor) takeNumbers(s *statement) {
	white := 1.
	if factor := p.Factor; factor != nil && *factor > 1e-9 && *factor < 1e9 {
		white = 255 * *factor
	}
	if !isTrue(p.DoRescale, true) {
		white = 255
	}
	below := 0.
	if isTrue(p.Offset, false) {
		below = 1
	}
	mean, std := readNumbers(p.Mean), readNumbers(p.Std)
	given := isGiven(p.Mean) || isGiven(p.Std)
	if !isTrue(p.DoNormalize, given) || len(mean) == 0 || len(mean) != len(std) {
		if isTrue(p.DoNormalize, given) {
			return // It is normalised by numbers that do not stand here, or are none.
		}
		mean, std = []float64{0}, []float64{1}
	}
	for i := range mean {
		mean[i] = (mean[i] + below) / white
		std[i] /= white
		if math.Abs(std[i]) < 1e-9 {
			return
		}
		// 255 times a rounded 1/255 is meant to be 1.
		mean[i], std[i] = round(mean[i]), round(std[i])
	}
	s.preprocessing.Mean, s.preprocessing.Std = mean, std
}

func round(x float64) float64 { return math.Round(x*1e9) / 1e9 }

func isGiven(text json.RawMessage) bool { return text != nil && string(text) != "null" }

// readNumbers reads a number or a list of them.
func readNumbers(text json.RawMessage) []float64 {
	var number float64
	if json.Unmarshal(text, &number) == nil && isGiven(text) {
		return []float64{number}
	}
	var list []*float64
	if json.Unmarshal(text, &list) != nil || slices.Contains(list, nil) {
		return nil
	}
	numbers := make([]float64, len(list))
	for i, each := range list {
		numbers[i] = *each
	}
	return numbers
}

// readConfig reads a config.json of transformers or of timm; ok is false if the
// text is something else.
func readConfig(text []byte, from string) (s statement, ok bool) {
	var c struct {
		Label2ID   json.RawMessage `json:"label2id"`
		ID2Label   json.RawMessage `json:"id2label"`
		ImageSize  json.RawMessage `json:"image_size"`
		LabelNames json.RawMessage `json:"label_names"`
		Problem    string          `json:"problem_type"`
		Pretrained *timm           `json:"pretrained_cfg"`
		Classes    *int            `json:"num_classes"`
		timm
	}
	if json.Unmarshal(text, &c) != nil {
		return s, false
	}
	s.from = from
	if c.Problem == "multi_label_classification" {
		s.kind = "sigmoid"
	}
	for _, names := range []json.RawMessage{c.ID2Label, c.Label2ID, c.LabelNames} {
		var value any
		if names == nil || s.labels != nil || json.Unmarshal(names, &value) != nil {
			continue
		}
		if list, err := labels.FromValue(value); err == nil && !arePlaceholders(list.Names) {
			s.labels = &namedList{list: list, from: from}
		}
	}
	if c.Pretrained != nil {
		c.timm = *c.Pretrained
	}
	c.timm.addTo(&s)
	if size, _ := readSides(c.ImageSize); s.input.Width == 0 && size.height > 0 {
		s.input.Height, s.input.Width = size.height, size.width
	}
	return s, s.labels != nil || s.input.Width > 0 || s.preprocessing.Mean != nil
}

// arePlaceholders recognises the labels that transformers makes up.
func arePlaceholders(names []string) bool {
	for _, name := range names {
		if !strings.HasPrefix(name, "LABEL_") {
			return false
		}
	}
	return true
}

// timm is how timm's config.json describes the data of a model.
type timm struct {
	InputSize []int           `json:"input_size"`
	CropPct   float64         `json:"crop_pct"`
	CropMode  string          `json:"crop_mode"`
	Resample  json.RawMessage `json:"interpolation"`
	Mean      json.RawMessage `json:"mean"`
	Std       json.RawMessage `json:"std"`
}

func (t timm) addTo(s *statement) {
	mean, std := readNumbers(t.Mean), readNumbers(t.Std)
	if len(mean) > 0 && len(mean) == len(std) {
		s.preprocessing.Mean, s.preprocessing.Std, s.preprocessing.ChannelOrder = mean, std, "RGB"
	}
	if len(t.InputSize) != 3 || t.InputSize[1] < 1 || t.InputSize[1] > maxSide || t.InputSize[2] < 1 || t.InputSize[2] > maxSide {
		return
	}
	s.input.Height, s.input.Width = t.InputSize[1], t.InputSize[2]
	if t.CropPct < 0.1 || t.CropPct > 1 {
		return
	}
	s.preprocessing.ResizeShortSide = int(math.Floor(float64(min(t.InputSize[1], t.InputSize[2])) / t.CropPct))
	s.preprocessing.Crop = "center"
	if string(t.Resample) == `"bicubic"` {
		s.preprocessing.Resize = "bicubic"
	}
	if t.CropMode == "squash" {
		s.preprocessing.Crop = "squash"
	}
}
