package words

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// A third language is one file, whatever forms of the plural it has.
func TestALanguageIsOneFile(t *testing.T) {
	all()
	before, used := books.Load(), current.Load()
	t.Cleanup(func() { books.Store(before); current.Store(used) })
	err := Add(fstest.MapFS{"pl.json": {Data: []byte(`{
		"language": "Polski", "decimal": ",",
		"engine": {"%s is no picture": "to nie obraz: %s"},
		"strip": {"count": {"one": "{n} obraz", "few": "{n} obrazy", "many": "{n} obrazów", "other": "{n} obrazu"}}
	}`)}})
	if err != nil {
		t.Fatal(err)
	}
	if list := Languages(); len(list) != 3 || list[2] != (Language{"pl", "Polski"}) {
		t.Errorf("the languages are %v", list)
	}
	Use("pl")
	for want, got := range map[string]string{
		"1 obraz":                Count("strip.count", 1),
		"3 obrazy":               Count("strip.count", 3),
		"5 obrazów":              Count("strip.count", 5),
		"0,25":                   Decimal(0.25, 2),
		"to nie obraz: a.txt":    Error(errors.New("a.txt is no picture")),
		"to nie obraz: a.txt; b": Error(fmt.Errorf("%w; b", errors.New("a.txt is no picture"))),
		// What it lacks is said in English.
		"Try again": Say("blocked.retry"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFilesThatAreNoLanguage(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"xx-nolanguage!.json", `{"language": "x"}`, "is not called after a language"},
		{"fr.json", `{}`, `"language" is missing`},
		{"fr.json", `{"language": "Français"`, "unexpected end"},
	} {
		before := maps.Clone(all())
		if err := Add(fstest.MapFS{test.name: {Data: []byte(test.text)}}); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
		if len(all()) != len(before) {
			t.Errorf("%s was added", test.name)
		}
	}
}

func TestNumbersHaveTheSignOfTheLanguage(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	for code, want := range map[string]string{"en": "97.9", "de": "97,9"} {
		Use(code)
		if got := Decimal(97.94, 1); got != want {
			t.Errorf("%s: %s", code, got)
		}
		for _, typed := range []string{"0.5", Numeral("0.5")} {
			if got := FromNumeral(typed); got != "0.5" {
				t.Errorf("%s: %q is read as %q", code, typed, got)
			}
		}
	}
}

// An error that nobody translated stays as the engine says it.
func TestUnknownErrorsStayEnglish(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	Use("de")
	const odd = "flux compensator: the 3rd: reading is off"
	if got := Error(errors.New(odd)); got != odd {
		t.Errorf("%q", got)
	}
	if got := Error(nil); got != "" {
		t.Errorf("no error is %q", got)
	}
	_, err := os.Open("there/is/no.such")
	if got, want := Error(err), "there/is/no.such: Datei oder Ordner fehlt"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
