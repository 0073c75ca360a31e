package npy

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// header is what the dictionary of a file tells.
type header struct {
	// descr is NumPy's name of the type of numbers: "<f4".
	descr   string
	fortran bool
	shape   []int64
}

// text writes the dictionary the way NumPy does.
func (h header) text() string {
	var shape strings.Builder
	for i, d := range h.shape {
		if i > 0 {
			shape.WriteByte(' ')
		}
		fmt.Fprintf(&shape, "%d,", d)
	}
	tuple := shape.String()
	if len(h.shape) > 1 {
		tuple = strings.TrimSuffix(tuple, ",")
	}
	return fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", h.descr, tuple)
}

var errHeader = errors.New("the header is damaged")

// parseHeader reads the dictionary. It must have just the three keys that the
// format defines, in any order.
func parseHeader(text string) (header, error) {
	p := parser{rest: text}
	var h header
	var hasDescr, hasOrder, hasShape bool
	if !p.take("{") {
		return h, errHeader
	}
	for !p.take("}") {
		key, ok := p.quoted()
		if !ok || !p.take(":") {
			return h, errHeader
		}
		switch {
		case key == "descr" && !hasDescr:
			if p.starts("[") {
				return h, errors.New("it holds records of several fields, not numbers")
			}
			h.descr, hasDescr = p.quoted()
			ok = hasDescr
		case key == "fortran_order" && !hasOrder:
			hasOrder = true
			h.fortran = p.take("True")
			ok = h.fortran || p.take("False")
		case key == "shape" && !hasShape:
			h.shape, hasShape = p.tuple()
			ok = hasShape
		default:
			ok = false
		}
		if !ok || !p.take(",") && !p.starts("}") {
			return h, errHeader
		}
	}
	if !hasDescr || !hasOrder || !hasShape || !p.end() {
		return h, errHeader
	}
	return h, nil
}

// parser reads a Python literal from the left.
type parser struct{ rest string }

func (p *parser) skip() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// starts reports whether a token comes next.
func (p *parser) starts(token string) bool {
	p.skip()
	return strings.HasPrefix(p.rest, token)
}

// take consumes the token if it comes next.
func (p *parser) take(token string) bool {
	if !p.starts(token) {
		return false
	}
	p.rest = p.rest[len(token):]
	return true
}

func (p *parser) end() bool {
	p.skip()
	return p.rest == ""
}

// quoted consumes a string without escapes.
func (p *parser) quoted() (string, bool) {
	for _, quote := range []string{"'", `"`} {
		if p.take(quote) {
			text, rest, ok := strings.Cut(p.rest, quote)
			p.rest = rest
			return text, ok && !strings.Contains(text, `\`)
		}
	}
	return "", false
}

// tuple consumes a tuple of lengths; one of a single length has a comma.
func (p *parser) tuple() ([]int64, bool) {
	if !p.take("(") {
		return nil, false
	}
	lengths := []int64{}
	comma := true
	for !p.take(")") {
		p.skip()
		digits := len(p.rest) - len(strings.TrimLeft(p.rest, "0123456789"))
		length, err := strconv.ParseInt(p.rest[:digits], 10, 64)
		if err != nil || !comma {
			return nil, false
		}
		p.rest = strings.TrimPrefix(p.rest[digits:], "L")
		lengths = append(lengths, length)
		comma = p.take(",")
	}
	return lengths, comma || len(lengths) > 1
}
