package plain

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const ellipsis = '…'

// Line returns text as one line of at most max runes: valid UTF-8 without
// escape sequences, control characters and such as change the direction of
// writing or cannot be seen. White space of any kind becomes single spaces,
// with none at the ends. Where text is cut, an ellipsis stands for the rest and
// counts as a rune. It looks at no more of a long text than it needs.
//
// Line panics if max is less than 1.
func Line(text string, max int) string {
	if max < 1 {
		panic("plain: a line without room")
	}
	var out []rune
	space := false
	for i := 0; i < len(text); {
		if skip := escapeLength(text[i:]); skip > 0 {
			i += skip
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case unicode.IsSpace(r):
			space = len(out) > 0
			continue
		case hidden(r):
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		if out = append(out, r); len(out) > max {
			return strings.TrimRight(string(out[:max-1]), " ") + string(ellipsis)
		}
	}
	return string(out)
}

// hidden reports whether a rune changes how others are shown instead of being
// shown itself. Joiners stay where scripts and emoji need them.
func hidden(r rune) bool {
	switch r {
	case '\u200c', '\u200d':
		return false
	// Fillers that count as letters but have no shape.
	case '\u115f', '\u1160', '\u3164', '\uffa0':
		return true
	}
	// Cf holds the marks of direction, the byte order mark and the tags.
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Noncharacter_Code_Point)
}

// Sequences that terminals obey, by ECMA-48: ESC [ parameters letter, and the
// strings of ESC ] and its like, which end with BEL or ESC \. maxEscape bounds how
// far the end of a string is looked for.
const (
	escape    = '\x1b'
	bell      = '\x07'
	maxEscape = 256
)

// escapeLength returns how many bytes at the start of text are an escape
// sequence, or 0. A string without an end is not one: only its introduction is.
func escapeLength(text string) int {
	if len(text) < 2 || text[0] != escape {
		return 0
	}
	switch text[1] {
	case '[':
		for i := 2; i < min(len(text), maxEscape); i++ {
			if text[i] >= '@' && text[i] <= '~' {
				return i + 1
			}
			if text[i] < ' ' || text[i] > '~' {
				return i
			}
		}
	case ']', 'P', 'X', '^', '_':
		for i := 2; i < min(len(text), maxEscape); i++ {
			if text[i] == bell {
				return i + 1
			}
			if text[i] == escape && i+1 < len(text) && text[i+1] == '\\' {
				return i + 2
			}
		}
	}
	return 2
}
