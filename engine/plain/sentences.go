package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences joins sentences to one text, so that none runs into the next: each
// ends with a full stop, unless it ends with another mark, and empty ones are left
// out.
func Sentences(list ...string) string {
	var out []string
	for _, sentence := range list {
		sentence = strings.TrimSpace(sentence)
		if sentence == "" {
			continue
		}
		if !strings.ContainsAny(sentence[len(sentence)-1:], ".!?:") && !strings.HasSuffix(sentence, "…") {
			sentence += "."
		}
		out = append(out, sentence)
	}
	return strings.Join(out, " ")
}

// named is a text whose first word is the name or the path of a file.
var named = regexp.MustCompile(`^\S*[./\\\d_]\S`)

// Sentence makes the text of an error a sentence: it begins with a capital letter,
// unless with the name of a file, which is left as it is, and ends as Sentences do.
func Sentence(text string) string {
	text = Sentences(text)
	if text == "" || named.MatchString(text) {
		return text
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
