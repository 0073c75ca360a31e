package collect_test

import (
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
)

// What services lie about is found out, and everything else arrives.
func TestWrongPhotosArePassedOver(t *testing.T) {
	server, job := start(t, "flickr")
	server.Photos["cat"] = 100
	server.Faults = collecttest.Mixed
	job.Licences = nil
	for _, terms := range collect.AllTerms() {
		job.Licences = append(job.Licences, terms.Key)
	}
	job.Classes[0].Count = 100
	summary, err := job.Run(t.Context(), nil)
	if want := "too few pictures of cat (30 of 100): the sources have no more that fit"; err == nil || err.Error() != want {
		t.Errorf("the error is %v, want %q", err, want)
	}
	// Of ten photos two are as they should be and one is a PNG.
	want := map[string]int{"it is gone": 20, "the same file is there already": 10, "it is no picture": 20, "it is too small": 10, "it has no number": 10}
	for reason, n := range want {
		if summary.Passed[reason] != n {
			t.Errorf("%d were passed over because %s, want %d", summary.Passed[reason], reason, n)
		}
	}
	for _, name := range pictures(t, job.Folder) {
		file, err := os.Open(filepath.Join(job.Folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if picture, err := jpeg.Decode(file); err != nil || min(picture.Bounds().Dx(), picture.Bounds().Dy()) != 64 {
			t.Errorf("%s: %v", name, err)
		}
		file.Close()
	}
}

// nobody has photos whose IDs lead out of the folder.
func nobody(int) collecttest.Fault { return collecttest.Secret }

// What lies on the way of a picture or the folder stops the run with a sentence.
func TestFolderIsInTheWay(t *testing.T) {
	for name, test := range map[string]struct {
		put  func(folder string) error
		want string
	}{
		"a file as the folder":    {func(folder string) error { return os.WriteFile(folder, nil, 0o644) }, `the folder "set" cannot be made`},
		"a file as a class":       {func(folder string) error { return put(folder, "cat", "") }, "cannot save flickr-"},
		"a folder as the table":   {func(folder string) error { return os.MkdirAll(filepath.Join(folder, collect.AttributionName), 0o755) }, "attribution.csv cannot be written: a folder has this name"},
		"a folder as the journal": {func(folder string) error { return os.MkdirAll(filepath.Join(folder, collect.JournalName), 0o755) }, "collect.jsonl cannot be opened"},
		"a damaged journal":       {func(folder string) error { return put(folder, collect.JournalName, "{}\n{\n{}\n") }, "collect.jsonl is damaged: move it elsewhere"},
	} {
		t.Run(name, func(t *testing.T) {
			_, job := start(t, "flickr")
			if err := test.put(job.Folder); err != nil {
				t.Fatal(err)
			}
			if _, err := job.Run(t.Context(), nil); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}

// put writes a file, and makes its folder.
func put(folder, name, content string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name), []byte(content), 0o644)
}

func TestFolderThatVanishesStopsTheRun(t *testing.T) {
	_, job := start(t, "flickr")
	var moved string
	_, err := job.Run(t.Context(), func(p collect.Progress) {
		if p.Got >= 3 && moved == "" {
			moved = job.Folder + "-moved"
			if err := os.Rename(job.Folder, moved); err != nil {
				t.Error(err)
			}
		}
	})
	if err == nil || !strings.Contains(err.Error(), `the folder "set" is gone`) {
		t.Errorf("the error is %v", err)
	}
	if got := len(pictures(t, moved)); got < 3 || got > 11 {
		t.Errorf("%d pictures were kept", got)
	}
	job.Folder = moved
	if _, err := job.Run(t.Context(), nil); err != nil || len(pictures(t, moved)) != 12 {
		t.Errorf("%v: there are %d pictures in the end", err, len(pictures(t, moved)))
	}
}
