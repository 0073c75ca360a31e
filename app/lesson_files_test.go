package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"foolscope/ui/events"
)

// saveAll saves the attacked picture, the figure and the metrics as a person
// does, and looks into the files.
func (s *sitter) saveAll(home, model string, last, beside events.Event) {
	s.t.Helper()
	s.saveAs("ctrl+s", "fooled.png")
	s.saveAs("ctrl+e", "figure.svg")
	s.saveAs("ctrl+shift+e", "metrics.csv")
	checkSaved(s.t, filepath.Join(home, "fooled.png"), model, last.AttackedLabel)
	s.checkFigure(filepath.Join(home, "figure.svg"), last, beside)
	s.checkMetrics(filepath.Join(home, "metrics.csv"), last, beside)
}

// saveAs asks by a key for a file to save, and types its name.
func (s *sitter) saveAs(key, name string) {
	s.t.Helper()
	s.press(key)
	s.overlay(true)
	s.press("ctrl+a")
	s.ok(s.display.Type(name))
	s.press("Return")
	e := s.next("that "+name+" was saved", func(e events.Event) bool { return e.Kind == "notice" && strings.Contains(e.Text, name) })
	if e.Error || !strings.HasPrefix(e.Text, "Saved ") {
		s.t.Errorf("after saving %s it says: %s", name, e.Text)
	}
	s.overlay(false)
}

// checkFigure looks for the words of a drawing of two columns.
func (s *sitter) checkFigure(path string, last, beside events.Event) {
	s.t.Helper()
	words := drawn(s.t, path)
	for _, want := range []string{
		"(a) Original", "A: PGD", "B: FGSM", last.Picture, beside.AttackedLabel, "epsilon " + number(last.Values["epsilon"]) + "/255",
		"goal: " + last.Target, "quality " + number(last.DefenseValues["quality"]), last.DefendedLabel,
	} {
		if !strings.Contains(words, want) {
			s.t.Errorf("the figure does not say %q:\n%s", want, words)
		}
	}
}

// checkMetrics compares a table with what the window said: a line of keys, and
// one for each column.
func (s *sitter) checkMetrics(path string, columns ...events.Event) {
	s.t.Helper()
	file, err := os.Open(path)
	s.ok(err)
	defer file.Close()
	table, err := csv.NewReader(file).ReadAll()
	s.ok(err)
	if len(table) != 1+len(columns) {
		s.t.Fatalf("the table has %d lines", len(table))
	}
	for i, e := range columns {
		values := map[string]string{}
		for k, key := range table[0] {
			values[key] = table[1+i][k]
		}
		want := map[string]string{
			"column": string(rune('A' + i)), "picture": e.Picture, "model": e.Model, "seed": fmt.Sprint(e.Seed),
			"attack": e.Attack, "attack_epsilon": number(e.Values["epsilon"]),
			"defense": e.Defense, "defense_quality": number(e.DefenseValues["quality"]),
			"target_label": e.Target, "clean_label": e.CleanLabel, "attacked_label": e.AttackedLabel,
			"defended_label": e.DefendedLabel, "fooled": fmt.Sprint(e.AttackedLabel == e.Target), "already_fooled": "false",
			"linf_255": number(e.Linf255), "ssim": number(e.SSIM),
		}
		for key, value := range want {
			if values[key] != value {
				s.t.Errorf("the table has %s %q in column %s, the window said %q", key, values[key], want["column"], value)
			}
		}
	}
}

// number writes a number as the table does.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func equalJSON(a, b any) bool {
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}
