package main

import (
	"strings"
	"testing"

	"foolscope/ui/words"
)

// What is wrong with how the window is started is said in the language of the system.
func TestTheWindowComplainsInTheLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, name := range []string{"LANGUAGE", "LC_ALL", "LC_MESSAGES"} {
		t.Setenv(name, "")
	}
	t.Setenv("LANG", "de_DE.UTF-8")
	for _, test := range []struct {
		args []string
		want string
	}{
		{[]string{"--sed", "1"}, "die Option --sed gibt es nicht: foolscope help"},
		{[]string{"--attack"}, "die Option --attack braucht einen Wert"},
		{[]string{"--seed", "one"}, `der Wert "one" passt nicht zur Option --seed: nötig ist eine ganze Zahl ab 0`},
		{[]string{"--classroom=maybe"}, `der Wert "maybe" passt nicht zur Option --classroom: `},
		{[]string{"--provider", "abacus"}, `der Wert "abacus" passt nicht zur Option --provider: `},
		{[]string{"--set", "epsilon=2"}, "--set braucht --attack"},
		{[]string{"--attack", "magic"}, `es gibt keinen Angriff "magic": Es gibt fgsm, `},
		{[]string{"--attack", "pgd", "--set", "epsilon"}, `--set: "epsilon" ist nicht SCHLÜSSEL=WERT`},
		{[]string{"--defense", "magic"}, `es gibt keine Abwehr "magic": wähle none oder eine von `},
		{[]string{"--defense", "jpeg", "--set-defense", "quality=200"}, "--set-defense: quality muss "},
		{[]string{"--compare-attack", "magic"}, `--compare-attack: Es gibt keinen Angriff "magic": Es gibt `},
		{[]string{"--compare-attack", "fgsm", "--compare-model", "a.onnx"}, "--compare-attack und --compare-model sind zwei Vergleiche: Gib einen davon an"},
	} {
		var said strings.Builder
		if status := window(test.args, nil, &said); status != 2 || !strings.HasPrefix(said.String(), "foolscope: "+test.want) {
			t.Errorf("%q: status %d, %s", test.args, status, said.String())
		}
	}
}
