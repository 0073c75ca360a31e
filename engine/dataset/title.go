package dataset

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// title is what a folder or a file says of a class.
type title struct {
	// number is that of the class, -1 if there is none.
	number int
	// synset is that of the class, empty if there is none.
	synset string
	// name is what is left, with spaces between its words.
	name string
}

var (
	numbered = regexp.MustCompile(`^(\d{1,6})[_ .-]+(.*\pL.*)$`)
	synset   = regexp.MustCompile(`^(n\d{8})(?:[_ .-]+|$)`)
	digits   = regexp.MustCompile(`^\d{1,6}$`)
)

// titleOf reads "207_n02099601_golden_retriever", "n02099601-golden retriever", "207" and
// the like.
func titleOf(text string) title {
	t := title{number: Unknown, name: text}
	if m := numbered.FindStringSubmatch(text); m != nil {
		t.number, _ = strconv.Atoi(m[1])
		t.name = m[2]
	} else if digits.MatchString(text) {
		t.number, _ = strconv.Atoi(text)
	}
	if m := synset.FindStringSubmatch(t.name); m != nil {
		t.synset = m[1]
		if rest := t.name[len(m[0]):]; rest != "" {
			t.name = rest
		}
	}
	t.name = strings.Join(strings.Fields(strings.ReplaceAll(t.name, "_", " ")), " ")
	return t
}

// classify gives each item the class of its name, none if that is empty. Classes that all
// have a number stand in the order of their numbers. Of two classes that come out with one name
// the second keeps its whole text.
func (s *Set) classify(names []string) {
	distinct := map[string]int{}
	for _, name := range names {
		if name != "" {
			distinct[name] = 0
		}
	}
	titles := make(map[string]title, len(distinct))
	all := true
	for text := range distinct {
		titles[text] = titleOf(text)
		all = all && titles[text].number != Unknown
	}
	texts := slices.Sorted(maps.Keys(distinct))
	if all {
		slices.SortStableFunc(texts, func(a, b string) int { return titles[a].number - titles[b].number })
	}
	s.texts = texts
	taken := make(map[string]bool, len(texts))
	for class, text := range texts {
		distinct[text] = class
		t := titles[text]
		name := t.name
		if taken[name] {
			name = text
		}
		for n := 2; taken[name]; n++ {
			name = fmt.Sprintf("%s (%d)", text, n)
		}
		taken[name] = true
		s.Classes, s.Numbers, s.Synsets = append(s.Classes, name), append(s.Numbers, t.number), append(s.Synsets, t.synset)
	}
	for i, name := range names {
		s.Items[i].Class = Unknown
		if name != "" {
			s.Items[i].Class = distinct[name]
		}
	}
}

// cameras are words that cameras and programs put before a number: no classes.
var cameras = []string{
	"img", "image", "dsc", "dscn", "dscf", "pict", "pic", "picture", "photo", "pxl", "p", "gopr", "screenshot", "scan", "foto", "bild",
	"vlcsnap", "frame", "untitled", "sample",
}

// byName reads classes off the names of pictures that lie in one folder: from
// "207_n02099601_golden_retriever.jpg" or from "cat.12.jpg".
func (s *Set) byName() {
	s.Kind = Loose
	for _, read := range []func(stem string) string{numberedClass, namedClass} {
		names := make([]string, len(s.Items))
		count := map[string]int{}
		said := 0
		for i, item := range s.Items {
			stem := strings.TrimSuffix(path.Base(item.Path), path.Ext(item.Path))
			if names[i] = read(stem); names[i] != "" {
				count[names[i]]++
				said++
			}
		}
		if said*10 < len(s.Items)*9 || !plausible(count, said) {
			continue
		}
		s.Kind = Numbered
		s.classify(names)
		if silent := len(s.Items) - said; silent > 0 {
			s.note("The names of %d of %d pictures do not say what they show.", silent, len(s.Items))
		}
		return
	}
}

// numberedClass is "207_n02099601_golden_retriever" of a name that begins so, whatever number
// of the picture follows.
func numberedClass(stem string) string {
	if !numbered.MatchString(stem) {
		return ""
	}
	return strings.TrimRightFunc(stem, notLetter)
}

// namedClass is the "cat" of "cat.12", or empty.
func namedClass(stem string) string {
	name := strings.TrimRightFunc(stem, notLetter)
	if name == "" || name == stem || strings.ContainsFunc(name, unicode.IsDigit) || slices.Contains(cameras, strings.ToLower(strings.Trim(name, " _-.("))) {
		return ""
	}
	return name
}

// plausible reports whether what names say can be classes: of numbered ones, one number has
// one name; of others, there are several, each with several pictures.
func plausible(count map[string]int, said int) bool {
	byNumber, byText := map[int]string{}, map[string]bool{}
	bare := false
	for text := range count {
		t := titleOf(text)
		if t.number == Unknown {
			bare = true
			continue
		}
		if other, there := byNumber[t.number]; there && other != t.name {
			return false
		}
		byNumber[t.number], byText[t.name] = t.name, true
	}
	if bare {
		return len(count) > 1 && said >= 2*len(count)
	}
	// "001_cat", "002_cat", "003_cat" number pictures, not classes.
	return len(byText) > 0 && (len(byNumber) < 3 || len(byNumber) < 2*len(byText))
}
