package export

import (
	"bytes"
	"encoding/json"
	"image"
	"math"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/figure"
	"foolscope/engine/metric"
	"foolscope/engine/record"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/story"
)

var everything = choice.Catalog{Attacks: attack.All(), Defenses: defense.All()}

// exported is the result of a targeted attack that worked and of a defence.
func exported() *control.Result {
	picture := image.NewRGBA(image.Rect(0, 0, 8, 8))
	a, d := attack.All()[0], defense.All()[0]
	rows := func(stop, yield float64) []story.Row {
		return []story.Row{{Class: 0, Label: "stop", Probability: stop, Top: stop > yield}, {Class: 2, Label: "give way", Probability: yield, Top: yield > stop}}
	}
	says := func(class int, probability float64) trial.Prediction {
		return trial.Prediction{Class: class, Probability: probability}
	}
	after := says(0, 0.7)
	outcome := &trial.Outcome{
		Setup: trial.Setup{Attack: a, Values: a.Params.Defaults(), Chain: defense.Chain{{Defense: d, Values: d.Params.Defaults()}}, Seed: 9},
		Goal:  attack.Goal{Class: 2, Targeted: true}, Clean: says(0, 0.9), AfterAttack: says(2, 0.8), AfterDefense: &after, Fooled: true,
		Change: metric.Comparison{Linf: 4, L2: 1.5, SSIM: 0.98, PSNR: math.Inf(1)}, Gradients: 3,
	}
	return &control.Result{
		Final:    true,
		Settings: choice.Settings{Attack: a.Key, Values: a.Params.Defaults(), Defense: d.Key, DefenseValues: d.Params.Defaults(), Seed: 9},
		Result: story.Result{Outcome: outcome, Picture: "my stop.jpg", Width: 640, Height: 480,
			Model:    story.ModelInfo{Title: "Signs", Width: 8, Height: 8, Labels: []string{"stop", "bus", "give way"}},
			Original: story.Panel{Image: picture, Rows: rows(0.9, 0.1), Verdict: story.Verdict{Text: "90.0 % stop"}},
			Attacked: story.Panel{Image: picture, Rows: rows(0.2, 0.8), Verdict: story.Verdict{Kind: story.Fooled, Text: "Fooled: 80.0 % give way"}},
			Defended: story.Panel{Image: picture, Rows: rows(0.7, 0.3), Verdict: story.Verdict{Text: "Recovered: 70.0 % stop"}},

			Perturbation: picture, Gain: 8, Sentence: "Fooled.", Change: story.Verdict{Text: "your eye: nothing"},
			Measures:   story.Measures{Known: true, Linf: 4.0 / 255, L2: 1.5, SSIM: 0.98, PSNR: math.Inf(1), Gradients: 3},
			CleanClass: 0, AttackedClass: 2, DefendedClass: 0, Target: 2,
		},
	}
}

func TestFigureTellsHowTheResultCameAbout(t *testing.T) {
	r := exported()
	f := Figure(control.Snapshot{Result: r}, everything)
	if len(f.Panels) != 4 || f.Chart != nil || f.Headline != "Fooled." {
		t.Errorf("%d panels, chart %v, headline %q", len(f.Panels), f.Chart, f.Headline)
	}
	for _, want := range []string{"my stop.jpg (640 × 480 pixels)", "Signs (8 × 8 pixels, 3 classes)", attack.All()[0].Name, "/255", "goal: give way", "seed 9", "Defence: " + defense.All()[0].Name, "8 times"} {
		if !strings.Contains(f.Caption, want) {
			t.Errorf("%q is missing in %q", want, f.Caption)
		}
	}
	if f.Panels[1].Verdict != "Your eye: nothing" || f.Panels[2].VerdictRole != figure.Attacked {
		t.Errorf("below the perturbation %q; the verdict on the attack has role %d", f.Panels[1].Verdict, f.Panels[2].VerdictRole)
	}
	r.Defended, r.Settings.Defense = story.Panel{}, ""
	if f := Figure(control.Snapshot{Result: r}, everything); len(f.Panels) != 3 || strings.Contains(f.Caption, "Defence") {
		t.Errorf("without a defence: %d panels, %q", len(f.Panels), f.Caption)
	}
}

// metricsOf are the metrics of a result as JSON.
func metricsOf(t *testing.T, s control.Snapshot) (out map[string]any) {
	t.Helper()
	var text bytes.Buffer
	if err := record.JSON(&text, Record(s)); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text.Bytes(), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestMetricsTellTheOutcome(t *testing.T) {
	r := exported()
	m := metricsOf(t, control.Snapshot{Result: r})
	for key, want := range map[string]any{
		"picture": "my stop.jpg", "model": "Signs", "seed": 9.0, "attack": attack.All()[0].Key, "defense": defense.All()[0].Key,
		"target_label": "give way", "attacked_label": "give way", "attacked_probability": 0.8, "defended_label": "stop",
		"fooled": true, "already_fooled": false, "linf_255": 4.0, "gradients": 3.0,
	} {
		if m[key] != want {
			t.Errorf("%s is %v, want %v", key, m[key], want)
		}
	}
	r.Outcome.AfterDefense, r.Outcome.Setup.Chain = nil, nil
	if m := metricsOf(t, control.Snapshot{Result: r}); m["defended_label"] != nil || m["defense"] != nil {
		t.Errorf("there is a defence that there is not: %v", m)
	}
}

// besides is a result beside which another attack stands that did not work.
func besides() control.Snapshot {
	r := exported()
	r.Settings.Compare = choice.Comparison{With: choice.SecondAttack, Attack: attack.All()[1].Key}
	second := *r
	second.Settings.Attack, second.Settings.Values = attack.All()[1].Key, attack.All()[1].Params.Defaults()
	second.AttackedClass, second.Sentence = 0, "Only A reaches the goal."
	second.Attacked = r.Original
	second.Attacked.Verdict = story.Verdict{Kind: story.NotFooled, Text: "Not fooled: 90.0 % stop"}
	second.Measures.Linf = 2.0 / 255
	other := *r.Outcome
	other.Setup.Attack, other.Setup.Values = attack.All()[1], attack.All()[1].Params.Defaults()
	other.Fooled, other.Change.Linf = false, 2
	second.Outcome = &other
	s := control.Snapshot{Result: r, Settings: r.Settings}
	s.Second = &control.Second{Result: second, FirstOriginal: r.Original.Rows, FirstAttacked: r.Attacked.Rows}
	return s
}

func TestFigureAndMetricsHaveBothColumns(t *testing.T) {
	s := besides()
	f := Figure(s, everything)
	if len(f.Panels) != 4 || f.Headline != "Only A reaches the goal." {
		t.Fatalf("%d panels, headline %q", len(f.Panels), f.Headline)
	}
	names := [2]string{attack.All()[0].Name, attack.All()[1].Name}
	if a, b := f.Panels[1].Title, f.Panels[2].Title; a != "A: "+names[0] || b != "B: "+names[1] {
		t.Errorf("titles %q and %q", a, b)
	}
	if f.Panels[3].Verdict != "Only A reaches the goal" || f.Panels[3].Facts[2] != (figure.Fact{Name: "Largest change, /255", Value: "4 | 2"}) {
		t.Errorf("%q, %+v", f.Panels[3].Verdict, f.Panels[3].Facts)
	}
	if b := f.Panels[3].Image.Bounds(); b.Dx() < 2*b.Dy() {
		t.Errorf("both perturbations are %v", b)
	}
	for _, want := range []string{"B is " + names[1], "same goal and seed", "After the defence: A: Recovered: 70.0 % stop; B: "} {
		if !strings.Contains(f.Caption, want) {
			t.Errorf("%q is missing in %q", want, f.Caption)
		}
	}
	m := metricsOf(t, s)
	b, _ := m["second"].(map[string]any)
	if b["attack"] != attack.All()[1].Key || b["fooled"] != false || b["linf_255"] != 2.0 || m["fooled"] != true {
		t.Errorf("second column %v", b)
	}
	s.Second.Generation++
	if Record(s).Second != nil || Figure(s, everything).Panels[1].Title != "Perturbation" {
		t.Error("the second column of other settings is exported")
	}
}
