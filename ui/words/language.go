package words

import (
	"path"
	"slices"
	"strings"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"

	"foolscope/assets"
)

const folder = "lang"

// System stands for the language of the system.
const System = ""

// fallback is the language of the texts that another language lacks.
const fallback = "en"

// Language is one that texts exist in.
type Language struct {
	// Code is the tag that a choice is remembered by; Name is in the language.
	Code, Name string
}

// Languages lists the languages, English first.
var Languages = sync.OnceValue(func() []Language {
	entries, err := assets.Lang.ReadDir(folder)
	if err != nil {
		panic("words: the embedded texts: " + err.Error())
	}
	var out []Language
	for _, e := range entries {
		code := strings.TrimSuffix(e.Name(), ".json")
		out = append(out, Language{code, texts(code)[nameKey]})
	}
	slices.SortStableFunc(out, func(a, b Language) int {
		if a.Code == fallback {
			return -1
		} else if b.Code == fallback {
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out
})

// nameKey is the key of a language's own name.
const nameKey = "language"

// Use makes a language the one of all texts from now on; an unknown one, and
// System, is the system's, or English if there are no texts in that.
//
// Fyne picks the language by the system alone, so the texts of another are
// registered under the system's name.
func Use(code string) {
	load()
	chosen = true
	code = known(code)
	data, err := assets.Lang.ReadFile(path.Join(folder, code+".json"))
	if err != nil {
		panic("words: the embedded texts: " + err.Error())
	}
	locale := lang.SystemLocale()
	base, _, _ := strings.Cut(locale.LanguageString(), "-")
	// Fyne may know the language with its region or without.
	for _, name := range []string{base, locale.LanguageString()} {
		if err := lang.AddTranslationsForLocale(data, fyne.Locale(name)); err != nil {
			panic("words: " + code + ".json: " + err.Error())
		}
		if lang.X(nameKey, "") == texts(code)[nameKey] {
			return
		}
	}
}

var load = sync.OnceFunc(func() {
	if err := lang.AddTranslationsFS(assets.Lang, folder); err != nil {
		panic("words: the embedded texts: " + err.Error())
	}
})

// known returns the code of a language that there are texts in.
func known(code string) string {
	if code == System {
		code = lang.SystemLocale().LanguageString()
	}
	wanted, err := language.Parse(code)
	if err != nil {
		return fallback
	}
	var tags []language.Tag
	for _, l := range Languages() {
		tags = append(tags, language.Make(l.Code))
	}
	_, i, _ := language.NewMatcher(tags).Match(wanted)
	return Languages()[i].Code
}
