package study

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
	"foolscope/engine/disk"
	"foolscope/engine/pixel"
)

// photos is a folder with two classes of three pictures each, and the plan over it.
func photos(t *testing.T) (folder string, p Plan) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "photos")
	for i := range 6 {
		im := pixel.New(side, side)
		for k := range im.Pix {
			im.Pix[k] = float32((k*(i+3)*7)%256) / 255
		}
		path := filepath.Join(folder, []string{"stop", "yield"}[i/3], fmt.Sprintf("%d.png", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := pixel.WritePNG(path, im); err != nil {
			t.Fatal(err)
		}
	}
	return folder, planOf(t, fmt.Sprintf(`{"data": {"folder": %q}, "models": [""], "attacks": [{"attack": "fgsm"}], "clean": true, "goal": "any"}`, folder))
}

// A machine that dies may leave any beginning of the file: even one that ends with a whole row
// but for its line break.
func TestRowsThatWereCutAnywhere(t *testing.T) {
	_, p := photos(t)
	whole := t.TempDir()
	if _, err := Run(t.Context(), p, whole, Shard{}, testEnv()); err != nil {
		t.Fatal(err)
	}
	want := readFile(t, whole, RowsFile)
	last := strings.LastIndex(want[:len(want)-1], "\n")
	before := strings.LastIndex(want[:last], "\n")
	var cuts []int
	for _, end := range []int{len(want), last + 1, before + 1} {
		for back := range 4 {
			cuts = append(cuts, end-back)
		}
	}
	cuts = append(cuts, 0, 1, strings.Index(want, "\n"), strings.Index(want, "\n")+1)
	for _, cut := range cuts {
		if err := os.Rename(filepath.Join(whole, RowsFile), filepath.Join(whole, partFile)); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(filepath.Join(whole, partFile), int64(cut)); err != nil {
			t.Fatal(err)
		}
		if _, err := Run(t.Context(), p, whole, Shard{}, testEnv()); err != nil {
			t.Fatal(err)
		}
		if got := readFile(t, whole, RowsFile); got != want {
			t.Errorf("cut behind %d of %d bytes it comes to\n%.800s", cut, len(want), got)
		}
	}
}

// The folder of the photos is pulled out during the run, and comes back.
func TestADataSetThatVanishes(t *testing.T) {
	folder, p := photos(t)
	whole, out := t.TempDir(), t.TempDir()
	if _, err := Run(t.Context(), p, whole, Shard{}, testEnv()); err != nil {
		t.Fatal(err)
	}
	env := testEnv()
	env.Processors = 1
	env.Observe = func(_ Progress, rows []Row) {
		if len(rows) > 0 && rows[0].Index == 1 {
			if err := os.Rename(folder, folder+" elsewhere"); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := Run(t.Context(), p, out, Shard{}, env); !errors.Is(err, dataset.ErrGone) {
		t.Fatalf("%v, want %v", err, dataset.ErrGone)
	}
	if rows := strings.Count(readFile(t, out, partFile), "\n"); rows < 1+2*2 {
		t.Errorf("%d lines were kept", rows)
	}
	if err := os.Rename(folder+" elsewhere", folder); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), p, out, Shard{}, testEnv()); err != nil {
		t.Fatal(err)
	}
	if readFile(t, out, RowsFile) != readFile(t, whole, RowsFile) {
		t.Error("it came to other rows")
	}
}

func TestADiskThatIsFull(t *testing.T) {
	out := t.TempDir()
	if runtime.GOOS != "linux" || exec.Command("mount", "-t", "tmpfs", "-o", "size=24k", "tmpfs", out).Run() != nil {
		t.Skip("a tiny disk can be made on Linux, by root")
	}
	t.Cleanup(func() { exec.Command("umount", out).Run() })
	p := planOf(t, signs)
	_, err := Run(t.Context(), p, out, Shard{}, testEnv())
	if err == nil || disk.Explain(err) == "" || !strings.Contains(err.Error(), "the disk is full") || !strings.Contains(err.Error(), "kept") {
		t.Fatalf("%v", err)
	}
	if err := exec.Command("mount", "-o", "remount,size=8m", out).Run(); err != nil {
		t.Fatal(err)
	}
	kept, err := OpenResult(out)
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := kept.Summary(); err != nil || sum.Pictures == 0 {
		t.Errorf("%d pictures were kept, %v", sum.Pictures, err)
	}
	whole := t.TempDir()
	for _, folder := range []string{out, whole} {
		if _, err := Run(t.Context(), p, folder, Shard{}, testEnv()); err != nil {
			t.Fatal(err)
		}
	}
	if readFile(t, out, RowsFile) != readFile(t, whole, RowsFile) {
		t.Error("it came to other rows")
	}
}

// What was rejected is not used, and a class that somebody corrected is the class.
func TestDecisionsCount(t *testing.T) {
	folder, p := photos(t)
	out := t.TempDir()
	if _, err := Run(t.Context(), p, out, Shard{}, testEnv()); err != nil {
		t.Fatal(err)
	}
	set, err := dataset.Open(t.Context(), folder, nil)
	if err != nil {
		t.Fatal(err)
	}
	decisions, err := curate.Open(set, "")
	if err != nil {
		t.Fatal(err)
	}
	decisions.Decide([]int{0, 4}, curate.Rejected)
	decisions.Classify([]int{1}, 1)
	if err := decisions.Save(); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), p, out, Shard{}, testEnv()); !errors.Is(err, ErrOther) {
		t.Errorf("the same folder after the decisions: %v", err)
	}
	out = t.TempDir()
	sum, err := Run(t.Context(), p, out, Shard{}, testEnv())
	if err != nil || sum.Pictures != 4 {
		t.Fatalf("%d pictures, %v", sum.Pictures, err)
	}
	result, err := OpenResult(out)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for rows, err := range result.Pictures() {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, rows[0].Picture+" "+rows[0].Class)
	}
	if want := "stop/1.png yield, stop/2.png stop, yield/3.png yield, yield/5.png yield"; strings.Join(got, ", ") != want {
		t.Errorf("used %q, want %q", strings.Join(got, ", "), want)
	}
	decisions.Decide([]int{1, 2, 3, 5}, curate.Rejected)
	if err := decisions.Save(); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), p, t.TempDir(), Shard{}, testEnv()); err == nil || !strings.Contains(err.Error(), "was rejected") {
		t.Errorf("without any picture: %v", err)
	}
}

// Whoever waits for the networks, as the window does, holds every worker up, and ends the run.
func TestARunThatIsPaused(t *testing.T) {
	_, p := photos(t)
	ctx, stop := context.WithCancel(t.Context())
	asked := make(chan struct{}, 100)
	env := testEnv()
	env.Wait = func(ctx context.Context) error {
		asked <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}
	env.Observe = func(_ Progress, rows []Row) {
		if len(rows) > 0 {
			t.Error("there are rows during the pause")
		}
	}
	go func() { <-asked; stop() }()
	if _, err := Run(ctx, p, t.TempDir(), Shard{}, env); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
