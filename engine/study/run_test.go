package study

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A run of another machine, or one that was stopped, has the same rows.
func TestARunThatWasStoppedEndsWithTheSameBytes(t *testing.T) {
	p := planOf(t, signs)
	whole := t.TempDir()
	want, err := Run(t.Context(), p, whole, Shard{}, testEnv())
	if err != nil {
		t.Fatal(err)
	}
	if want.Pictures != 12 || want.Problems != 0 {
		t.Errorf("%d pictures and %d problems", want.Pictures, want.Problems)
	}
	folder := t.TempDir()
	draw := rand.New(rand.NewPCG(7, 7))
	stops := 0
	for {
		ctx, stop := context.WithCancel(t.Context())
		env, until := testEnv(), 1+draw.IntN(3)
		env.Observe = func(_ Progress, rows []Row) {
			if until -= min(1, len(rows)); until == 0 {
				stop()
			}
		}
		_, err := Run(ctx, p, folder, Shard{}, env)
		stop()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		stops++
		cutAt(t, filepath.Join(folder, partFile), draw)
	}
	if stops < 3 {
		t.Errorf("it was stopped only %d times", stops)
	}
	for _, name := range []string{PlanFile, RunFile, RowsFile, SummaryFile} {
		if got, want := readFile(t, folder, name), readFile(t, whole, name); got != want {
			t.Errorf("%s differs:\n%.500s\nwant\n%.500s", name, got, want)
		}
	}
}

// cutAt takes away the end of a file, as a machine without power does.
func cutAt(t *testing.T, path string, draw *rand.Rand) {
	info, err := os.Stat(path)
	if err == nil {
		err = os.Truncate(path, max(0, info.Size()-draw.Int64N(900)))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestShardsThatAreMergedAreOneRun(t *testing.T) {
	p := planOf(t, signs)
	whole := t.TempDir()
	if _, err := Run(t.Context(), p, whole, Shard{}, testEnv()); err != nil {
		t.Fatal(err)
	}
	var parts []string
	for i := range 3 {
		part := t.TempDir()
		if _, err := Run(t.Context(), p, part, Shard{i, 3}, testEnv()); err != nil {
			t.Fatal(err)
		}
		parts = append(parts, part)
	}
	merged := t.TempDir()
	if _, err := Merge(merged, []string{parts[2], parts[0], parts[1]}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{PlanFile, RunFile, RowsFile, SummaryFile} {
		if got, want := readFile(t, merged, name), readFile(t, whole, name); got != want {
			t.Errorf("%s differs:\n%.300s\nwant\n%.300s", name, got, want)
		}
	}
	for _, test := range []struct {
		parts []string
		want  string
	}{
		{nil, "name the folders"},
		{parts[:2], "2 folders are named"},
		{[]string{parts[0], parts[0], parts[1]}, "are the same shard"},
		{[]string{whole}, "is no shard"},
		{[]string{t.TempDir()}, "cannot be opened"},
	} {
		if _, err := Merge(t.TempDir(), test.parts); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%d parts: %v, want %q", len(test.parts), err, test.want)
		}
	}
}

func TestAFolderHasOneExperiment(t *testing.T) {
	p := planOf(t, signs)
	folder := t.TempDir()
	if _, err := Run(t.Context(), p, folder, Shard{}, testEnv()); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, folder, RowsFile)
	other := p
	other.Seed = 2
	if _, err := Run(t.Context(), other, folder, Shard{}, testEnv()); !errors.Is(err, ErrOther) {
		t.Errorf("another plan: %v", err)
	}
	release, err := claim(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if _, err := Run(t.Context(), p, folder, Shard{}, testEnv()); !errors.Is(err, ErrBusy) {
		t.Errorf("two at once: %v", err)
	}
	if readFile(t, folder, RowsFile) != before {
		t.Error("the rows have changed")
	}
}

// A picture that cannot be opened costs the experiment nothing but its own rows.
func TestBadPicturesAreRowsOfTheirOwn(t *testing.T) {
	folder := t.TempDir()
	for i := range 3 {
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d.png", i)), []byte("no picture"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	p := planOf(t, strings.Replace(signs, `{"signs": 12, "seed": 3}`, fmt.Sprintf(`{"folder": %q}`, folder), 1))
	sum, err := Run(t.Context(), p, t.TempDir(), Shard{}, testEnv())
	if err != nil {
		t.Fatal(err)
	}
	if sum.Pictures != 0 || sum.Problems != 3 {
		t.Errorf("%d pictures and %d problems, want 0 and 3", sum.Pictures, sum.Problems)
	}
}

func TestAModelThatFailsEndsTheRunWithASentence(t *testing.T) {
	env := testEnv()
	env.Open = func(context.Context, string, int) (Model, error) { return nil, errors.New("the model is gone") }
	folder := t.TempDir()
	if _, err := Run(t.Context(), planOf(t, signs), folder, Shard{}, env); err == nil || !strings.Contains(err.Error(), "the model is gone") {
		t.Errorf("%v", err)
	}
	if files, _ := os.ReadDir(folder); len(files) > 0 {
		t.Errorf("%d files were left", len(files))
	}
}
