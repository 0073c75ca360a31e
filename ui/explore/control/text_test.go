package control

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
)

// named is a change of the watched controller that gives its model a name.
func named(o *options) { o.BuiltIn = "brightness" }

func TestTextNamesEverySetting(t *testing.T) {
	w := watch(t, named)
	w.settled()
	w.SetGoal(trial.Goal{Kind: trial.Chosen, Class: 1})
	w.SetValue("amount", 12.34567)
	const want = "foolscope: attack=shift amount=12.34567 steps=1 defense=darken amount=20 compare=none goal=class:bright seed=1 model=brightness"
	if got := w.Text(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	w.SetDefense("")
	if got := w.Text(); !strings.Contains(got, " defense=none compare=none goal=") {
		t.Error(got)
	}
}

func TestEveryAttackAndDefenseSurvivesText(t *testing.T) {
	all := func(o *options) { named(o); o.Attacks, o.Defenses = attack.All(), defense.All() }
	from, to := watch(t, all), watch(t, all)
	extreme := func(set param.Set, use func(string, float64)) {
		for _, p := range set {
			use(p.Key, p.Max)
		}
	}
	try := func() {
		t.Helper()
		text := from.Text()
		if err := to.Apply(text); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got, want := to.Snapshot().Settings, from.Snapshot().Settings; !choice.Alike(got, want) {
			t.Errorf("%s\nbecomes %+v, want %+v", text, got, want)
		}
	}
	for _, a := range attack.All() {
		from.SetAttack(a.Key)
		extreme(a.Params, from.SetValue)
		try()
	}
	for _, d := range defense.All() {
		from.SetDefense(d.Key)
		extreme(d.Params, from.SetDefenseValue)
		try()
	}
}

func TestPastedSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a model.onnx")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		text  string
		check func(choice.Settings) bool
	}{
		{" foolscope: seed=7\n", func(s choice.Settings) bool { return s.Seed == 7 && s.Values["amount"] == 99 && s.Defense == "darken" }},
		{"foolscope: attack=shift steps=3", func(s choice.Settings) bool { return s.Values["steps"] == 3 && s.Values["amount"] == 50 }},
		{"foolscope: defense=darken amount=5 attack=shift amount=6", func(s choice.Settings) bool { return s.DefenseValues["amount"] == 5 && s.Values["amount"] == 6 }},
		{"foolscope: defense=none", func(s choice.Settings) bool { return s.Defense == "" }},
		{"foolscope: goal=least-likely", func(s choice.Settings) bool { return s.Goal.Kind == trial.LeastLikely }},
		{`foolscope: goal="class:bright"`, func(s choice.Settings) bool { return s.Goal == trial.Goal{Kind: trial.Chosen, Class: 1} }},
		{`foolscope: goal="class:bright" model="` + filepath.ToSlash(file) + `"`, func(s choice.Settings) bool { return filepath.Base(s.Model) == "a model.onnx" }},
	}
	for _, test := range tests {
		w := watch(t, named)
		w.settled()
		w.SetValue("amount", 99)
		if err := w.Apply(test.text); err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		if s := w.Snapshot().Settings; !test.check(s) {
			t.Errorf("%s: %+v", test.text, s)
		}
		w.Undo()
		if s := w.Snapshot().Settings; s.Values["amount"] != 99 || s.Seed != 1 || s.Model != "" {
			t.Errorf("%s cannot be undone: %+v", test.text, s)
		}
	}
}

// Whatever is pasted by mistake, the error repeats its beginning alone.
func TestErrorsRepeatNoPage(t *testing.T) {
	w := watch(t, named)
	w.settled()
	page := strings.Repeat("lorem", 2000)
	for _, text := range []string{
		"foolscope: attack=", "foolscope: defense=", "foolscope: seed=", "foolscope: goal=", "foolscope: goal=class:", "foolscope: model=",
		"foolscope: compare=attack:", "foolscope: compare=", "foolscope: plot=", "foolscope: attack=shift amount=", "foolscope: attack=shift ", "foolscope: ",
		"foolscope: attack=shift a=", `foolscope: x="`,
	} {
		for _, end := range []string{"", "=1"} {
			if err := w.Apply(text + page + end); err == nil || len(err.Error()) > 300 {
				t.Errorf("%s: %.400v", text, err)
			}
		}
	}
}

func TestBadSettingsSayWhatIsWrong(t *testing.T) {
	w := watch(t, named)
	before := w.settled().Settings
	for text, want := range map[string]string{
		"attack=shift":                             `begin with "foolscope:"`,
		"foolscope:":                               "nothing follows",
		"foolscope: attack":                        `"attack" is not KEY=VALUE`,
		"foolscope: attack=magic":                  `no attack "magic"`,
		"foolscope: defense=magic":                 `no defence "magic"`,
		"foolscope: attack=shift size=3":           `Shift has no parameter "size" (it has: amount, steps)`,
		"foolscope: colour=3":                      `no setting "colour"`,
		"foolscope: attack=shift amount=201":       "amount must be between 0 and 200",
		"foolscope: attack=shift amount=NaN":       "amount must be between 0 and 200",
		"foolscope: attack=shift steps=1.5":        "steps must be a whole number",
		"foolscope: attack=shift steps=1 steps=2":  "steps is given twice",
		"foolscope: seed=1 seed=2":                 "seed is given twice",
		"foolscope: seed=-1":                       "seed is a whole number",
		"foolscope: goal=win":                      "any, class:NAME, least-likely, runner-up",
		"foolscope: goal=class:ship":               `no class "ship"`,
		`foolscope: goal="class:ship`:              "no closing quote",
		"foolscope: seed=3 model=absent.onnx":      "absent.onnx, which was not opened yet",
		"foolscope: defense=darken amount=1 seed=": `not ""`,
	} {
		err := w.Apply(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
		if now := w.Snapshot().Settings; !choice.Alike(now, before) {
			t.Errorf("%s changed the settings to %+v", text, now)
		}
	}
}
