package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/assets"
	"foolscope/engine/study"
)

func TestPlansThatComeWithTheProgram(t *testing.T) {
	for _, p := range assets.Plans() {
		if plan, err := study.ParsePlan(p.Data); err != nil || plan.Name == "" {
			t.Errorf("%s: %q, %v", p.Name, plan.Name, err)
		}
	}
}

// Three machines come to what one comes to, and what is on the screen can be read again.
func TestStudyByShards(t *testing.T) {
	folder := t.TempDir()
	run := func(args ...string) string {
		t.Helper()
		var out, problems bytes.Buffer
		if status := run(append([]string{"study"}, args...), &out, &problems); status != done {
			t.Fatalf("study %v: status %d, %s", args, status, &problems)
		}
		return out.String()
	}
	whole := filepath.Join(folder, "whole")
	told := run("--out", whole, "--quiet", "--processors", "1", "--pictures", "6", "noise")
	merge := []string{"merge", "--out", filepath.Join(folder, "merged")}
	for _, shard := range []string{"1/3", "2/3", "3/3"} {
		part := filepath.Join(folder, "part"+shard[:1])
		run("--out", part, "--quiet", "--processors", "1", "--pictures", "6", "--shard", shard, "noise")
		merge = append(merge, part)
	}
	if merged := run(merge...); merged != told {
		t.Errorf("merged:\n%s\nwant\n%s", merged, told)
	}
	if shown := run("show", whole); shown != told {
		t.Errorf("shown:\n%s\nwant\n%s", shown, told)
	}
	for _, name := range []string{study.PlanFile, study.RunFile, study.RowsFile, study.SummaryFile} {
		a, err := os.ReadFile(filepath.Join(whole, name))
		b, err2 := os.ReadFile(filepath.Join(folder, "merged", name))
		if err != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs: %v, %v", name, err, err2)
		}
	}
	if !strings.Contains(told, "6 pictures") || !strings.Contains(told, "pixel_noise") {
		t.Errorf("it tells:\n%s", told)
	}
}

func TestStudyCalledWrongly(t *testing.T) {
	folder := t.TempDir()
	bad := filepath.Join(folder, "bad.json")
	if err := os.WriteFile(bad, []byte(`{"data": {"signs": 3}, "models": ["nothing"], "attacks": [{"attack": "fgsm"}], "goal": "any"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"noise"}, misused, "--out is missing"},
		{[]string{"--out", folder}, misused, "takes a plan"},
		{[]string{"--out", folder, "noise", "noise"}, misused, "the same folder"},
		{[]string{"--out", folder, "noise", filepath.Join(folder, "none.json")}, failed, "cannot be opened"},
		{[]string{"--out", folder, "--shard", "4/3", "noise"}, misused, "second of five"},
		{[]string{"--out", folder, filepath.Join(folder, "none.json")}, failed, "cannot be opened"},
		{[]string{"--out", folder, bad}, failed, "no model \"nothing\""},
		{[]string{"--out", folder, "--data", filepath.Join(folder, "none"), "noise"}, failed, "cannot be opened"},
		{[]string{"--out", folder, "--pictures", "1000", "noise"}, failed, "has 100"},
		{[]string{"show", folder}, failed, "cannot be opened"},
		{[]string{"merge", folder}, misused, "--out is missing"},
		{[]string{"merge", "--out", folder}, misused, "name the folders"},
	} {
		var out, problems bytes.Buffer
		if status := run(append([]string{"study"}, test.args...), &out, &problems); status != test.status || !strings.Contains(problems.String(), test.want) {
			t.Errorf("study %v: status %d, %q; want %d, %q", test.args, status, &problems, test.status, test.want)
		}
	}
}
