package plain

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// number is what a spreadsheet reads as a number, so that it is no formula.
var number = regexp.MustCompile(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?%?$|^[+-]?(Inf|NaN)$`)

// Cell returns text as a cell of a CSV file that no spreadsheet computes: what
// begins like a formula is given an apostrophe in front, which spreadsheets take
// as "this is text". Numbers stay as they are.
func Cell(text string) string {
	start := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	first, _ := utf8.DecodeRuneInString(start)
	formula := strings.ContainsRune("=+-@|＝＋－＠", first) && start != ""
	if leading := len(text) > 0 && strings.ContainsRune("\t\r\n", rune(text[0])); leading || formula && !number.MatchString(start) {
		return "'" + text
	}
	return text
}
