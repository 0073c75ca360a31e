package dataset

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
)

// ClassOf reads the class of a picture off its path, given the labels of the
// classes in order; ok is false if the path does not say. The name may begin
// with the number of the class ("207_n02099601_golden_retriever.jpg"), the
// folder may be that number, or the name or the folder may be the label ("golden retriever/1.jpg",
// "golden_retriever-3.jpg").
func ClassOf(path string, labels []string) (class int, ok bool) {
	base := filepath.Base(path)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	if digits, rest, cut := strings.Cut(stem, "_"); cut && rest != "" {
		if n, err := strconv.Atoi(digits); err == nil && n >= 0 && n < len(labels) {
			return n, true
		}
	}
	folder := filepath.Base(filepath.Dir(path))
	for _, name := range []string{spelt(stem), spelt(strings.TrimRightFunc(stem, notLetter)), spelt(folder)} {
		for i, label := range labels {
			if name != "" && name == spelt(label) {
				return i, true
			}
		}
	}
	n, err := strconv.Atoi(folder)
	return n, err == nil && n >= 0 && n < len(labels)
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// spelt spells a name in lower case with single spaces between its words.
func spelt(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}
