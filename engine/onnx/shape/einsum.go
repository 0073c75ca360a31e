package shape

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"foolscope/engine/onnx"
)

// Equation is what an Einsum node computes: a letter for each dimension of each
// input and of the output, without ellipses.
type Equation struct {
	Inputs []string
	Output string
}

func (e Equation) String() string { return strings.Join(e.Inputs, ",") + "->" + e.Output }

// letters name the dimensions behind an ellipsis, if they are free.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// ParseEquation reads the equation of an Einsum node whose inputs have the
// given numbers of dimensions.
func ParseEquation(text string, ranks []int) (Equation, error) {
	text = strings.ReplaceAll(text, " ", "")
	left, right, explicit := strings.Cut(text, "->")
	e := Equation{Inputs: strings.Split(left, ","), Output: right}
	if len(e.Inputs) != len(ranks) {
		return e, fmt.Errorf("its equation %q is not for %d inputs", text, len(ranks))
	}
	free := strings.Map(func(r rune) rune {
		if strings.ContainsRune(text, r) {
			return -1
		}
		return r
	}, letters)
	// Ellipses are aligned at their end, so that they broadcast.
	widest := 0
	for i, term := range e.Inputs {
		if head, tail, ok := strings.Cut(term, "..."); ok {
			widest = max(widest, ranks[i]-len(head)-len(tail))
		}
	}
	if widest > len(free) {
		return e, errors.New("its inputs have too many dimensions")
	}
	free = free[:widest]
	for i, term := range e.Inputs {
		if head, tail, ok := strings.Cut(term, "..."); ok {
			covered := ranks[i] - len(head) - len(tail)
			if covered < 0 {
				return e, fmt.Errorf("its equation %q does not fit an input of %d dimensions", text, ranks[i])
			}
			e.Inputs[i] = head + free[widest-covered:] + tail
		}
		if len(e.Inputs[i]) != ranks[i] || strings.Trim(e.Inputs[i], letters) != "" {
			return e, fmt.Errorf("its equation %q does not fit an input of %d dimensions", text, ranks[i])
		}
	}
	if explicit {
		e.Output = strings.Replace(right, "...", free, 1)
	} else {
		e.Output = free + once(strings.Join(e.Inputs, ""), free)
	}
	for i, letter := range e.Output {
		if !strings.ContainsRune(strings.Join(e.Inputs, ""), letter) || strings.ContainsRune(e.Output[i+1:], letter) {
			return e, fmt.Errorf("the output of its equation %q does not follow from its inputs", text)
		}
	}
	return e, nil
}

// once lists the letters that occur a single time, in alphabetical order: the
// output of an equation that names none.
func once(all, except string) string {
	var out []rune
	for _, letter := range all {
		if strings.Count(all, string(letter)) == 1 && !strings.ContainsRune(except, letter) {
			out = append(out, letter)
		}
	}
	slices.Sort(out)
	return string(out)
}

// Lengths returns the length of each dimension; one of 1 broadcasts.
func (e Equation) Lengths(inputs [][]int64) (map[rune]int64, error) {
	out := map[rune]int64{}
	for i, term := range e.Inputs {
		for axis, letter := range term {
			d := inputs[i][axis]
			switch have, seen := out[letter]; {
			case !seen || have == 1:
				out[letter] = d
			case d != 1 && d != have:
				return nil, fmt.Errorf("the dimension %c is %d and %d at once", letter, have, d)
			}
		}
	}
	return out, nil
}

func einsum(in *inference, n *onnx.NodeProto) ([][]int64, error) {
	var inputs [][]int64
	var ranks []int
	for i := range n.Input {
		inputs = append(inputs, in.input(n, i))
		ranks = append(ranks, len(inputs[i]))
	}
	e, err := ParseEquation(onnx.Text(n, "equation", ""), ranks)
	if err != nil {
		return nil, err
	}
	lengths, err := e.Lengths(inputs)
	if err != nil {
		return nil, err
	}
	out := []int64{}
	for _, letter := range e.Output {
		out = append(out, lengths[letter])
	}
	return [][]int64{out}, nil
}
