package formula

import (
	"fmt"
	"strings"
	"unicode"
)

// node is a part of a formula.
type node interface{}

type (
	// symbol is a letter, a word, a number or a sign.
	symbol struct {
		text  string
		class class
	}
	// live is a number that is filled in.
	live struct{ name string }
	// list is a row of nodes.
	list []node
	// scripts are an index and an exponent, each of which may be nil, and
	// perhaps a prime above the index.
	scripts struct {
		base, below, above node
		prime              bool
	}
	// fraction, root and hat are what they say.
	fraction struct{ above, below node }
	root     struct{ inner node }
	hat      struct{ inner node }
	// fence is what stands in brackets that grow with it.
	fence struct {
		left, right string
		inner       node
	}
)

// class says how a symbol is set, and what space surrounds it.
type class int

const (
	variable  class = iota // a letter, in italics
	upright                // a word, a number, a sign
	operator               // ∑, max: the indices stand below and above
	binary                 // +, ·
	relation               // =, ≤
	separator              // a comma
	quad                   // a wide space
)

const (
	binarySigns   = "+−·×/"
	relationSigns = "=≤≥≈≠→←∈<>∼"
)

// maxDepth of nesting is more than any formula has.
const maxDepth = 50

type parser struct {
	rest  []rune
	depth int
}

// parse reads one line.
func parse(source string) (node, error) {
	p := &parser{rest: []rune(source)}
	n, err := p.list("")
	if err == nil && len(p.rest) > 0 {
		err = fmt.Errorf("%q is closed but was never opened", p.rest[0])
	}
	if err != nil {
		return nil, fmt.Errorf("formula %q: %w", source, err)
	}
	return n, nil
}

// list reads up to one of the runes in stop, which it leaves, or to the end.
func (p *parser) list(stop string) (list, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, fmt.Errorf("it is nested too deeply")
	}
	defer func() { p.depth-- }()
	var out list
	for len(p.rest) > 0 && !strings.ContainsRune(stop, p.rest[0]) {
		if p.rest[0] == ' ' {
			p.rest = p.rest[1:]
			continue
		}
		if strings.ContainsRune("})]", p.rest[0]) {
			return out, nil
		}
		n, err := p.item()
		if err != nil {
			return nil, err
		}
		out = append(out, n)
	}
	return out, nil
}

// item reads an atom with its index and its exponent.
func (p *parser) item() (node, error) {
	base, err := p.atom()
	if err != nil {
		return nil, err
	}
	s := scripts{base: base}
	if len(p.rest) > 0 && p.rest[0] == '\'' {
		s.prime = true
		p.rest = p.rest[1:]
	}
	for len(p.rest) > 0 && (p.rest[0] == '_' || p.rest[0] == '^') {
		place := &s.below
		if p.rest[0] == '^' {
			place = &s.above
		}
		p.rest = p.rest[1:]
		if *place != nil {
			return nil, fmt.Errorf("it has two indices or two exponents in one place")
		}
		if *place, err = p.atom(); err != nil {
			return nil, err
		}
	}
	if s.below == nil && s.above == nil && !s.prime {
		return base, nil
	}
	return s, nil
}

func (p *parser) atom() (node, error) {
	if len(p.rest) == 0 {
		return nil, fmt.Errorf("it ends too early")
	}
	first := p.rest[0]
	switch {
	case first == '{':
		return p.group()
	case first == '(':
		return p.fence("(", ")")
	case first == '[':
		return p.fence("[", "]")
	case first == '@':
		p.rest = p.rest[1:]
		name := p.take(func(r rune) bool { return r == '_' || isASCIILetter(r) || unicode.IsDigit(r) })
		if name == "" {
			return nil, fmt.Errorf("no name follows @")
		}
		return live{name}, nil
	case isASCIILetter(first):
		word := p.take(isASCIILetter)
		if len(word) == 1 {
			return symbol{word, variable}, nil
		}
		return p.command(word)
	case unicode.IsDigit(first):
		return symbol{p.take(func(r rune) bool { return r == '.' || unicode.IsDigit(r) }), upright}, nil
	}
	p.rest = p.rest[1:]
	return symbol{string(first), classOf(first)}, nil
}

func classOf(sign rune) class {
	switch {
	case strings.ContainsRune(binarySigns, sign):
		return binary
	case strings.ContainsRune(relationSigns, sign):
		return relation
	case sign == ',' || sign == ';':
		return separator
	case sign == '~':
		return quad
	case sign == '∑':
		return operator
	case unicode.Is(unicode.Greek, sign) && unicode.IsLower(sign), sign == 'ℓ':
		return variable
	}
	return upright
}

// command reads what follows a word.
func (p *parser) command(word string) (node, error) {
	switch word {
	case "frac":
		above, err := p.group()
		if err != nil {
			return nil, err
		}
		below, err := p.group()
		return fraction{above, below}, err
	case "sqrt":
		inner, err := p.group()
		return root{inner}, err
	case "hat":
		inner, err := p.group()
		return hat{inner}, err
	case "text":
		if len(p.rest) == 0 || p.rest[0] != '{' {
			return nil, fmt.Errorf("no { follows text")
		}
		p.rest = p.rest[1:]
		words := p.take(func(r rune) bool { return r != '}' })
		return symbol{words, upright}, p.expect('}')
	case "max", "min":
		return symbol{word, operator}, nil
	}
	return symbol{word, upright}, nil
}

func (p *parser) group() (node, error) {
	if err := p.expect('{'); err != nil {
		return nil, err
	}
	inner, err := p.list("}")
	if err != nil {
		return nil, err
	}
	return inner, p.expect('}')
}

func (p *parser) fence(left, right string) (node, error) {
	p.rest = p.rest[1:]
	inner, err := p.list(right)
	if err != nil {
		return nil, err
	}
	return fence{left, right, inner}, p.expect([]rune(right)[0])
}

func (p *parser) expect(r rune) error {
	if len(p.rest) == 0 || p.rest[0] != r {
		return fmt.Errorf("%q is missing", r)
	}
	p.rest = p.rest[1:]
	return nil
}

// take reads as long as the runes are wanted.
func (p *parser) take(wanted func(rune) bool) string {
	n := 0
	for n < len(p.rest) && wanted(p.rest[n]) {
		n++
	}
	word := string(p.rest[:n])
	p.rest = p.rest[n:]
	return word
}

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
