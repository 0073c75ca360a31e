package trial_test

import (
	"encoding/json"
	"strings"
	"testing"

	"foolscope/engine/trial"
)

// read is the setup in a text, which must be one.
func read(t *testing.T, text string) (s trial.Setup) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSetupsInJSON(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{
			"defaults", `{"attack": "fgsm"}`,
			`{"attack":"fgsm","values":{"epsilon":4},"goal":"any","seed":1}`,
		},
		{
			"a choice by name, two defences", `{"seed": 7, "goal": "least-likely",
				"chain": [{"defense": "jpeg", "values": {"quality": 30}}, {"defense": "bits"}], "attack": "pixel_noise", "values": {"base": "pixels"}}`,
			`{"attack":"pixel_noise","values":{"base":"pixels","maximum":224,"percent":20},"goal":"least-likely",` +
				`"chain":[{"defense":"jpeg","values":{"quality":30}},{"defense":"bits","values":{"bits":4}}],"seed":7}`,
		},
		{
			"adaptive behind what does not draw", `{"attack": "fgsm", "adaptive": true, "samples": 20, "chain": [{"defense": "jpeg"}]}`,
			`{"attack":"fgsm","values":{"epsilon":4},"goal":"any","chain":[{"defense":"jpeg","values":{"quality":50}}],"adaptive":true,"seed":1}`,
		},
		{
			"a class", `{"attack": "fgsm", "goal": 12}`,
			`{"attack":"fgsm","values":{"epsilon":4},"goal":12,"seed":1}`,
		},
	} {
		s := read(t, test.text)
		got, err := json.Marshal(s)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", test.name, err, got, test.want)
		}
		if again := read(t, string(got)); again.Key() != s.Key() {
			t.Errorf("%s: read again it has another key", test.name)
		}
	}
}

func TestKeysOfSetups(t *testing.T) {
	first := read(t, `{"attack": "pgd", "values": {"epsilon": 4, "steps": 10}, "seed": 1}`).Key()
	if len(first) != 32 {
		t.Errorf("the key is %q", first)
	}
	for _, same := range []string{
		`{"seed": 1, "values": {"steps": 10, "epsilon": 4}, "attack": "pgd"}`,
		`{"attack": "pgd"}`,
		`{"attack": "pgd", "goal": "any", "chain": []}`,
		`{"attack": "pgd", "values": {"random_start": false}}`,
		`{"attack": "pgd", "adaptive": true, "samples": 20}`,
	} {
		if key := read(t, same).Key(); key != first {
			t.Errorf("%s has another key", same)
		}
	}
	for _, other := range []string{
		`{"attack": "bim"}`, `{"attack": "pgd", "values": {"steps": 11}}`, `{"attack": "pgd", "seed": 2}`, `{"attack": "pgd", "goal": 0}`,
		`{"attack": "pgd", "goal": "runner-up"}`, `{"attack": "pgd", "chain": [{"defense": "jpeg"}]}`,
	} {
		if key := read(t, other).Key(); key == first {
			t.Errorf("%s has the same key", other)
		}
	}
}

func TestSetupsThatAreNone(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`["pgd"]`, `a setup is an object such as {"attack": "pgd"}`},
		{`{"attak": "pgd"}`, `a setup has no key "attak" (there are: attack, values, goal, chain, adaptive, samples, seed)`},
		{`{"attack": "pdg"}`, `there is no attack "pdg" (there are: fgsm,`},
		{`{"attack": "pgd", "values": {"epsilom": 1}}`, `the attack pgd: there is no parameter "epsilom" (there are: epsilon,`},
		{`{"attack": "pgd", "values": {"epsilon": -1}}`, "the attack pgd: epsilon must be between 0 and"},
		{`{"attack": "pgd", "goal": "anything"}`, `the goal is any, least-likely, runner-up or the number of a class, not "anything"`},
		{`{"attack": "pgd", "goal": 1.5}`, "the goal is any, least-likely, runner-up or the number of a class, not 1.5"},
		{`{"attack": "pgd", "chain": [{"defense": "jpg"}]}`, `there is no defence "jpg"`},
		{`{"attack": "pgd", "chain": [{"defense": "jpeg", "quality": 5}]}`, `a defence has no key "quality"`},
		{`{"attack": "pgd", "seed": -1}`, `a setup: "seed" is the number -1 where a whole number from 0 belongs`},
		{`{"attack": 5}`, `a setup: "attack" is a number where a text belongs`},
		{`{"attack": "` + strings.Repeat("x", 3000) + `"}`, `x…" (there are: fgsm,`},
		{`{"attack": "pgd", "goal": "` + strings.Repeat("x", 3000) + `"}`, "xx…"},
		{`{"attack": "pgd", "values": [1]}`, `a setup: "values" is a list where an object in {} belongs`},
		{`{"attack": "pgd", "values": {"epsilon": "4"}}`, `the attack pgd: epsilon needs a number, not a text`},
		{`{"attack": "pgd", "values": {"epsilon": 1e999}}`, `where a smaller number belongs`},
		{`{"attack": "pgd", "chain": [5]}`, `a defence is an object such as {"defense": "jpeg"}`},
		{`{"attack": "pgd", "chain": [{"defense": 5}]}`, `"defense" is a number where a text belongs`},
		{`{"attack": "pgd", "samples": 0}`, "a setup: samples must be between 1 and 1000"},
	} {
		var s trial.Setup
		if err := json.Unmarshal([]byte(test.text), &s); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: the error is %v, want %q", test.text, err, test.want)
		}
	}
}
