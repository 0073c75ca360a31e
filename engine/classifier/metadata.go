package classifier

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"foolscope/engine/labels"
	"foolscope/engine/onnx"
	"foolscope/engine/plain"
)

// metadata reads what a model's file says of itself in its metadata: as ONNX
// names it (docs/MetadataProps.md of ONNX), as ultralytics writes it, and labels
// under any customary key. The error is for a file that says that it is no
// classifier.
func metadata(m *onnx.ModelProto) (statement, error) {
	s := statement{from: fromModel}
	values := map[string]string{}
	for _, p := range m.MetadataProps {
		// Keys and values are the same in any case, says ONNX.
		values[strings.ToLower(p.Key)] = strings.TrimSpace(p.Value)
	}
	s.takeFormat(values["image.bitmappixelformat"])
	s.takeRange(values["image.nominalpixelrange"])
	if strings.EqualFold(values["image.colorspacegamma"], "linear") {
		s.warnings = append(s.warnings, "The model's file asks for linear light (Image.ColorSpaceGamma); pictures are fed as they are stored, in sRGB.")
	}
	if err := s.takeUltralytics(values); err != nil {
		return s, err
	}
	for _, key := range []string{"names", "labels", "class_names", "classes", "id2label", "label_names", "categories"} {
		if text := values[key]; text != "" && s.labels == nil {
			if list, err := labels.ParseText(text); err == nil && len(list.Names) > 1 {
				s.labels = &namedList{list: list, from: fromModel}
			}
		}
	}
	return s, nil
}

// takeFormat reads the order of the channels.
func (s *statement) takeFormat(format string) {
	switch format = strings.ToLower(format); {
	case strings.HasPrefix(format, "rgb"):
		s.preprocessing.ChannelOrder = "RGB"
	case strings.HasPrefix(format, "bgr"):
		s.preprocessing.ChannelOrder = "BGR"
	}
}

// takeRange reads which numbers stand for black and white.
func (s *statement) takeRange(name string) {
	black, white := 0., 0.
	switch strings.ToLower(name) {
	case "nominalrange_0_255":
		white = 255
	case "normalized_0_1":
		white = 1
	case "normalized_1_1":
		black, white = -1, 1
	case "nominalrange_16_235":
		black, white = 16, 235
	default:
		return
	}
	// black + pixel * (white - black) = (pixel - mean) / std
	s.preprocessing.Std = []float64{1 / (white - black)}
	s.preprocessing.Mean = []float64{-black / (white - black)}
}

var wholeNumbers = regexp.MustCompile(`[0-9]{1,6}`)

// takeUltralytics reads what exports of YOLO say. Their classifiers take values
// from 0 to 1, of which nothing is subtracted.
func (s *statement) takeUltralytics(values map[string]string) error {
	task := strings.ToLower(values["task"])
	kinds := map[string]string{
		"detect": "a detector", "segment": "a segmenter", "pose": "an estimator of poses", "obb": "a detector of rotated boxes",
	}
	if kind := kinds[task]; kind != "" {
		return fmt.Errorf("it is %s, says its metadata (task %q); only image classifiers can be attacked here", kind, plain.Line(task, 20))
	}
	if sides := wholeNumbers.FindAllString(values["imgsz"], 2); len(sides) > 0 {
		height, _ := strconv.Atoi(sides[0])
		width, _ := strconv.Atoi(sides[len(sides)-1])
		if height <= maxSide && width <= maxSide {
			s.input.Height, s.input.Width = height, width
		}
	}
	if task == "classify" && s.preprocessing.Mean == nil {
		p := &s.preprocessing
		p.Mean, p.Std, p.ChannelOrder = []float64{0}, []float64{1}, "RGB"
		p.Crop, p.ResizeShortSide = "center", min(s.input.Width, s.input.Height)
	}
	return nil
}

// denotedLayout reads the layout off what a file calls the axes of its input,
// and returns "" if it calls them nothing that tells.
func denotedLayout(v *onnx.ValueInfoProto) string {
	dims := v.GetType().GetTensorType().GetShape().GetDim()
	if len(dims) != 4 {
		return ""
	}
	isChannel := func(axis int) bool {
		name := strings.ToLower(dims[axis].GetDimParam())
		return dims[axis].Denotation == "DATA_CHANNEL" || strings.Contains(name, "channel")
	}
	isOpen := func(axis int) bool { return dims[axis].GetDimValue() <= 0 || isChannels(dims[axis].GetDimValue()) }
	switch {
	case isChannel(3) && isOpen(3):
		return "NHWC"
	case isChannel(1) && isOpen(1):
		return "NCHW"
	}
	return ""
}
