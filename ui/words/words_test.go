package words

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"foolscope/ui/part/formula"
)

func TestEveryLanguageSaysTheSameThings(t *testing.T) {
	for _, l := range Languages() {
		if l.Name == "" {
			t.Errorf("%s.json does not name its language", l.Code)
		}
		if got, want := Keys(l.Code), Keys(fallback); !slices.Equal(got, want) {
			t.Errorf("%s: %d keys, English has %d; first difference: %v", l.Name, len(got), len(want), difference(got, want))
		}
	}
}

// A text names the same things in every language.
func TestEveryLanguageNamesTheSame(t *testing.T) {
	named := regexp.MustCompile(`\{[a-z]+\}`)
	for _, l := range Languages() {
		for key, text := range all()[l.Code].texts {
			if strings.HasSuffix(key, ".formula") || strings.HasPrefix(key, engineKey) {
				continue
			}
			got, want := named.FindAllString(text, -1), named.FindAllString(all()[fallback].texts[key], -1)
			if !slices.Equal(unique(got), unique(want)) {
				t.Errorf("%s, %s names %v, English %v", l.Name, key, got, want)
			}
		}
	}
}

// In sentences of the engine "90 % right" would have a place for a value, as "% r" is one for
// fmt: a percentage is followed by a sign there.
func TestNoPercentageIsAPlace(t *testing.T) {
	trap := regexp.MustCompile(`% +[a-zA-Z]`)
	for _, l := range Languages() {
		for key, text := range all()[l.Code].texts {
			english, ok := strings.CutPrefix(key, engineKey)
			if ok && (trap.MatchString(english) || trap.MatchString(text)) {
				t.Errorf("%s: %q has a letter behind a percentage", l.Code, text)
			}
		}
	}
}

func unique(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func difference(a, b []string) []string {
	var out []string
	for _, key := range slices.Concat(a, b) {
		if slices.Contains(a, key) != slices.Contains(b, key) {
			out = append(out, key)
		}
	}
	return out
}

func TestSentencesAreWhole(t *testing.T) {
	for _, l := range Languages() {
		for key, text := range all()[l.Code].texts {
			if key == "card.pitfall" {
				continue
			}
			prose := strings.HasSuffix(key, ".words") || strings.HasSuffix(key, ".pitfall") || strings.HasSuffix(key, ".says")
			if text == "" || strings.TrimSpace(text) != text || prose && !strings.HasSuffix(text, ".") {
				t.Errorf("%s, %s: %q", l.Code, key, text)
			}
			if prose && len([]rune(text)) > 220 {
				t.Errorf("%s, %s: %d characters are no card any more", l.Code, key, len([]rune(text)))
			}
			if strings.HasSuffix(key, ".words") && all()[l.Code].texts[strings.TrimSuffix(key, "words")+"pitfall"] == "" {
				t.Errorf("%s, %s: there is no pitfall", l.Code, key)
			}
		}
	}
}

// A formula can be read, names the same live numbers in every language, has a
// glyph for every sign and fits a card.
func TestFormulas(t *testing.T) {
	test.NewTempApp(t)
	const room, size = 356, 16
	for _, l := range Languages() {
		for key, source := range all()[l.Code].texts {
			if !strings.HasSuffix(key, ".formula") {
				continue
			}
			names, err := formula.Names(source)
			if err != nil {
				t.Errorf("%s, %s: %v", l.Code, key, err)
				continue
			}
			english, _ := formula.Names(all()[fallback].texts[key])
			if slices.Sort(names); !slices.Equal(names, sorted(english)) {
				t.Errorf("%s, %s: live numbers %v, in English %v", l.Code, key, names, english)
			}
			long := map[string]string{}
			for _, name := range names {
				long[name] = "0.0157"
			}
			d, err := formula.Set(source, size, long)
			if err != nil || d.Width > room {
				t.Errorf("%s, %s: %v wide, there is room for %v (%v)", l.Code, key, d.Width, room, err)
			}
			for _, run := range d.Runs {
				for _, sign := range run.Text {
					if sign != ' ' && !run.Face.Has(sign) {
						t.Errorf("%s, %s: no glyph for %q", l.Code, key, sign)
					}
				}
			}
			if strings.Contains(source, "{{") {
				t.Errorf("%s, %s: {{ begins a template", l.Code, key)
			}
		}
	}
}

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}

// The language follows the system, unless somebody chose one, whatever
// languages Fyne itself knows.
func TestLanguageIsChosen(t *testing.T) {
	for _, one := range []struct{ system, choice, want string }{
		{"en_US.UTF-8", System, "English"},
		{"de_AT.UTF-8", System, "Deutsch"},
		{"fr_FR.UTF-8", System, "English"},
		{"pt_BR.UTF-8", System, "English"},
		{"ja_JP.UTF-8", System, "English"},
		{"C", System, "English"},
		{"en_US.UTF-8", "de", "Deutsch"},
		{"de_DE.UTF-8", "en", "English"},
		{"pt_BR.UTF-8", "de", "Deutsch"},
		{"C", "de", "Deutsch"},
		{"en_US.UTF-8", "tlh", "English"},
		{"en_US.UTF-8", "no language", "English"},
	} {
		t.Run(one.system+" "+one.choice, func(t *testing.T) {
			t.Setenv("LC_ALL", one.system)
			t.Setenv("LANGUAGE", "")
			Use(one.choice)
			if got := Say(nameKey); got != one.want {
				t.Errorf("%q, want %q", got, one.want)
			}
		})
	}
}

func TestDataFillsIn(t *testing.T) {
	Use("en")
	if got := Say("limit.hidden_gradient.says", "defense", "JPEG"); !strings.HasPrefix(got, "JPEG hides gradients") {
		t.Errorf("%q", got)
	}
}
