package words

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
)

// Say returns the text of a key, "" if there is none. The arguments are pairs: a
// name, and what takes the place of {name} in the text. A float64 is written with
// the digits that it needs; errors are said in the language.
func Say(key string, pairs ...any) string { return fill(text(key), pairs) }

// English is the text of a key in English, for what is the same in every language: the
// columns of files.
func English(key string) string { return all()[fallback].texts[key] }

// Count is Say for a text that depends on a number, which takes the place of {n}. The
// key has a text for each form that a language tells apart: .one, .other, and .zero,
// .two, .few and .many where the language has those.
func Count(key string, n int, pairs ...any) string {
	form := forms[plural.Cardinal.MatchPlural(now().tag, n, 0, 0, 0, 0)]
	t, ok := now().texts[key+form]
	if !ok {
		t = text(key + forms[plural.Other])
	}
	return fill(t, append([]any{"n", n}, pairs...))
}

var forms = map[plural.Form]string{
	plural.Zero: ".zero", plural.One: ".one", plural.Two: ".two",
	plural.Few: ".few", plural.Many: ".many", plural.Other: ".other",
}

// Within writes a name as it stands within a sentence: with a small letter, except in
// languages whose nouns have capital ones.
func Within(name string) string {
	if text("nouns") == "capital" {
		return name
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[size:]
}

// Decimal writes a number with so many decimal places.
func Decimal(value float64, places int) string {
	return Numeral(strconv.FormatFloat(value, 'f', places, 64))
}

// Numeral writes a number that was written the English way with the decimal sign of
// the language. Numbers in files stay English.
func Numeral(english string) string {
	if sign := text("decimal"); sign != "." {
		return strings.Replace(english, ".", sign, 1)
	}
	return english
}

// FromNumeral is the opposite of Numeral, for what was typed; it takes an English
// number, too.
func FromNumeral(typed string) string {
	if sign := text("decimal"); sign != "." && strings.Count(typed, sign) == 1 && !strings.Contains(typed, ".") {
		return strings.Replace(typed, sign, ".", 1)
	}
	return typed
}

// fill puts values in the places of their names in braces.
func fill(text string, pairs []any) string {
	if len(pairs) < 2 {
		return text
	}
	if len(pairs)%2 != 0 {
		panic(fmt.Sprintf("words: a name without a value: %v", pairs))
	}
	var out strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		end += open
		out.WriteString(text[:open])
		if value, ok := find(pairs, text[open+1:end]); ok {
			out.WriteString(value)
		} else {
			out.WriteString(text[open : end+1])
		}
		text = text[end+1:]
	}
	out.WriteString(text)
	return now().clauses.capital(out.String())
}

func find(pairs []any, name string) (string, bool) {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i] != name {
			continue
		}
		switch value := pairs[i+1].(type) {
		case string:
			return value, true
		case error:
			return Error(value), true
		case float64:
			return Numeral(strconv.FormatFloat(value, 'g', -1, 64)), true
		default:
			return fmt.Sprint(value), true
		}
	}
	return "", false
}
