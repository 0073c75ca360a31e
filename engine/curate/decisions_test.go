package curate_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
)

// folder makes a set of two classes, cat and dog, with two pictures each that nobody opens.
func folder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, path := range []string{"cat/1.jpg", "cat/2.jpg", "dog/3.jpg", "dog/4.jpg"} {
		path = filepath.Join(folder, filepath.FromSlash(path))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("x"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func open(t *testing.T, place, own string) (*dataset.Set, *curate.Decisions) {
	t.Helper()
	set, err := dataset.Open(t.Context(), place, nil)
	if err != nil {
		t.Fatal(err)
	}
	d, err := curate.Open(set, own)
	if err != nil {
		t.Fatal(err)
	}
	return set, d
}

// told is what holds of every item: k, r or u and the number of the class.
func told(d *curate.Decisions) string {
	var out []string
	d.Each(func(_ int, s curate.State, class int) bool {
		out = append(out, fmt.Sprintf("%c%d", "ukr"[s], class))
		return true
	})
	return strings.Join(out, " ")
}

func TestDecisionsAreTakenBackAndKept(t *testing.T) {
	place := folder(t)
	_, d := open(t, place, "")
	steps := []struct {
		name string
		do   func()
		want string
	}{
		{"keep two", func() { d.Decide([]int{0, 2}, curate.Kept) }, "k0 u0 k1 u1"},
		{"reject", func() { d.Decide([]int{2}, curate.Rejected) }, "k0 u0 r1 u1"},
		{"reject again", func() { d.Decide([]int{2}, curate.Rejected) }, "k0 u0 r1 u1"},
		{"another class", func() { d.Classify([]int{1}, 1) }, "k0 u1 r1 u1"},
		{"no class", func() { d.Classify([]int{3}, dataset.Unknown) }, "k0 u1 r1 u-1"},
		{"undo", func() { d.Undo() }, "k0 u1 r1 u1"},
		{"undo", func() { d.Undo() }, "k0 u0 r1 u1"},
		{"undo", func() { d.Undo() }, "k0 u0 k1 u1"},
		{"redo", func() { d.Redo() }, "k0 u0 r1 u1"},
		{"undecided", func() { d.Decide([]int{0}, curate.Undecided) }, "u0 u0 r1 u1"},
		{"nothing to redo", func() { d.Redo() }, "u0 u0 r1 u1"},
	}
	for i, step := range steps {
		step.do()
		if got := told(d); got != step.want {
			t.Fatalf("%d, %s: %s, want %s", i, step.name, got, step.want)
		}
		if err := d.Save(); err != nil {
			t.Fatal(err)
		}
		if _, again := open(t, place, ""); told(again) != step.want {
			t.Fatalf("%d, %s: read again: %s, want %s", i, step.name, told(again), step.want)
		}
	}
	// Undo goes on where the session before began.
	_, d = open(t, place, "")
	for range 3 {
		d.Undo()
	}
	if told(d) != "u0 u0 u1 u1" || d.Undo() != nil {
		t.Errorf("after all undos: %s", told(d))
	}
}

// Random steps, undos and redos come out the same when the journal is read.
func TestAJournalSaysWhatHappened(t *testing.T) {
	for seed := range uint64(20) {
		place := folder(t)
		_, d := open(t, place, "")
		random := rand.New(rand.NewPCG(seed, 0))
		for range 60 {
			some := random.Perm(4)[:1+random.IntN(3)]
			switch random.IntN(6) {
			case 0, 1:
				d.Decide(some, curate.State(random.IntN(3)))
			case 2:
				d.Classify(some, random.IntN(2))
			case 3, 4:
				d.Undo()
			case 5:
				d.Redo()
			}
		}
		if err := d.Save(); err != nil {
			t.Fatal(err)
		}
		_, again := open(t, place, "")
		for k := 0; ; k++ {
			if told(d) != told(again) {
				t.Fatalf("seed %d, after %d undos: %s, want %s", seed, k, told(again), told(d))
			}
			if !slices.Equal(d.Undo(), again.Undo()) {
				t.Fatalf("seed %d: undo %d is about other items", seed, k)
			}
			if k == 60 {
				break
			}
		}
	}
}

func TestDecisionsOutliveTheirPictures(t *testing.T) {
	place := folder(t)
	_, d := open(t, place, "")
	d.Decide([]int{0}, curate.Kept)
	d.Decide([]int{1}, curate.Rejected)
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	lost, aside := filepath.Join(place, "cat", "2.jpg"), filepath.Join(place, "aside")
	if err := os.Rename(lost, aside); err != nil {
		t.Fatal(err)
	}
	set, d := open(t, place, "")
	if told(d) != "k0 u1 u1" {
		t.Errorf("without the picture: %s", told(d))
	}
	// The step about the lost picture is passed over.
	if items := d.Undo(); len(items) != 1 || set.Items[items[0]].Path != "cat/1.jpg" {
		t.Errorf("undo is about %v", items)
	}
	if err := os.Rename(aside, lost); err != nil {
		t.Fatal(err)
	}
	if _, d := open(t, place, ""); told(d) != "k0 r0 u1 u1" {
		t.Errorf("with the picture: %s", told(d))
	}
}

func TestAJournalThatIsDamaged(t *testing.T) {
	place := folder(t)
	path := filepath.Join(place, curate.JournalName)
	for text, want := range map[string]string{
		`{"format":"foolscope decisions 1"}` + "\n" + `{"do":"keep","items":["cat/1.jpg"]}` + "\n" + `{"do":"reject","it`: "k0 u0 u1 u1",
		"no JSON\n" + `{"do":"keep","items":["dog/3.jpg","dog/9.jpg"]}`:                                                   "u0 u0 k1 u1",
		`{"do":"dance","items":["cat/1.jpg"]}` + "\n" + `{"do":"undo"}` + "\n" + `{"do":"class","class":"cow"}`:           "u0 u0 u1 u1",
		"": "u0 u0 u1 u1",
	} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, d := open(t, place, "")
		if told(d) != want {
			t.Errorf("%q: %s, want %s", text, told(d), want)
		}
		d.Decide([]int{3}, curate.Rejected)
		if err := d.Save(); err != nil {
			t.Fatal(err)
		}
		if _, d := open(t, place, ""); told(d) != want[:len(want)-2]+"r1" {
			t.Errorf("%q and a decision: %s", text, told(d))
		}
	}
	if err := os.WriteFile(path, []byte(`{"format":"foolscope decisions 2"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	set, err := dataset.Open(t.Context(), place, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := `the decisions in ` + path + ` cannot be read: it has the format "foolscope decisions 2", which this version of Foolscope does not know`
	if _, err := curate.Open(set, ""); err == nil || err.Error() != want {
		t.Errorf("a journal of tomorrow: %v, want %s", err, want)
	}
}

// mount makes a disk of 64 KiB.
func mount(t *testing.T) (place string, readOnly func()) {
	t.Helper()
	place = t.TempDir()
	if runtime.GOOS != "linux" || exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", place).Run() != nil {
		t.Skip("a tiny disk can be made on Linux, by root")
	}
	t.Cleanup(func() { exec.Command("umount", place).Run() })
	return place, func() {
		if err := exec.Command("mount", "-o", "remount,ro", place).Run(); err != nil {
			t.Skip("a disk cannot be made read-only here: ", err)
		}
	}
}

func TestAFullDiskKeepsDecisionsInMemory(t *testing.T) {
	place, _ := mount(t)
	if err := os.CopyFS(place, os.DirFS(folder(t))); err != nil {
		t.Fatal(err)
	}
	_, d := open(t, place, "")
	d.Decide([]int{0}, curate.Kept)
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	filler := filepath.Join(place, "filler")
	_ = os.WriteFile(filler, make([]byte, 1<<20), 0o644)
	// More than what is left of the journal's last block.
	var failed error
	for i := 0; i < 2000 && failed == nil; i++ {
		d.Decide([]int{1}, curate.State(1+i%2))
		failed = d.Save()
	}
	if failed == nil || !strings.HasSuffix(failed.Error(), ", and hold only as long as the program runs: the disk is full") || !d.Unsaved() {
		t.Fatalf("on a full disk: %v", failed)
	}
	d.Decide([]int{2}, curate.Rejected)
	want := told(d)
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := d.Save(); err != nil || d.Unsaved() {
		t.Fatalf("with room again: %v", err)
	}
	_, again := open(t, place, "")
	for told(d) == told(again) && told(d) != "u0 u0 u1 u1" {
		d.Undo()
		again.Undo()
	}
	if told(again) != told(d) {
		t.Errorf("read again: %s, want %s on the way back from %s", told(again), told(d), want)
	}
}

func TestAReadOnlyFolderHasItsJournalElsewhere(t *testing.T) {
	place, readOnly := mount(t)
	if err := os.CopyFS(place, os.DirFS(folder(t))); err != nil {
		t.Fatal(err)
	}
	_, d := open(t, place, "")
	d.Decide([]int{0}, curate.Kept)
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	readOnly()
	own := filepath.Join(t.TempDir(), "decisions")
	_, d = open(t, place, own)
	d.Decide([]int{2}, curate.Rejected)
	if err := d.Save(); err != nil || filepath.Dir(d.Path()) != own {
		t.Fatalf("saved as %s: %v", d.Path(), err)
	}
	if _, d := open(t, place, own); told(d) != "k0 u0 r1 u1" {
		t.Errorf("both files say %s", told(d))
	}
	_, d = open(t, place, "")
	d.Decide([]int{2}, curate.Rejected)
	want := "the decisions cannot be saved: nothing can be written beside the data, and there is no folder of your own"
	if err := d.Save(); err == nil || err.Error() != want {
		t.Errorf("without a folder: %v", err)
	}
}

func TestAFolderThatVanishesIsNotMadeAgain(t *testing.T) {
	place := folder(t)
	_, d := open(t, place, t.TempDir())
	if err := os.RemoveAll(place); err != nil {
		t.Fatal(err)
	}
	d.Decide([]int{0}, curate.Kept)
	if err := d.Save(); err == nil || !d.Unsaved() {
		t.Errorf("saved into nowhere: %v", err)
	}
	if _, err := os.Stat(place); err == nil {
		t.Error("the folder is there again")
	}
}

func TestCounts(t *testing.T) {
	_, d := open(t, folder(t), "")
	d.Decide([]int{0, 3}, curate.Kept)
	d.Classify([]int{1}, dataset.Unknown)
	all, each, unknown := d.Counts()
	if all != (curate.Count{Kept: 2, Undecided: 2}) || unknown != (curate.Count{Undecided: 1}) ||
		!slices.Equal(each, []curate.Count{{Kept: 1}, {Kept: 1, Undecided: 1}}) {
		t.Errorf("counts %v %v %v", all, each, unknown)
	}
	d.Decide([]int{1}, curate.Rejected)
	if got := d.Chosen(false); !slices.Equal(got, []int{0, 2, 3}) {
		t.Errorf("not rejected: %v", got)
	}
	if got := d.Chosen(true); !slices.Equal(got, []int{0, 3}) {
		t.Errorf("kept: %v", got)
	}
}

func TestLabelsThatWereSaidByHand(t *testing.T) {
	place := folder(t)
	labels := []string{"house cat", "dog", "wolf"}
	_, d := open(t, place, "")
	if m := d.Mapping(labels, nil); !slices.Equal(m.Labels, []int{-1, 1}) {
		t.Fatalf("found: %v", m.Labels)
	}
	d.SetLabel(0, 0, labels)
	d.SetLabel(1, dataset.Unknown, labels)
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	_, d = open(t, place, "")
	if m := d.Mapping(labels, nil); !slices.Equal(m.Labels, []int{0, -1}) || m.How[0] != dataset.ByHand {
		t.Errorf("by hand: %v %v", m.Labels, m.How)
	}
	if m := d.Mapping(labels[:2], nil); !slices.Equal(m.Labels, []int{-1, 1}) {
		t.Errorf("another model: %v", m.Labels)
	}
}
