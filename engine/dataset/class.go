package dataset

import (
	"path/filepath"
	"slices"
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
	return newSpellings(labels).classOf(path)
}

// spellings are the labels of the classes, to be asked about many paths.
type spellings struct {
	classes int
	// first is the first class of each label, spelt as spelt does.
	first map[string]int
}

func newSpellings(labels []string) spellings {
	s := spellings{len(labels), make(map[string]int, len(labels))}
	for i, label := range labels {
		name := spelt(label)
		if _, there := s.first[name]; !there && name != "" {
			s.first[name] = i
		}
	}
	return s
}

// classOf is ClassOf.
func (s spellings) classOf(path string) (class int, ok bool) {
	base := filepath.Base(path)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	if digits, rest, cut := strings.Cut(stem, "_"); cut && rest != "" {
		if n, err := strconv.Atoi(digits); err == nil && n >= 0 && n < s.classes {
			return n, true
		}
	}
	folder := filepath.Base(filepath.Dir(path))
	for _, name := range []string{spelt(stem), spelt(strings.TrimRightFunc(stem, notLetter)), spelt(folder)} {
		if i, there := s.first[name]; there {
			return i, true
		}
	}
	n, err := strconv.Atoi(folder)
	return n, err == nil && n >= 0 && n < s.classes
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// spelt spells a name in lower case with single spaces between its words.
func spelt(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, " ")
}

// Named reads the class of a picture off the names of its file and its folder, given
// the labels of the classes in order: ok is false unless one of them is what exactly
// one class is called, or one of its names where commas part several. It is for files
// of which nobody said that they are numbered by class: a number counts only where a
// name has several classes ("134_crane.jpg").
func Named(path string, labels []string) (class int, ok bool) {
	base := filepath.Base(path)
	stem := strings.TrimSuffix(base, filepath.Ext(base))
	number := -1
	if n, err := strconv.Atoi(stem[:len(stem)-len(strings.TrimLeftFunc(stem, unicode.IsDigit))]); err == nil {
		number = n
	}
	bare := strings.TrimLeftFunc(stem, notLetter)
	if rest, found := strings.CutPrefix(bare, "n"); found {
		// A number of WordNet, such as n02099601.
		if digits, name, cut := strings.Cut(rest, "_"); cut && len(digits) == 8 && strings.Trim(digits, "0123456789") == "" {
			bare = name
		}
	}
	folder := filepath.Base(filepath.Dir(path))
	for _, name := range []string{spelt(stem), spelt(bare), spelt(strings.TrimRightFunc(bare, notLetter)), spelt(folder)} {
		if name == "" {
			continue
		}
		found := called(name, labels)
		if slices.Contains(found, number) {
			return number, true
		}
		if len(found) == 1 {
			return found[0], true
		}
	}
	return 0, false
}

// called are the classes of a name, spelt as spelt does.
func called(name string, labels []string) (classes []int) {
	for i, label := range labels {
		if slices.ContainsFunc(append(strings.Split(label, ","), label), func(one string) bool { return spelt(one) == name }) {
			classes = append(classes, i)
		}
	}
	return classes
}
