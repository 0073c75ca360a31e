package classifier

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"foolscope/engine/onnx"
)

// Statistics of the ImageNet training pictures, RGB in [0,1], which most
// published classifiers were trained with.
var (
	imageNetMean = []float64{0.485, 0.456, 0.406}
	imageNetStd  = []float64{0.229, 0.224, 0.225}
)

// completed is a manifest that leaves nothing open.
type completed struct {
	Manifest
	sources  []Source
	warnings []string
}

func (c *completed) note(what, from string) { c.sources = append(c.sources, Source{what, from}) }

// complete fills in what the manifest leaves open: from the graph's input, from
// what else is said of the model, and last by assumptions.
func (d *description) complete(g *onnx.GraphProto) (*completed, error) {
	out := &completed{Manifest: d.manifest, warnings: slices.Clone(d.warnings)}
	input, err := findInput(g, out.Input.Name)
	if err != nil {
		return nil, err
	}
	out.Input.Name = input.Name
	if err := checkInputKind(input); err != nil {
		return nil, err
	}
	if err := d.completeInput(out, g, input); err != nil {
		return nil, err
	}
	for _, s := range d.others {
		out.warnings = append(out.warnings, s.warnings...)
	}
	if err := out.Preprocessing.fits(out.Input.Channels); err != nil {
		return nil, err
	}
	if stated := d.first(func(s statement) bool { return s.kind != "" }); out.Output.Kind == "" && stated != nil {
		out.Output.Kind = stated.kind
	}
	d.completeColors(out, input)
	d.completeCrop(out)
	units, levels, err := out.Preprocessing.inUnits()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", Info{Sources: out.sources}.Source(MeanAndStd), err)
	}
	if levels {
		out.warnings = append(out.warnings, fmt.Sprintf("Mean %v and std %v are taken for levels from 0 to 255, as they are too large for values from 0 to 1.",
			out.Preprocessing.Means(), out.Preprocessing.Stds()))
	}
	out.Preprocessing = units
	return out, nil
}

// completeInput finds size and layout.
func (d *description) completeInput(out *completed, g *onnx.GraphProto, input *onnx.ValueInfoProto) error {
	given := out.Input
	layoutFrom := fromModel
	if given.Layout != "" {
		layoutFrom = d.manifestName
	} else {
		out.Input.Layout = denotedLayout(input)
	}
	sizeFrom := fromModel
	open := isOpen(out.Input, input)
	switch stated := d.first(func(s statement) bool { return s.input.Width > 0 }); {
	case given.Size > 0 || given.Width > 0 || given.Height > 0:
		sizeFrom = d.manifestName
	case open && stated != nil:
		out.Input.Width, out.Input.Height, sizeFrom = stated.input.Width, stated.input.Height, stated.from
	case open:
		sizeFrom = Assumed
	}
	if _, err := out.Input.fit(g, input); err != nil {
		return err
	}
	d.dropForeign(out)
	out.note(InputSize, sizeFrom)
	out.note(InputLayout, layoutFrom)
	return nil
}

// isOpen reports whether the file leaves the sides of pictures open.
func isOpen(in Input, v *onnx.ValueInfoProto) bool {
	dims, declared := onnx.Dims(v)
	if !declared {
		return true
	}
	a, err := in.arrange(dims)
	if err != nil || a.flat {
		return false
	}
	return dims[a.height] < 0 || dims[a.width] < 0
}

// dropForeign leaves aside what was written for pictures of another size: it
// belongs to another model that lies in the same folder.
func (d *description) dropForeign(out *completed) {
	var kept []statement
	for _, s := range d.others {
		if in := s.input; in.Width > 0 && s.from != fromModel && (in.Width != out.Input.Width || in.Height != out.Input.Height) {
			out.warnings = append(out.warnings, fmt.Sprintf("%s is for pictures of %d x %d pixels and the model takes %d x %d, so it is not used.",
				s.from, in.Width, in.Height, out.Input.Width, out.Input.Height))
			s = statement{from: s.from, labels: s.labels}
		}
		kept = append(kept, s)
	}
	d.others = kept
}

// completeColors finds the order of the channels, mean and std.
func (d *description) completeColors(out *completed, input *onnx.ValueInfoProto) {
	p := &out.Preprocessing
	order := d.manifestName
	if p.ChannelOrder == "" {
		p.ChannelOrder, order = "RGB", Assumed
		if stated := d.first(func(s statement) bool { return s.preprocessing.ChannelOrder != "" }); stated != nil {
			p.ChannelOrder, order = stated.preprocessing.ChannelOrder, stated.from
		}
	}
	if out.Input.Channels >= 3 {
		out.note(ChannelOrder, order)
	}
	from := d.manifestName
	if black, whole := lowest(kindOf(input)); whole {
		if len(p.Mean)+len(p.Std) > 0 {
			out.warnings = append(out.warnings, "The model takes whole levels, 0 to 255, so the mean and std of the manifest are not used.")
		}
		*p, from = asLevels(*p, black), fromModel
	} else if p.Mean == nil && p.Std == nil {
		stated := d.first(func(s statement) bool {
			return s.preprocessing.Mean != nil && s.preprocessing.fits(out.Input.Channels) == nil
		})
		switch {
		case stated != nil:
			p.Mean, p.Std, from = stated.preprocessing.Mean, stated.preprocessing.Std, stated.from
		case out.Input.Channels == 1:
			from = Assumed
		default:
			p.Mean, p.Std, from = imageNetMean, imageNetStd, Assumed
		}
	}
	out.note(MeanAndStd, from)
}

// completeCrop finds how pictures of other sizes are brought to that of the
// input.
func (d *description) completeCrop(out *completed) {
	p := &out.Preprocessing
	from := d.manifestName
	if p.Crop == "" && p.ResizeShortSide == 0 {
		from = Assumed
		if stated := d.first(func(s statement) bool { return s.preprocessing.Crop != "" }); stated != nil {
			p.Crop, p.ResizeShortSide, from = stated.preprocessing.Crop, stated.preprocessing.ResizeShortSide, stated.from
			p.Resize = cmp.Or(p.Resize, stated.preprocessing.Resize)
		}
	}
	short := min(out.Input.Width, out.Input.Height)
	if p.Crop == "" {
		p.Crop = "center"
	}
	// The customary crop: 224 of 256. Small pictures are taken whole.
	if p.ResizeShortSide == 0 && short >= 200 && p.Crop != "none" {
		p.ResizeShortSide = short * 256 / 224
	}
	p.ResizeShortSide = min(max(p.ResizeShortSide, short), maxShortSide)
	out.note(CropAndSize, from)
}

// checkInputKind fails for an input that takes no floats.
func checkInputKind(v *onnx.ValueInfoProto) error {
	kind := kindOf(v)
	switch {
	case kind == onnx.TensorProto_STRING:
		return fmt.Errorf("its input %q takes texts; a classifier for Foolscope takes float pictures", v.Name)
	case !floats[kind]:
		if _, whole := lowest(kind); !whole {
			return fmt.Errorf("its input %q takes %v values; a classifier for Foolscope takes pictures of floats or of whole levels", v.Name, kind)
		}
	}
	return nil
}

func findInput(g *onnx.GraphProto, name string) (*onnx.ValueInfoProto, error) {
	inputs := onnx.FeedInputs(g)
	for _, v := range inputs {
		if v.Name == name {
			return v, nil
		}
	}
	switch {
	case name != "":
		return nil, fmt.Errorf("the manifest names the input %q, which the model does not have", name)
	case len(inputs) == 0:
		return nil, errors.New("it has no input")
	case len(inputs) > 1:
		return nil, fmt.Errorf("it has %d inputs (%s); an image classifier has one, so export it with the others as constants", len(inputs), outputNames(inputs))
	}
	return inputs[0], nil
}
