package record_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/metric"
	"foolscope/engine/param"
	"foolscope/engine/record"
	"foolscope/engine/trial"
)

func experiment() record.Record {
	labels := []string{"stop", "speed limit 50"}
	pgd := &attack.Attack{Key: "pgd", Params: param.Set{
		{Key: "epsilon", Kind: param.Number}, {Key: "steps", Kind: param.Integer},
		{Key: "random_start", Kind: param.Toggle}, {Key: "loss", Kind: param.Choice, Choices: []string{"margin", "entropy"}},
	}}
	return record.Record{
		Picture: `a "stop", seen.png`, Model: "Road signs", Label: func(class int) string { return labels[class] },
		Outcome: &trial.Outcome{
			Setup: trial.Setup{
				Attack: pgd, Values: param.Values{"epsilon": 0.5, "steps": 10, "random_start": 1, "loss": 1}, Seed: 18446744073709551615,
			},
			Clean:       trial.Prediction{Class: 0, Probability: 0.979},
			AfterAttack: trial.Prediction{Class: 1, Probability: 0.912},
			Fooled:      true, Change: metric.Comparison{Linf: 4, L2: 1.74, SSIM: 0.981, PSNR: math.Inf(1)}, Gradients: 10,
			Took: 12345678, Remarks: []string{"a remark"},
		},
	}
}

func TestLineIsWhatTheCommandLinePrints(t *testing.T) {
	var out bytes.Buffer
	r := experiment()
	r.Warnings = []string{"<5 labels"}
	if err := record.Line(&out, r); err != nil {
		t.Fatal(err)
	}
	want := `{"picture":"a \"stop\", seen.png","clean_label":"stop","clean_index":0,"clean_probability":0.979,` +
		`"attacked_label":"speed limit 50","attacked_index":1,"attacked_probability":0.912,` +
		`"defended_label":null,"defended_index":null,"defended_probability":null,"fooled":true,"already_fooled":false,` +
		`"linf_255":4,"l2":1.74,"ssim":0.981,"gradients":10,"milliseconds":12.346,"warnings":["<5 labels","a remark"]}` + "\n"
	if out.String() != want {
		t.Errorf("got  %swant %s", out.String(), want)
	}
}

func TestLineTellsWhatEstimatedGradientsCost(t *testing.T) {
	var out bytes.Buffer
	r := experiment()
	r.Outcome.Estimate, r.Outcome.Queries, r.Saved, r.Assumed = 201, 3, "out/stop.png", true
	if err := record.Line(&out, r); err != nil {
		t.Fatal(err)
	}
	const want = `"gradients":10,"gradient":"estimate","queries":2013,"milliseconds":12.346,"saved":"out/stop.png","assumed":true,`
	if !strings.Contains(out.String(), want) {
		t.Errorf("got %swant %s", out.String(), want)
	}
}

func TestCSVNamesWhatItHolds(t *testing.T) {
	var out bytes.Buffer
	if err := record.CSV(&out, experiment()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	got := map[string]string{}
	for i, key := range rows[0] {
		got[key] = rows[1][i]
	}
	for key, want := range map[string]string{
		"picture": `a "stop", seen.png`, "model": "Road signs", "seed": "18446744073709551615",
		"attack": "pgd", "attack_epsilon": "0.5", "attack_steps": "10", "attack_random_start": "true", "attack_loss": "entropy",
		"target_label": "", "defense": "", "clean_label": "stop", "clean_index": "0", "clean_probability": "0.979",
		"attacked_label": "speed limit 50", "defended_probability": "", "fooled": "true", "already_fooled": "false",
		"linf_255": "4", "l2": "1.74", "ssim": "0.981", "psnr": "+Inf", "gradients": "10",
	} {
		if value, ok := got[key]; !ok || value != want {
			t.Errorf("%s is %q (there: %v), want %q", key, value, ok, want)
		}
	}
}

func TestAdaptiveAttacksAreSaidToBe(t *testing.T) {
	for _, test := range []struct {
		adaptive bool
		samples  int
		want     string
	}{
		{false, 0, `"defense": "box",` + "\n" + `  "clean_label"`},
		{true, 0, `"defense": "box",` + "\n" + `  "adaptive": true,` + "\n" + `  "clean_label"`},
		{true, 10, `"defense": "box",` + "\n" + `  "adaptive": true,` + "\n" + `  "samples": 10,` + "\n" + `  "clean_label"`},
	} {
		r := experiment()
		r.Outcome.Setup.Chain = defense.Chain{{Defense: &defense.Defense{Key: "box"}}}
		r.Outcome.Setup.Adaptive, r.Outcome.Setup.Samples = test.adaptive, test.samples
		var out bytes.Buffer
		if err := record.JSON(&out, r); err != nil || !strings.Contains(out.String(), test.want) {
			t.Errorf("%+v: %v, %s", test, err, out.String())
		}
	}
}

func TestJSONHoldsTheSameAsCSV(t *testing.T) {
	m := experiment()
	o := m.Outcome
	o.Setup.Chain = defense.Chain{{Defense: &defense.Defense{Key: "box"}}}
	o.AfterDefense, o.Goal = &o.Clean, attack.Goal{Class: 1, Targeted: true}
	var table, object bytes.Buffer
	if err := record.CSV(&table, m); err != nil {
		t.Fatal(err)
	}
	if err := record.JSON(&object, m); err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(object.Bytes(), &got); err != nil {
		t.Fatalf("%v in %s", err, object.Bytes())
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range rows[0] {
		if _, ok := got[key]; !ok {
			t.Errorf("%s is missing", key)
		}
	}
	if len(got) != len(rows[0]) {
		t.Errorf("%d keys, the CSV has %d", len(got), len(rows[0]))
	}
	for key, want := range map[string]any{
		"attack_epsilon": 0.5, "attack_random_start": true, "attack_loss": "entropy", "defense": "box", "psnr": nil,
		"target_label": "speed limit 50", "defended_label": "stop", "defended_probability": 0.979, "linf_255": 4.0,
	} {
		if got[key] != want {
			t.Errorf("%s is %v, want %v", key, got[key], want)
		}
	}
}

func TestMetricsWithAStrangeEnding(t *testing.T) {
	if err := record.WriteMetrics(filepath.Join(t.TempDir(), "metrics.xlsx"), experiment()); err == nil {
		t.Error("there is no error")
	}
}

func TestComparisonHasTwoLines(t *testing.T) {
	m := experiment()
	other := experiment()
	other.Outcome.Setup.Attack = &attack.Attack{Key: "fgsm", Params: param.Set{{Key: "size"}}}
	other.Outcome.Setup.Values = param.Values{"size": 3}
	other.Outcome.Change.Linf, m.Second = 7, &other
	var table, object bytes.Buffer
	if err := record.CSV(&table, m); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&table).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for key, want := range map[string][2]string{
		"column": {"A", "B"}, "attack": {"pgd", "fgsm"}, "attack_steps": {"10", ""}, "attack_size": {"", "3"}, "linf_255": {"4", "7"},
	} {
		at := slices.Index(rows[0], key)
		if at < 0 || rows[1][at] != want[0] || rows[2][at] != want[1] {
			t.Errorf("%s in column %d, want %q", key, at, want)
		}
	}
	if err := record.JSON(&object, m); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Attack string
		Second struct {
			Attack string
			Linf   int `json:"linf_255"`
		}
	}
	if err := json.Unmarshal(object.Bytes(), &got); err != nil || got.Attack != "pgd" || got.Second.Attack != "fgsm" || got.Second.Linf != 7 {
		t.Errorf("%v: %+v in %s", err, got, object.Bytes())
	}
}

// Cells that a spreadsheet would compute are texts.
func TestCSVHasNoFormulas(t *testing.T) {
	for _, label := range []string{"=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "\t=1", "＝1+1", `=HYPERLINK("x";"y")`} {
		m := experiment()
		m.Picture, m.Model, m.Label = label, label, func(int) string { return label }
		var out bytes.Buffer
		if err := record.CSV(&out, m); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&out).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for _, row := range rows {
			for _, cell := range row {
				if cell == label {
					t.Errorf("the cell %q is a formula", cell)
				}
				if cell == "'"+label {
					kept++
				}
			}
		}
		if kept < 4 {
			t.Errorf("%q is kept in %d cells, want 4 or more", label, kept)
		}
	}
}

// Numbers are numbers, negative ones too.
func TestCSVKeepsNumbers(t *testing.T) {
	m := experiment()
	m.Outcome.Change.PSNR = -3.5
	var out bytes.Buffer
	if err := record.CSV(&out, m); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), ",-3.5,") {
		t.Errorf("it says %s", out.String())
	}
}

func TestWritingWhereThereIsNoFolder(t *testing.T) {
	err := record.WriteMetrics(filepath.Join(t.TempDir(), "absent", "metrics.csv"), experiment())
	if want := "cannot save metrics.csv: its folder does not exist"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %s", err, want)
	}
}
