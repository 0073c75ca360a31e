package words

import (
	"slices"
	"strings"
	"unicode"
)

// clauses are what tells a whole sentence that stands behind a colon from a part of one,
// in a language that writes the former with a capital letter: how those of the engine
// begin, and the verbs of which they have one. Both are words of the language's file, and a
// dash in other languages.
type clauses struct{ starts, verbs []string }

func newClauses(texts map[string]string) clauses {
	if texts["clause.starts"] == none {
		return clauses{}
	}
	return clauses{strings.Fields(texts["clause.starts"]), strings.Fields(texts["clause.verbs"])}
}

// none stands for no words.
const none = "–"

const colon = ": "

// capital writes the first letters of the sentences behind colons as capital ones.
func (c clauses) capital(text string) string {
	if len(c.starts) == 0 || !strings.Contains(text, colon) {
		return text
	}
	parts := strings.Split(text, colon)
	for i := 1; i < len(parts); i++ {
		if c.sentence(parts[i]) {
			parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
		}
	}
	return strings.Join(parts, colon)
}

// sentence reports whether a text begins as a sentence does, and has its verb.
func (c clauses) sentence(text string) bool {
	first, rest, ok := strings.Cut(text, " ")
	if !ok || first[0] >= unicode.MaxASCII || !slices.Contains(c.starts, first) {
		return false
	}
	rest, _, _ = strings.Cut(rest, ". ")
	return slices.ContainsFunc(strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }), func(word string) bool {
		return slices.Contains(c.verbs, word)
	})
}
