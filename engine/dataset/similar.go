package dataset

import "strings"

// similar finds the one label with a name that is as good as a class's: it differs in the
// plural or the spaces, or by at most one letter in five, two at most, and none differs less. Names
// of up to four letters are not guessed: "cat" is no "bat".
func (l *lexicon) similar(class string) (label int, ok bool) {
	name := joined(class)
	length := len([]rune(name))
	bound := min(2, length/5)
	if length <= 4 {
		bound = 0
	}
	best, label := bound+1, Unknown
	for other, labels := range l.synonyms {
		distance := editDistance([]rune(name), []rune(joined(other)), bound)
		switch {
		case distance > bound || distance > best:
		case distance < best:
			best, label = distance, labels[0]
			ok = len(labels) == 1
		case label != labels[0]:
			ok = false
		}
	}
	return label, ok
}

// joined spells a name in the singular and without spaces.
func joined(name string) string {
	name = strings.ReplaceAll(spelt(name), " ", "")
	switch {
	case strings.HasSuffix(name, "ies") && len(name) > 5:
		return name[:len(name)-3] + "y"
	case strings.HasSuffix(name, "ss"):
		return name
	case strings.HasSuffix(name, "s") && len(name) > 3:
		return name[:len(name)-1]
	}
	return name
}

// editDistance is how many letters are to be put in, left out or replaced to make a of b
// (Levenshtein, 1966), or bound+1 if that is more than bound.
func editDistance(a, b []rune, bound int) int {
	if len(a)-len(b) > bound || len(b)-len(a) > bound {
		return bound + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range a {
		above, least := row[0], i+1
		row[0] = i + 1
		for j, q := range b {
			replaced := above
			if r != q {
				replaced++
			}
			above = row[j+1]
			row[j+1] = min(replaced, above+1, row[j]+1)
			least = min(least, row[j+1])
		}
		if least > bound {
			return bound + 1
		}
	}
	return min(row[len(b)], bound+1)
}
