package classifier

import (
	"fmt"

	"foolscope/engine/loss"
	"foolscope/engine/ort"
)

// objective is a loss as the gradient network takes it. The zero value has no gradient.
type objective struct {
	// loss is one whose slope the network computes itself, or nil.
	loss loss.Loss
	// slope is the derivative of any other with respect to the logits.
	slope []float32
}

// objectives prepares losses for differentiate. A cross-entropy and a margin are
// computed inside the gradient network, in the same run. The slope of any other
// comes from outside, for which scores is asked for the logits at the indices
// chosen, if slopes depend on them. It panics if a class is out of range.
func (n *network) objectives(losses []loss.Loss, scores func(chosen []int) ([][]float32, error)) ([]objective, error) {
	out := make([]objective, len(losses))
	var chosen []int
	for i, l := range losses {
		switch l := l.(type) {
		case loss.CrossEntropy, loss.Margin:
			out[i].loss = l
		case loss.BinaryCrossEntropy:
			if n.independent() {
				out[i].loss = l
			} else {
				chosen = append(chosen, i)
			}
		case loss.Logit:
			out[i].slope = l.Slope(make([]float32, n.classes))
		default:
			chosen = append(chosen, i)
		}
	}
	if len(chosen) == 0 {
		return out, nil
	}
	logits, err := scores(chosen)
	if err != nil {
		return nil, err
	}
	for k, i := range chosen {
		out[i].slope = losses[i].Slope(logits[k])
	}
	return out, nil
}

// pick returns the elements of list at some indices.
func pick[T any](list []T, chosen []int) []T {
	out := make([]T, len(chosen))
	for k, i := range chosen {
		out[k] = list[i]
	}
	return out
}

// choose fills in the inputs that select the objective of each picture; see
// gradientModel. Pictures of the batch without an objective have no gradient.
func (n *network) choose(inputs map[string]ort.Tensor, objectives []objective, batch int) {
	classes := int(n.classes)
	hardness, binary := ort.NewTensor(int64(batch), 1), ort.NewTensor(int64(batch), 1)
	shift, others, class := ort.NewTensor(int64(batch), n.classes), ort.NewTensor(int64(batch), n.classes), ort.NewTensor(int64(batch), n.classes)
	// follow makes the slope that of a class: weight times the softmax for the others.
	follow := func(i, of int, weight float32) (at int) {
		if of < 0 || of >= classes {
			panic(fmt.Sprintf("classifier: class %d of %d", of, classes))
		}
		at = i*classes + of
		hardness.Data[i], class.Data[at] = 1, 1
		for k := i * classes; k < (i+1)*classes; k++ {
			others.Data[k] = weight
		}
		others.Data[at] = 0
		return at
	}
	for i, o := range objectives {
		switch l := o.loss.(type) {
		case loss.CrossEntropy:
			follow(i, l.Class, 1)
		case loss.BinaryCrossEntropy:
			follow(i, l.Class, 1)
			binary.Data[i] = 1
		case loss.Margin:
			at := follow(i, l.Class, -1)
			hardness.Data[i], shift.Data[at] = hard, excluded
		default:
			// Without hardness the softmax is 1/classes everywhere.
			for k, slope := range o.slope {
				others.Data[i*classes+k] = slope * float32(classes)
			}
		}
	}
	inputs[hardnessName], inputs[shiftName], inputs[othersName], inputs[className] = hardness, shift, others, class
	if n.independent() {
		inputs[binaryName] = binary
	}
}
