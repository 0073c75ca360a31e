package classifier

import (
	"fmt"
	"maps"
	"slices"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/flow"
	"foolscope/engine/onnx/lower"
	"foolscope/engine/onnx/shape"
	"foolscope/engine/ort"
)

// Names of the values that a network gets when it is wrapped. Errors quote them, so
// they say to a person what they are; files do not call their values so.
const (
	pixelsName    = "the picture"
	logitsName    = "the scores"
	cotangentName = "the slope of the loss"
	hardnessName  = "the hardness of the loss"
	shiftName     = "the shift of the loss"
	othersName    = "the weight of other classes"
	className     = "the class of the loss"
	binaryName    = "the kind of the loss"
)

// network is a model whose output is logits, [batch, classes]. Its input is
// pixels, [batch, 3, height, width] in [0,1], unless it is bare.
type network struct {
	finding
	proto *onnx.ModelProto
	// feed names the input, and dims is the shape of one picture of its batch.
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
	// shared holds the weights that every run is fed, see shareWeights.
	shared map[string]ort.Tensor
	// own is the input of the model as the file declares it, batched is false if
	// it has no axis that counts pictures.
	own     *onnx.ValueInfoProto
	batched bool
}

// finding is what is known of a network's scores.
type finding struct {
	read reading
	// sure is true if there is no need to look at scores: the graph or the
	// manifest tells what they are. probed is true if they were looked at.
	sure, probed bool
	// single is true if the file gives one score for a picture.
	single bool
	// made is true if scores are made of what has bounds, as probabilities are.
	made bool
	// alone is true if the file takes one picture at a time, whatever it says.
	alone bool
}

// independent reports whether each class has a probability of its own.
func (f finding) independent() bool { return !f.single && (f.read == apartLogits || f.read == shares) }

// wrap puts the preprocessing before the model, and makes its scores logits.
// known is nil, or what was found out about the scores.
func wrap(m *onnx.ModelProto, manifest Manifest, known *finding) (*network, error) {
	input, err := findInput(m.Graph, manifest.Input.Name)
	if err != nil {
		return nil, err
	}
	f, err := manifest.Input.fit(m.Graph, input)
	if err != nil {
		return nil, err
	}
	n := &network{feed: pixelsName, dims: []int64{3, f.height, f.width}, fixedBatch: f.fixed, own: input, batched: f.batched}
	if known != nil && known.alone {
		n.fixedBatch = 1
	}
	scores, note, err := findOutput(m, manifest, map[string][]int64{input.Name: f.shape(max(1, n.fixedBatch))}, max(1, n.fixedBatch))
	if err != nil {
		return nil, err
	}
	if note != "" {
		n.warnings = append(n.warnings, note)
	}
	if remark := onnx.TrainingRemark(m); remark != "" {
		n.warnings = append(n.warnings, remark)
	}
	original := m
	m = onnx.Copy(m)
	m.Graph.Output = []*onnx.ValueInfoProto{onnx.AnyFloats(scores)}
	if m, err = onnx.Upgrade(m); err != nil {
		return nil, err
	}
	g := onnx.Edit(m.Graph)
	kind := kindOf(input)
	if _, whole := lowest(kind); whole {
		if err := enterAsFloats(g, input.Name, kind); err != nil {
			return nil, err
		}
		n.warnings = append(n.warnings, "The model takes whole levels, 0 to 255: its gradient is exact behind their rounding, which it takes for the identity.")
	}
	batch := int64(-1)
	if n.fixedBatch > 0 {
		batch = n.fixedBatch
	}
	g.Input = []*onnx.ValueInfoProto{onnx.FloatValue(pixelsName, append([]int64{batch}, n.dims...)...)}
	prepend(g, manifest, f, input.Name)
	n.proto = m
	if err := n.foldControl(); err != nil {
		return nil, err
	}
	g = onnx.Edit(m.Graph)
	if n.quantized = rounds(lower.Lower(m, nil).Graph, input.Name); n.quantized {
		n.warnings = append(n.warnings, "The model is quantised: its gradient is straight-through, which takes the rounding for the identity.")
	}
	shapes, err := n.infer(max(1, n.fixedBatch))
	if err != nil {
		return nil, err
	}
	if err := n.finish(g, scores, shapes, manifest.Output.Kind, known); err != nil {
		return nil, err
	}
	if n.fixedBatch == 0 && !n.takesTwo() {
		n.finding.alone = true
		return wrap(original, manifest, &n.finding)
	}
	return n, n.shareWeights(shapes)
}

// foldControl takes branches and loops out that come out the same for one picture and
// for several.
func (n *network) foldControl() error {
	if n.fixedBatch > 0 {
		return flow.Fold(n.proto, n.shapes(n.fixedBatch))
	}
	return flow.Fold(n.proto, n.shapes(1), n.shapes(2), n.shapes(5))
}

// finish decides what the scores are and makes logits of them.
func (n *network) finish(g *onnx.Graph, scores string, shapes shape.Shapes, kind string, known *finding) error {
	batch := max(1, n.fixedBatch)
	end := endingOf(g, shapes, batch)
	before, r, cut := end.cut(scores)
	n.finding = finding{read: r, sure: cut}
	if !cut {
		switch kind {
		case "logits":
			n.sure = true
		case "probabilities":
			n.read, n.sure = probabilities, true
		case "sigmoid":
			n.read = apartLogits
		}
	}
	if known != nil {
		n.finding = *known
	}
	n.made = end.bounded(scores)
	dims, ok := shapes[before]
	if ok {
		count := scoresIn(dims, batch)
		if count == 0 {
			return fmt.Errorf("its output %q of shape %s is not a list of scores, one per class; detectors and segmenters are not supported, only image classifiers",
				before, onnx.ShapeText(dims))
		}
		n.single, n.classes = count == 1, count
	}
	if n.single {
		n.classes = 2
		if n.read == probabilities {
			n.read = shares
		}
	}
	value := toLogits(g, before, n.read)
	switch {
	case ok && (len(dims) < 2 || dims[0] != batch):
		value = g.Add("Reshape", []string{value, g.Ints("list", -1, scoresIn(dims, batch))}, nil)
	default:
		value = g.Add("Flatten", []string{value}, onnx.Attributes{"axis": 1})
	}
	if n.single {
		value = asTwo(g, value)
	}
	g.Node = append(g.Node, onnx.NewNode("Identity", []string{value}, []string{logitsName}, nil))
	free := int64(-1)
	if n.fixedBatch > 0 {
		free = n.fixedBatch
	}
	g.Output = []*onnx.ValueInfoProto{onnx.FloatValue(logitsName, free, -1)}
	plain := lower.Lower(n.proto, n.shapes(batch)).Graph
	n.heavy = shape.Multiplications(plain, shapes) >= batch*heavyWork || shape.Largest(plain, shapes) >= batch*heavyValue
	return onnx.Prune(g.GraphProto)
}

// infer finds the shapes of all values that can be known without running the
// model.
func (n *network) infer(batch int64) (shape.Shapes, error) {
	shapes, err := shape.Infer(lower.Lower(n.proto, n.shapes(batch)), n.shapes(batch))
	if err != nil {
		return nil, err
	}
	return shapes, checkSizes(n.proto.Graph, shapes)
}

// takesTwo reports whether the network gives a list of scores for each of two
// pictures at a time, as far as that can be known without running it. Files may
// have a free batch and something inside that makes it 1.
func (n *network) takesTwo() bool {
	const two = 2
	shapes, err := shape.Infer(lower.Lower(n.proto, n.shapes(two)), n.shapes(two))
	if err != nil {
		return false
	}
	dims, ok := shapes[logitsName]
	return !ok || n.classes == 0 || len(dims) == 2 && dims[0] == two && dims[1] == n.classes
}

// maxElements bounds a value that the network computes for one picture, 256 MB.
// Networks at their usual sizes stay far below: those of VGG16 have 3 million.
const maxElements = 1 << 26

// checkSizes refuses a network that would ask for more memory than a computer
// may have, before it is run. What the file stores is there already, and may
// be computed with: VGG16 has a matrix of 103 million weights.
func checkSizes(g *onnx.GraphProto, shapes shape.Shapes) error {
	limit := int64(maxElements)
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
		return fmt.Errorf("it gives %d scores for a picture; a classifier gives one at least", n.classes)
	case n.classes > maxScores/batch:
		return fmt.Errorf("it gives %d scores for each of %d pictures at a time; more than %d together are not supported", n.classes, batch, maxScores)
	}
	if c := manifest.Output.Classes; c != 0 && int64(c) != n.classes && !(n.single && c == 1) {
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
