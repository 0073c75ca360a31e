package main

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"foolscope/engine/study"
)

// The system kills the command at ten random moments, of which it is told nothing. The same command
// goes on each time, and what it ends with is what one run ends with.
func TestAStudyThatIsKilledTenTimes(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts the program twelve times")
	}
	program, folder := build(t), t.TempDir()
	plan := filepath.Join(folder, "plan.json")
	text := `{"data": {"signs": 20, "seed": 5}, "models": [""], "attacks": [{"attack": "fgsm"}, {"attack": "pgd"}],
		"vary": {"of": "attack", "key": "epsilon", "values": [4, 8]}, "defenses": [[], [{"defense": "jpeg"}]], "clean": true, "goal": "any"}`
	if err := os.WriteFile(plan, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	whole, killed := filepath.Join(folder, "whole"), filepath.Join(folder, "killed")
	began := time.Now()
	if out, err := exec.Command(program, "study", "--quiet", "--out", whole, plan).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	took := time.Since(began)
	draw, kills := rand.New(rand.NewPCG(18, 10)), 0
	for range 10 {
		run := exec.Command(program, "study", "--quiet", "--out", killed, plan)
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		// A run that goes on reads the rows that are there first, so that each comes a little further.
		time.Sleep(time.Duration(draw.Float64() * float64(took) / 4))
		if err := run.Process.Kill(); err == nil {
			kills++
		}
		var ended *exec.ExitError
		if err := run.Wait(); err != nil && !errors.As(err, &ended) {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(program, "study", "--quiet", "--out", killed, plan).CombinedOutput(); err != nil {
		t.Fatalf("after %d kills: %v\n%s", kills, err, out)
	}
	if kills < 5 {
		t.Errorf("it was killed only %d times", kills)
	}
	for _, name := range []string{study.PlanFile, study.RunFile, study.RowsFile, study.SummaryFile} {
		a, err := os.ReadFile(filepath.Join(whole, name))
		b, err2 := os.ReadFile(filepath.Join(killed, name))
		if err != nil || err2 != nil || !bytes.Equal(a, b) {
			t.Errorf("%s differs: %v, %v", name, err, err2)
		}
	}
}
