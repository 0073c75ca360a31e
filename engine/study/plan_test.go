package study

import (
	"math"
	"slices"
	"strings"
	"testing"
)

func TestPlansThatAreRefused(t *testing.T) {
	for change, want := range map[[2]string]string{
		{`"models": [""]`, `"models": []`}:                                        "names no model",
		{`"models": [""]`, `"models": ["a.onnx", "a.onnx"]`}:                      "named twice",
		{`{"signs": 12, "seed": 3}`, `{}`}:                                        "has no pictures",
		{`{"signs": 12, "seed": 3}`, `{"signs": 12, "folder": "x"}`}:              "both",
		{`{"signs": 12, "seed": 3}`, `{"signs": -1}`}:                             "cannot be drawn",
		{`{"signs": 12, "seed": 3}`, `{"signs": 12, "choose": "best"}`}:           "not \"best\"",
		{`"attack": "fgsm"`, `"attack": "magic"`}:                                 "no attack \"magic\"",
		{`{"steps": 2}`, `{"stepps": 2}`}:                                         "stepps",
		{`"key": "epsilon"`, `"key": "quality"`}:                                  "has a parameter \"quality\"",
		{`"from": 0, "to": 8, "step": 4`, `"from": 8, "to": 0, "step": 4`}:        "there is nothing",
		{`"from": 0, "to": 8, "step": 4`, `"from": 0, "to": 8, "step": 0`}:        "there is nothing",
		{`"from": 0, "to": 8, "step": 4`, `"from": 0, "to": 8, "step": 0.000001`}: "more than 1000 values",
		{`"from": 0, "to": 8, "step": 4`, `"values": [4, 2]`}:                     "increasing",
		{`"from": 0, "to": 8, "step": 4`, `"values": [1e9]`}:                      "epsilon",
		{`"seed": 1`, `"seed": "x"`}:                                              "seed",
		{`"goal": "any"`, `"goal": "win"`}:                                        "goal",
		{`"clean": true`, `"transfer": true`}:                                     "name two models",
		{`"clean": true`, `"cleaner": true`}:                                      "cleaner",
	} {
		text := strings.Replace(signs, change[0], change[1], 1)
		if text == signs {
			t.Fatalf("%q is not in the plan", change[0])
		}
		if _, err := ParsePlan([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", change[1], err, want)
		}
	}
}

func TestAPlanIsWrittenAsItWasRead(t *testing.T) {
	p := planOf(t, signs)
	text, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	again := planOf(t, string(text))
	if other, _ := again.Bytes(); string(other) != string(text) {
		t.Errorf("%s\nis read as\n%s", text, other)
	}
	if !slices.Equal(again.Vary.Values, []float64{0, 4, 8}) {
		t.Errorf("it varies %v", again.Vary.Values)
	}
}

// Two chains on untouched pictures, and for each of two attacks three values before two chains.
func TestSettings(t *testing.T) {
	p := planOf(t, signs)
	settings := p.Settings()
	if len(settings) != 2+2*3*2 {
		t.Fatalf("there are %d settings", len(settings))
	}
	if first := settings[0]; first.Attack != Untouched || !math.IsNaN(first.X) {
		t.Errorf("the first is %+v", first)
	}
	last := settings[len(settings)-1]
	if got := p.Setup(last); got.Values.Float("epsilon") != 8 || got.Attack.Key != "pgd" || len(got.Chain) != 1 {
		t.Errorf("the last is %+v", got)
	}
	keys := map[Setting]bool{}
	for _, s := range settings {
		keys[s.Key()] = true
	}
	if len(keys) != len(settings) {
		t.Errorf("of %d settings %d have keys of their own", len(settings), len(keys))
	}
}

func TestVaryingADefense(t *testing.T) {
	p := planOf(t, `{"data": {"signs": 1}, "models": [""], "attacks": [{"attack": "fgsm"}], "clean": true, "goal": "any",
		"defenses": [[], [{"defense": "jpeg"}]], "vary": {"of": "defense", "key": "quality", "values": [10, 50, 90]}}`)
	var got []string
	for _, s := range p.Settings() {
		got = append(got, ChainText(p.ChainOf(s)))
	}
	for i, want := range []string{"none", "quality=10", "quality=50", "quality=90", "none", "quality=10", "quality=50", "quality=90"} {
		if !strings.Contains(got[i], want) {
			t.Errorf("setting %d has %s, want %s", i, got[i], want)
		}
	}
}

func TestShardsOfTheEnvironment(t *testing.T) {
	for _, test := range []struct {
		env  map[string]string
		want Shard
		bad  bool
	}{
		{nil, Shard{}, false},
		{map[string]string{"SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_STEP": "2", "SLURM_ARRAY_TASK_COUNT": "4"}, Shard{2, 4}, false},
		{map[string]string{"SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "2"}, Shard{0, 2}, false},
		{map[string]string{"SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_STEP": "2", "SLURM_ARRAY_TASK_COUNT": "4"}, Shard{}, true},
		{map[string]string{"SLURM_ARRAY_TASK_ID": "4"}, Shard{}, true},
		{map[string]string{"JOB_COMPLETION_INDEX": "1", "JOB_COMPLETIONS": "3"}, Shard{1, 3}, false},
		{map[string]string{"JOB_COMPLETION_INDEX": "1"}, Shard{}, true},
		{map[string]string{"JOB_COMPLETION_INDEX": "3", "JOB_COMPLETIONS": "3"}, Shard{}, true},
	} {
		got, err := ShardOf(func(name string) string { return test.env[name] })
		if (err != nil) != test.bad || got != test.want {
			t.Errorf("%v: %+v, %v; want %+v", test.env, got, err, test.want)
		}
	}
	for _, text := range []string{"", "1", "0/3", "4/3", "a/b", "1/0"} {
		if _, err := ParseShard(text); err == nil {
			t.Errorf("%q is taken for a shard", text)
		}
	}
	if s, err := ParseShard("2/5"); err != nil || s != (Shard{1, 5}) {
		t.Errorf("2/5 is %+v, %v", s, err)
	}
}
