package words

import (
	"slices"
	"strings"

	"github.com/jeandeaual/go-locale"
	"golang.org/x/text/language"
)

// System stands for the language of the system.
const System = ""

// fallback is the language of the texts that another language lacks, and of the
// engine.
const fallback = "en"

// nameKey is the key of a language's own name.
const nameKey = "language"

// Language is one that texts exist in.
type Language struct {
	// Code is the tag that a choice is remembered by; Name is in the language.
	Code, Name string
}

// Languages lists the languages, English first.
func Languages() []Language {
	var out []Language
	for code, b := range all() {
		out = append(out, Language{code, b.texts[nameKey]})
	}
	slices.SortFunc(out, func(a, b Language) int {
		if a.Code == fallback {
			return -1
		} else if b.Code == fallback {
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
}

// Use makes a language the one of all texts from now on; an unknown one, and
// System, is the system's, or English if there are no texts in that. What was
// written before stays as it is.
func Use(code string) {
	current.Store(all()[known(code)])
}

// Chosen is the code of the language that texts are in.
func Chosen() string { return now().code }

// known returns the code of a language that there are texts in.
func known(code string) string {
	var wanted []language.Tag
	if code == System {
		names, _ := locale.GetLocales()
		for _, name := range names {
			if tag, err := language.Parse(name); err == nil {
				wanted = append(wanted, tag)
			}
		}
	} else if tag, err := language.Parse(code); err == nil {
		wanted = append(wanted, tag)
	}
	if len(wanted) == 0 {
		return fallback
	}
	var tags []language.Tag
	list := Languages()
	for _, l := range list {
		tags = append(tags, language.Make(l.Code))
	}
	_, i, _ := language.NewMatcher(tags).Match(wanted...)
	return list[i].Code
}
