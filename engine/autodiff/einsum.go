package autodiff

import (
	"errors"
	"strings"

	"foolscope/engine/onnx"
	"foolscope/engine/onnx/shape"
)

// einsum: the output is a sum of products, so the gradient of one input is a
// sum of products of the output's gradient and the other inputs: an Einsum
// whose equation has the input and the output swapped.
func einsum(c *call) error {
	var dims [][]int64
	var ranks []int
	for i := range c.node.Input {
		dims = append(dims, c.shape(c.x(i)))
		ranks = append(ranks, len(dims[i]))
	}
	e, err := shape.ParseEquation(onnx.Text(c.node, "equation", ""), ranks)
	if err != nil {
		return err
	}
	lengths, err := e.Lengths(dims)
	if err != nil {
		return err
	}
	for i, term := range e.Inputs {
		if !c.wants(i) {
			continue
		}
		for _, letter := range term {
			if strings.Count(term, string(letter)) > 1 {
				return errors.New("a letter that occurs twice in an input has no gradient here")
			}
		}
		c.give(i, c.einsumInput(i, e, dims, lengths))
	}
	return nil
}

// einsumInput is the gradient of input i.
func (c *call) einsumInput(i int, e shape.Equation, dims [][]int64, lengths map[rune]int64) string {
	back := shape.Equation{Inputs: []string{e.Output}}
	inputs := []string{c.dy[0]}
	for j, term := range e.Inputs {
		if j != i {
			back.Inputs, inputs = append(back.Inputs, term), append(inputs, c.x(j))
		}
	}
	// Letters that nothing else has were summed over: the gradient is the same
	// for all their elements.
	var full, kept []int64
	for _, letter := range e.Inputs[i] {
		full = append(full, lengths[letter])
		if !strings.ContainsRune(strings.Join(back.Inputs, ""), letter) {
			kept = append(kept, 1)
			continue
		}
		back.Output += string(letter)
		kept = append(kept, lengths[letter])
	}
	var out []int64
	for _, letter := range back.Output {
		out = append(out, lengths[letter])
	}
	gradient := c.reshape(c.add("Einsum", out, onnx.Attributes{"equation": back.String()}, inputs...), kept)
	return c.unbroadcast(c.stretch(gradient, full), dims[i])
}
