package labels

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

var errPython = errors.New("it is not a dictionary or list of names that can be read")

// ParsePython reads labels as Python prints them: {0: 'cat', 1: "dog's nose"},
// ['cat', 'dog'] or ('cat', 'dog').
func ParsePython(text string) (List, error) {
	p := &python{rest: strings.TrimSpace(text)}
	value, ok := p.value(0)
	if p.space(); !ok || p.rest != "" {
		return List{}, errPython
	}
	return FromValue(value)
}

// python reads literals into the types of encoding/json.
type python struct{ rest string }

// deepest bounds how far lists and dictionaries lie in each other.
const deepest = 20

func (p *python) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// take skips one of the signs in set, and space before it.
func (p *python) take(set string) bool {
	p.space()
	if p.rest == "" || strings.IndexByte(set, p.rest[0]) < 0 {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *python) value(depth int) (any, bool) {
	p.space()
	if p.rest == "" || depth > deepest {
		return nil, false
	}
	switch p.rest[0] {
	case '{':
		return p.dictionary(depth)
	case '[', '(':
		return p.list(depth)
	}
	if text, ok := p.text(); ok {
		return text, true
	}
	end := strings.IndexAny(p.rest, ",:]})\r\n")
	if end < 0 {
		end = len(p.rest)
	}
	word := strings.TrimSpace(p.rest[:end])
	p.rest = p.rest[end:]
	switch word {
	case "None":
		return nil, true
	case "True", "False":
		return word == "True", true
	}
	number, err := strconv.ParseFloat(word, 64)
	return number, err == nil
}

func (p *python) list(depth int) (any, bool) {
	p.take("[(")
	out := []any{}
	for !p.take("])") {
		value, ok := p.value(depth + 1)
		if !ok || len(out) > MaxClasses {
			return nil, false
		}
		out = append(out, value)
		if !p.take(",") {
			return out, p.take("])")
		}
	}
	return out, true
}

func (p *python) dictionary(depth int) (any, bool) {
	p.take("{")
	out := map[string]any{}
	for !p.take("}") {
		key, ok := p.value(depth + 1)
		if !ok || len(out) > MaxClasses || !p.take(":") {
			return nil, false
		}
		name, ok := nameIn(key)
		if !ok {
			return nil, false
		}
		if out[name], ok = p.value(depth + 1); !ok {
			return nil, false
		}
		if !p.take(",") {
			return out, p.take("}")
		}
	}
	return out, true
}

// text reads a string in either kind of quotes.
func (p *python) text() (string, bool) {
	if p.rest == "" || p.rest[0] != '\'' && p.rest[0] != '"' {
		return "", false
	}
	quote := p.rest[0]
	var out strings.Builder
	rest := p.rest[1:]
	for rest != "" {
		if rest[0] == quote {
			p.rest = rest[1:]
			return out.String(), true
		}
		// UnquoteChar knows all of Python's escapes but those of names, \N{...}.
		char, _, tail, err := strconv.UnquoteChar(rest, quote)
		if err != nil {
			// A quote of the other kind may be escaped; anything else stays as it is.
			if rest[0] == '\\' {
				rest = rest[1:]
				if rest == "" {
					break
				}
			}
			var size int
			char, size = utf8.DecodeRuneInString(rest)
			tail = rest[size:]
		}
		out.WriteRune(char)
		rest = tail
	}
	return "", false
}
