package classifier

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/flow"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/ort"
)

// Names of the values that a network gets when it is wrapped.
const (
	pixelsName   = "foolscope:pixels"
	logitsName   = "foolscope:logits"
	seedName     = "foolscope:seed"
	hardnessName = "foolscope:hardness"
	shiftName    = "foolscope:shift"
	othersName   = "foolscope:others"
	className    = "foolscope:class"
)

// network is a model whose output is logits, [batch, classes]. Its input is
// pixels, [batch, 3, height, width] in [0,1], unless it is bare.
type network struct {
	proto *onnx.ModelProto
	// feed names the input, and dims is the shape of one entry of its batch.
	feed    string
	dims    []int64
	classes int64
	// fixedBatch is the only batch size that the model takes, or 0.
	fixedBatch int64
	// heavy networks keep the processor or its cache busy with one picture.
	heavy bool
	// quantized networks round what depends on the picture.
	quantized bool
	warnings  []string
	// names are those of the classes that the graph itself holds, such as a
	// ZipMap's; nil if there are none.
	names []string
	// lent holds the weights that every run is fed.
	lent map[string]ort.Tensor
	// own is the input of the model as the file declares it.
	own *onnx.ValueInfoProto
}

// wrap puts the preprocessing before the model and cuts a final softmax off.
func wrap(m *onnx.ModelProto, manifest Manifest) (*network, error) {
	input, err := findInput(m.Graph, manifest.Input.Name)
	if err != nil {
		return nil, err
	}
	f, err := manifest.Input.fit(m.Graph, input)
	if err != nil {
		return nil, err
	}
	n := &network{feed: pixelsName, dims: []int64{3, f.height, f.width}, fixedBatch: f.fixed, own: input}
	scores, note, err := findOutput(m, manifest, map[string][]int64{input.Name: f.shape(max(1, n.fixedBatch))})
	if err != nil {
		return nil, err
	}
	if note != "" {
		n.warnings = append(n.warnings, note)
	}
	if remark := onnx.TrainingRemark(m); remark != "" {
		n.warnings = append(n.warnings, remark)
	}
	before, cut := beforeSoftmax(m.Graph, scores)
	m = onnx.Copy(m)
	m.Graph.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(before)}
	if m, err = onnx.Upgrade(m); err != nil {
		return nil, err
	}
	g := onnx.Edit(m.Graph)
	batch := int64(-1)
	if n.fixedBatch > 0 {
		batch = n.fixedBatch
	}
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue(pixelsName, append([]int64{batch}, n.dims...)...)}
	prepend(g, manifest, f, input.Name)
	if !cut && manifest.Output.Kind == "probabilities" {
		// Probabilities without a softmax to cut: their logarithm has the same
		// softmax as the logits.
		before = g.Add("Log", []string{g.Add("Max", []string{before, g.Scalar(1e-30)}, nil)}, nil)
		n.warnings = append(n.warnings, "The model ends in probabilities; their logarithm stands in for the logits, and gradients lose precision where it is very sure.")
	}
	g.Node = append(g.Node, onnx.NewNode("Flatten", []string{before}, []string{logitsName}, onnx.Attributes{"axis": 1}))
	g.Output = []*onnx.ValueInfoProto{onnx.FloatValue(logitsName, batch, -1)}
	n.proto = m
	if err := n.foldControl(); err != nil {
		return nil, err
	}
	if n.quantized = rounds(g.GraphProto, pixelsName); n.quantized {
		n.warnings = append(n.warnings, "The model is quantised: its gradient is straight-through, which takes the rounding for the identity.")
	}
	shapes, err := n.inferClasses(before)
	if err != nil {
		return nil, err
	}
	return n, n.lend(shapes)
}

// foldControl takes branches and loops out that come out the same for one picture and
// for several.
func (n *network) foldControl() error {
	if n.fixedBatch > 0 {
		return flow.Fold(n.proto, n.shapes(n.fixedBatch))
	}
	return flow.Fold(n.proto, n.shapes(1), n.shapes(2), n.shapes(5))
}

// inferClasses finds the number of classes without running the model: the
// length of the list that scores is for each picture. It stays 0 behind an
// operator that shape inference does not know. The result has all shapes that
// are known.
func (n *network) inferClasses(scores string) (shape.Shapes, error) {
	batch := max(1, n.fixedBatch)
	shapes, err := shape.Infer(n.proto, n.shapes(batch))
	if err != nil {
		return nil, err
	}
	if err := checkSizes(n.proto.Graph, shapes); err != nil {
		return nil, err
	}
	if dims, ok := shapes[scores]; ok && entriesOf(dims) == 0 {
		return nil, fmt.Errorf("its output %q of shape %s is no list of scores, one a class; detectors and segmenters are not supported, only image classifiers",
			scores, onnx.ShapeText(dims))
	}
	if dims, ok := shapes[logitsName]; ok {
		if dims[0] != batch {
			return nil, errors.New("it does not give one list of scores for each picture, so it is no image classifier")
		}
		n.classes = dims[1]
	}
	n.heavy = shape.Multiplications(n.proto.Graph, shapes) >= batch*heavyWork ||
		shape.Largest(n.proto.Graph, shapes) >= batch*heavyValue
	return shapes, nil
}

// maxEntries bounds a value that the network computes for one picture, 256 MB.
// Networks at their usual sizes stay far below: those of VGG16 have 3 million.
const maxEntries = 1 << 26

// checkSizes refuses a network that would ask for more memory than a computer
// may have, before it is run. What the file stores is there already, and may
// be computed with: VGG16 has a matrix of 103 million weights.
func checkSizes(g *onnx.GraphProto, shapes shape.Shapes) error {
	limit := int64(maxEntries)
	for _, t := range g.Initializer {
		if count, err := onnx.Count(t.Dims); err == nil {
			limit = max(limit, int64(count))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(shapes)) {
		if count, err := onnx.Count(shapes[name]); err != nil || int64(count) > limit {
			return fmt.Errorf("its value %q would have the shape %s, which takes too much memory; export the model with a smaller input",
				name, onnx.ShapeText(shapes[name]))
		}
	}
	return nil
}

// maxScores bounds the scores of a run: those of as many pictures as the model
// takes at a time. The largest lists of classes that there are models for have
// some ten thousand.
const maxScores = 1 << 22

// checkClasses compares the number of classes to the manifest.
func (n *network) checkClasses(manifest Manifest) error {
	switch batch := max(1, n.fixedBatch); {
	case n.classes < 2:
		return fmt.Errorf("it gives %d scores for a picture; a classifier gives at least 2", n.classes)
	case n.classes > maxScores/batch:
		return fmt.Errorf("it gives %d scores for each of %d pictures at a time; more than %d together are not supported", n.classes, batch, maxScores)
	}
	if c := manifest.Output.Classes; c != 0 && int64(c) != n.classes {
		return fmt.Errorf("the manifest says %d classes, but the model has %d", c, n.classes)
	}
	return nil
}

// beforeSoftmax returns the value that a final softmax (or its logarithm)
// normalises, looking through operators that only reshape; without one, it
// returns scores itself.
func beforeSoftmax(g *onnx.GraphProto, scores string) (name string, cut bool) {
	producers := onnx.Edit(g).Producers()
	for at := scores; ; {
		n := producers[at]
		if n == nil {
			return scores, false
		}
		switch n.OpType {
		case "Softmax", "LogSoftmax":
			return n.Input[0], true
		case "Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Cast":
			at = n.Input[0]
		default:
			return scores, false
		}
	}
}
