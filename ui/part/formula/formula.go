package formula

import (
	"errors"
	"strings"
)

// Drawing is a formula that was set.
type Drawing struct {
	Width, Height float32
	Runs          []Run
	Rules         []Rule
}

// lineGap is the space between two lines, as a part of the size.
const lineGap = 0.45

// Set sets a formula in type of the given size. A live number that numbers
// lacks becomes three dots.
func Set(source string, size float32, numbers map[string]string) (Drawing, error) {
	var out Drawing
	var whole error
	for i, line := range strings.Split(source, "\n") {
		n, err := parse(line)
		if err != nil {
			whole = errors.Join(whole, err)
			continue
		}
		b := setter{numbers, smallest * size}.set(n, size)
		if i > 0 {
			out.Height += lineGap * size
		}
		var placed box
		placed.add(b, 0, out.Height+b.up)
		out.Runs = append(out.Runs, placed.runs...)
		out.Rules = append(out.Rules, placed.rules...)
		out.Height += b.up + b.down
		out.Width = max(out.Width, b.wide)
	}
	return out, whole
}

// Names lists the live numbers of a formula in their order.
func Names(source string) ([]string, error) {
	var out []string
	var walk func(n node)
	walk = func(n node) {
		switch n := n.(type) {
		case live:
			out = append(out, n.name)
		case list:
			for _, each := range n {
				walk(each)
			}
		case scripts:
			walk(n.base)
			walk(n.below)
			walk(n.above)
		case fraction:
			walk(n.above)
			walk(n.below)
		case root:
			walk(n.inner)
		case hat:
			walk(n.inner)
		case fence:
			walk(n.inner)
		}
	}
	for _, line := range strings.Split(source, "\n") {
		n, err := parse(line)
		if err != nil {
			return nil, err
		}
		walk(n)
	}
	return out, nil
}
