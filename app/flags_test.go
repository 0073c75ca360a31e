package main

import (
	"flag"
	"strings"
	"testing"
)

func TestEveryFlagIsInTheHelp(t *testing.T) {
	for command, f := range map[string]*flags{
		"": newPresetFlags(&preset{}).flags, "attack": newAttackFlags(&attackOptions{}).flags,
		"gradient": gradientFlags(&gradientOptions{}), "certify": certifyFlags(&certifyOptions{}), "detect": detectFlags(&detectOptions{}), "check": checkFlags(new(bool)),
	} {
		text := succeed(t, "help", command)
		f.set.VisitAll(func(f *flag.Flag) {
			if f.Usage == "" || !strings.Contains(text, "\n  --"+f.Name+" ") && !strings.Contains(text, "\n  -"+f.Name+" ") {
				t.Errorf("%s --%s: %q", command, f.Name, f.Usage)
			}
		})
	}
}

func TestHelpOfFlags(t *testing.T) {
	f := newFlags("test")
	f.text(new(string), "o", "FILE", "a short one")
	f.yes(new(bool), "switch", strings.Repeat("word ", 12))
	f.texts(new([]string), "many-many-words", "KEY=VALUE", "below")
	want := `  -o FILE                a short one
  --switch               word word word word word word word word word word word
                         word
  --many-many-words KEY=VALUE
                         below; may be given several times
`
	if got := f.help(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
