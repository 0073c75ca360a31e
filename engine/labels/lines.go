package labels

import (
	"regexp"
	"strconv"
	"strings"
)

var (
	numberFirst = regexp.MustCompile(`^\s*([0-9]{1,6})\s*[:;,.\t= ]\s*(\S.*)$`)
	synset      = regexp.MustCompile(`^\s*n[0-9]{8}$`)
	synsetFirst = regexp.MustCompile(`^\s*(n[0-9]{8})[\s,:;]+(\S.*)$`)
)

// parseLines reads one name a line. A number or a synset before every name is
// no part of it.
func parseLines(text string) (List, error) {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if len(lines) > MaxClasses {
		return List{}, errTooMany
	}
	if numbers, names, ok := cutNumbers(lines); ok {
		return numbered(numbers, names)
	}
	if _, names, ok := cutSynsets(lines); ok {
		return InOrder(names), nil
	}
	return InOrder(lines), nil
}

// cutNumbers divides lines such as "0 tench" where every name has a number and
// the numbers count from 0 or 1, so that they are no part of the names.
func cutNumbers(lines []string) (numbers []int, names []string, ok bool) {
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := numberFirst.FindStringSubmatch(line)
		if parts == nil {
			return nil, nil, false
		}
		number, _ := strconv.Atoi(parts[1])
		name := parts[2]
		if s := synsetFirst.FindStringSubmatch(name); s != nil {
			name = s[2]
		}
		numbers, names = append(numbers, number), append(names, name)
	}
	return numbers, names, count(numbers)
}

// count reports whether numbers are 0, 1, 2 and so on in any order, or 1, 2, 3.
func count(numbers []int) bool {
	if len(numbers) < 2 {
		return false
	}
	seen := make([]bool, len(numbers)+1)
	for _, n := range numbers {
		if n < 0 || n >= len(seen) || seen[n] {
			return false
		}
		seen[n] = true
	}
	// One number of those up to the count is missing: the first or the last.
	return !seen[0] || !seen[len(numbers)]
}

// cutSynsets divides lines such as "n01440764 tench, Tinca tinca".
func cutSynsets(lines []string) (synsets, names []string, ok bool) {
	for _, line := range lines {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := synsetFirst.FindStringSubmatch(line)
		if parts == nil {
			return nil, nil, false
		}
		synsets, names = append(synsets, parts[1]), append(names, parts[2])
	}
	return synsets, names, len(names) > 0
}

// AreSynsets reports whether the names are nothing but numbers of WordNet.
func (l List) AreSynsets() bool {
	names := withoutBlanks(l.Names)
	for _, name := range names {
		if !synset.MatchString(name) {
			return false
		}
	}
	return len(names) > 0
}

// Translate replaces synsets by their names, as a text such as synset_words.txt
// or words.txt has them: lines of a synset and a name. It reports whether it
// knew all.
func (l List) Translate(words string) (List, bool) {
	synsets, names, ok := cutSynsets(strings.Split(words, "\n"))
	if !ok {
		return l, false
	}
	name := make(map[string]string, len(synsets))
	for i, s := range synsets {
		name[s] = names[i]
	}
	out := List{make([]string, len(l.Names)), l.Numbered}
	for i, s := range l.Names {
		if s == "" {
			continue
		}
		if out.Names[i], ok = name[s]; !ok {
			return l, false
		}
	}
	out.Names = clean(out.Names)
	return out, true
}
