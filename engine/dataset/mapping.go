package dataset

import (
	"slices"
	"strings"
)

// How says by what a class was mapped to a label.
type How int

// The ways from a class to a label, the surest first.
const (
	// Unmapped classes have no label in the model.
	Unmapped How = iota
	// ByHand was said by somebody.
	ByHand
	// BySynset goes by the number in WordNet, which both give.
	BySynset
	// ByNumber goes by the number of the class, which is that of a label of the same name, or of
	// any where the set gives no name.
	ByNumber
	// Exact goes by the whole name, without regard to case, spaces and punctuation.
	Exact
	// Synonym goes by one of several names of a label or a class ("tench, Tinca tinca").
	Synonym
	// Fuzzy goes by a name that differs in a few letters, or in its plural. It wants a look.
	Fuzzy
)

// String is a word for tables.
func (h How) String() string {
	return [...]string{"none", "by hand", "synset", "number", "exact", "synonym", "similar"}[h]
}

// Mapping leads from the classes of a set to the labels of a model. Its slices are as long as
// the set's Classes.
type Mapping struct {
	// Labels has for each class the index of a label, or Unknown.
	Labels []int
	How    []How
}

// Label is the label of a class, Unknown if it has none or is Unknown itself.
func (m Mapping) Label(class int) int {
	if class < 0 || class >= len(m.Labels) {
		return Unknown
	}
	return m.Labels[class]
}

// Set says by hand which label a class has; Unknown takes it away. It panics if there is no
// such class.
func (m Mapping) Set(class, label int) { m.Labels[class], m.How[class] = label, ByHand }

// Unmapped are the classes without a label.
func (m Mapping) Unmapped() (classes []int) {
	for class, label := range m.Labels {
		if label == Unknown {
			classes = append(classes, class)
		}
	}
	return classes
}

// Map finds for each class of a set its label among those of a model, by the surest way that
// leads to exactly one. Several classes may have one label. synsets, if not nil, has the number
// in WordNet of each label; without it they are read off labels that begin with one, as in
// "n01440764 tench".
func Map(s *Set, labels, synsets []string) Mapping {
	m := Mapping{Labels: make([]int, len(s.Classes)), How: make([]How, len(s.Classes))}
	known := newLexicon(labels, synsets)
	for class := range s.Classes {
		m.Labels[class], m.How[class] = known.find(s.title(class))
	}
	return m
}

// title is what is known of a class.
func (s *Set) title(class int) title {
	return title{s.Numbers[class], s.Synsets[class], s.Classes[class]}
}

// lexicon is the labels of a model, to be asked about many classes.
type lexicon struct {
	labels   []string
	synsets  map[string][]int
	exact    map[string][]int
	synonyms map[string][]int
}

func newLexicon(labels, synsets []string) *lexicon {
	l := &lexicon{labels: labels, synsets: map[string][]int{}, exact: map[string][]int{}, synonyms: map[string][]int{}}
	for i, label := range labels {
		own := ""
		if i < len(synsets) {
			own = synsets[i]
		}
		t := titleOf(label)
		if own == "" {
			own = t.synset
		}
		if own != "" {
			l.synsets[own] = append(l.synsets[own], i)
		}
		l.add(l.exact, label, i)
		if t.synset != "" {
			l.add(l.exact, t.name, i)
			label = t.name
		}
		for _, name := range strings.Split(label, ",") {
			l.add(l.synonyms, name, i)
		}
	}
	return l
}

func (l *lexicon) add(to map[string][]int, name string, label int) {
	if name = spelt(name); name != "" && !slices.Contains(to[name], label) {
		to[name] = append(to[name], label)
	}
}

// find returns the label of a class. Where several have its name, its number decides.
func (l *lexicon) find(class title) (label int, how How) {
	if found := l.synsets[class.synset]; class.synset != "" && len(found) == 1 {
		return found[0], BySynset
	}
	for _, way := range []struct {
		how   How
		names map[string][]int
		asked []string
	}{
		{Exact, l.exact, []string{class.name}},
		{Synonym, l.synonyms, append([]string{class.name}, strings.Split(class.name, ",")...)},
	} {
		for _, name := range way.asked {
			found := way.names[spelt(name)]
			if len(found) > 1 && slices.Contains(found, class.number) {
				return class.number, ByNumber
			}
			if len(found) == 1 {
				return found[0], way.how
			}
		}
	}
	if digits.MatchString(class.name) && class.number >= 0 && class.number < len(l.labels) {
		return class.number, ByNumber
	}
	if label, ok := l.similar(class.name); ok {
		return label, Fuzzy
	}
	return Unknown, Unmapped
}
