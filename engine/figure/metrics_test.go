package figure_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"foolscope/engine/figure"
	"foolscope/engine/param"
)

func TestCSVNamesWhatItHolds(t *testing.T) {
	var out bytes.Buffer
	if err := figure.CSV(&out, experiment()); err != nil {
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

func TestJSONHoldsTheSameAsCSV(t *testing.T) {
	m := experiment()
	m.Defense.Key, m.Defended, m.Target = "box", &m.Clean, &m.Attacked
	var table, object bytes.Buffer
	if err := figure.CSV(&table, m); err != nil {
		t.Fatal(err)
	}
	if err := figure.JSON(&object, m); err != nil {
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
	if err := figure.WriteMetrics(filepath.Join(t.TempDir(), "metrics.xlsx"), experiment()); err == nil {
		t.Error("there is no error")
	}
}

func TestComparisonHasTwoLines(t *testing.T) {
	m := experiment()
	other := m
	other.Attack = figure.Choice{Key: "fgsm", Params: param.Set{{Key: "size"}}, Values: param.Values{"size": 3}}
	other.Linf, m.Second = 7, &other
	var table, object bytes.Buffer
	if err := figure.CSV(&table, m); err != nil {
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
	if err := figure.JSON(&object, m); err != nil {
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
