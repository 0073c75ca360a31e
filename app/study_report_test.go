package main

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The page needs nothing from elsewhere, and says what the table says.
func TestReportOfAnExperiment(t *testing.T) {
	folder := t.TempDir()
	tell := func(args ...string) {
		t.Helper()
		var out, problems bytes.Buffer
		if status := run(append([]string{"study"}, args...), &out, &problems); status != done {
			t.Fatalf("study %v: status %d, %s", args, status, &problems)
		}
	}
	rows, to := filepath.Join(folder, "run"), filepath.Join(folder, "report")
	tell("--out", rows, "--quiet", "--processors", "1", "--pictures", "3", "first")
	tell("report", "--out", to, "--examples", "2", rows)
	page, err := os.ReadFile(filepath.Join(to, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, outside := range regexp.MustCompile(`(?:src|href)="([^"]*)"`).FindAllStringSubmatch(string(page), -1) {
		if !strings.HasPrefix(outside[1], "data:") && !strings.HasPrefix(outside[1], "#") {
			t.Errorf("the page needs %s", outside[1])
		}
	}
	if n := strings.Count(string(page), "<img "); n != 2*4 {
		t.Errorf("it has %d pictures, want original, perturbation, attacked and defended of two", n)
	}
	if n := strings.Count(string(page), "<svg"); n != 3 {
		t.Errorf("it has %d charts, want 3", n)
	}
	file, err := os.Open(filepath.Join(to, "settings.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil || len(lines) != 1+45 {
		t.Errorf("the table has %d lines, %v; want a head and one for each of 45 settings", len(lines), err)
	}
	for _, name := range []string{"report.pdf", "agreement.svg", "agreement.png", "agreement.pdf", "ssim.svg", "right.svg", "settings.md", "settings.tex", "worst.csv", "comparisons.csv"} {
		if info, err := os.Stat(filepath.Join(to, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}
