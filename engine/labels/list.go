package labels

import (
	"errors"
	"fmt"
	"strings"

	"foolscope/engine/plain"
)

// Bounds of what a file can say. The largest lists of classes that there are
// models for have some 22,000 names, and the longest of them 130 letters.
const (
	MaxBytes   = 8 << 20
	MaxClasses = 1 << 17
	MaxRunes   = 200
)

// List is the names of classes, the first of class 0. A name is empty if the
// class has none.
type List struct {
	Names []string
	// Numbered is true if the file gives the number of each name's class.
	Numbered bool
}

// InOrder is a list whose order says which class is which. Its names are
// cleaned.
func InOrder(names []string) List { return List{clean(names), false} }

// clean makes names fit to be shown, at the one place where labels come by.
func clean(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = plain.Line(name, MaxRunes)
	}
	return out
}

// numbered makes a list of names with the numbers of their classes.
func numbered(numbers []int, names []string) (List, error) {
	if len(names) == 0 {
		return List{}, errNone
	}
	count := 0
	for _, n := range numbers {
		if n < 0 || n >= MaxClasses {
			return List{}, fmt.Errorf("it has a class %d; from 0 to %d are supported", n, MaxClasses-1)
		}
		count = max(count, n+1)
	}
	all, taken := make([]string, count), make([]bool, count)
	for i, n := range numbers {
		if taken[n] && all[n] != names[i] {
			return List{}, fmt.Errorf("it has two names for class %d", n)
		}
		all[n], taken[n] = names[i], true
	}
	return List{clean(all), true}, nil
}

var errNone = errors.New("it has no names of classes")

// Fit returns the names for so many classes, or none where nobody can know
// which belongs to which. The note is a sentence to read if anything does not
// fit as it stands, and empty if all does.
func (l List) Fit(classes int) (names []string, note string) {
	all := l.Names
	if !l.Numbered {
		all = trim(all)
	}
	if len(all) == classes {
		return all, ""
	}
	if l.Numbered {
		return l.fitNumbered(classes)
	}
	// Blank lines can stand for classes without a name; else they are layout.
	all = withoutBlanks(all)
	switch {
	case len(all) == classes:
		return all, ""
	case len(all) == classes+1 && isBackground(all[0]):
		return all[1:], fmt.Sprintf("The labels begin with %q, for which the model has no class; it is left out.", all[0])
	case len(all) == imageNetClasses && classes == imageNetClasses+1:
		return append([]string{"background"}, all...),
			"The model has one class more than there are labels: as in TensorFlow's models of ImageNet, the first is taken for the background."
	}
	return nil, misfit(len(all), classes)
}

const imageNetClasses = 1000

// fitNumbered is Fit for lists that may begin with class 1, or not name all.
func (l List) fitNumbered(classes int) ([]string, string) {
	switch n := len(l.Names); {
	case n == classes+1 && l.Names[0] == "":
		return l.Names[1:], ""
	case n == classes+1 && isBackground(l.Names[0]):
		return l.Names[1:], fmt.Sprintf("The labels begin with %q, for which the model has no class; it is left out.", l.Names[0])
	case n < classes:
		return append(l.Names[:n:n], make([]string, classes-n)...),
			fmt.Sprintf("The labels name %d of %d classes; the others are shown by their numbers.", len(withoutBlanks(l.Names)), classes)
	default:
		return nil, misfit(len(withoutBlanks(l.Names)), classes)
	}
}

func misfit(labels, classes int) string {
	are, class := fmt.Sprintf("are %d labels", labels), "classes"
	if labels == 1 {
		are = "is 1 label"
	}
	if classes == 1 {
		class = "class"
	}
	return fmt.Sprintf("There %s for %d %s, so classes are shown by their numbers: nobody can know which label belongs to which.", are, classes, class)
}

func isBackground(name string) bool {
	switch strings.Trim(strings.ToLower(name), "_ ") {
	case "background", "unlabeled", "unlabelled", "dummy", "none":
		return true
	}
	return false
}

// trim leaves out empty names at the end.
func trim(names []string) []string {
	for len(names) > 0 && names[len(names)-1] == "" {
		names = names[:len(names)-1]
	}
	return names
}

func withoutBlanks(names []string) []string {
	var out []string
	for _, name := range names {
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}
