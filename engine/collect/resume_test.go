package collect_test

import (
	"context"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
	"foolscope/engine/pixel"
)

// verify checks what holds of a folder at every moment: each picture is whole, there once, and has a line in
// the table of authors, which has no others.
func verify(t *testing.T, folder string, between bool) {
	t.Helper()
	file, err := os.Open(filepath.Join(folder, collect.AttributionName))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("the table cannot be read: %v", err)
	}
	listed := map[string]bool{}
	for _, row := range rows[1:] {
		if listed[row[0]] {
			t.Errorf("%s is listed twice", row[0])
		}
		listed[row[0]] = true
		if row[2] == "" || row[3] == "" || row[5] == "" {
			t.Errorf("the line of %s is %q", row[0], row)
		}
	}
	sums := map[[32]byte]string{}
	for _, name := range pictures(t, folder) {
		if strings.Contains(name, "/.foolscope-") {
			continue // a part, which is swept
		}
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pixel.Open(t.Context(), filepath.Join(folder, name)); err != nil {
			t.Error(err)
		}
		sum := sha256.Sum256(data)
		if other, ok := sums[sum]; ok {
			t.Errorf("%s is the same file as %s", name, other)
		}
		sums[sum] = name
		if !listed[name] {
			t.Errorf("%s is not listed", name)
		}
		delete(listed, name)
	}
	// A run that is killed between the line and the name of the file leaves a line too many for the next one.
	if !between && len(listed) > 0 {
		t.Errorf("pictures are listed that are not there: %v", listed)
	}
}

// work is what the runs of the tests about stopping collect.
func work(job *collect.Job) {
	job.Licences = []string{collect.BY, collect.BYSA, collect.CC0}
	job.Classes = []collect.Class{{Name: "cat", Count: 40}, {Name: "dog", Query: "puppy", Count: 25}}
}

func TestPausedRunGoesOn(t *testing.T) {
	server, job := start(t, "flickr")
	server.Faults = collecttest.Mixed
	server.Photos["cat"], server.Photos["puppy"] = 1000, 1000
	work(&job)
	for stop := range 30 {
		ctx, pause := context.WithCancel(t.Context())
		reports := 0
		_, err := job.Run(ctx, func(p collect.Progress) {
			if reports++; reports == 4+stop%5 {
				pause()
			}
		})
		pause()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		verify(t, job.Folder, false)
	}
	summary, err := job.Run(t.Context(), nil)
	if err != nil || !slices.Equal(summary.Got, []int{40, 25}) {
		t.Errorf("%v: there are %v", err, summary.Got)
	}
	verify(t, job.Folder, false)
	before := files(t, job.Folder)
	server.Forget()
	if _, err := job.Run(t.Context(), nil); err != nil || len(server.Asked("/")) > 0 || !slices.Equal(before, files(t, job.Folder)) {
		t.Errorf("%v: a run with nothing to do asks %d times", err, len(server.Asked("/")))
	}
	// Nothing is asked for twice, but what was underway.
	times := map[string]int{}
	for _, r := range server.Asked("/photo") {
		if times[r.URL.Path]++; times[r.URL.Path] > 3 {
			t.Errorf("%s was asked for %d times", r.URL.Path, times[r.URL.Path])
		}
	}
}

// A process that is killed leaves no half picture, and the next one completes its work.
func TestKilledRunGoesOn(t *testing.T) {
	if folder := os.Getenv("COLLECT_INTO"); folder != "" {
		source, _ := collect.SettingsOf(func(string) string { return "" }, "1").Source("flickr")
		job := collect.Job{Folder: folder, Side: 64, Sources: []collect.Source{source}}
		work(&job)
		_, err := job.WithClock(collect.NewFakeClock()).Run(context.Background(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	server, job := start(t, "flickr")
	server.Faults = collecttest.Mixed
	server.Photos["cat"], server.Photos["puppy"] = 1000, 1000
	// What was set is seen by the requests of another process, too, once the server's lock was held.
	server.Forget()
	work(&job)
	for kill := range 10 {
		c := exec.Command(os.Args[0], "-test.run=^TestKilledRunGoesOn$")
		c.Env = append(os.Environ(), "COLLECT_INTO="+job.Folder, collect.AddressVariable+"="+server.Address, collect.FlickrVariable+"="+collecttest.Key)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30+17*kill) * time.Millisecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		if _, err := os.Stat(filepath.Join(job.Folder, collect.AttributionName)); err == nil {
			verify(t, job.Folder, true)
		}
	}
	summary, err := job.Run(t.Context(), nil)
	if err != nil || !slices.Equal(summary.Got, []int{40, 25}) {
		t.Errorf("%v: there are %v", err, summary.Got)
	}
	verify(t, job.Folder, false)
	for _, name := range files(t, job.Folder) {
		if strings.Contains(name, ".part") {
			t.Errorf("%s was left", name)
		}
	}
}

func TestTornLinesAreTakenOff(t *testing.T) {
	_, job := start(t, "flickr")
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for name, end := range map[string]string{collect.JournalName: `{"taken":{"cla`, collect.AttributionName: `cat/flickr-1.jpg,"A pho`} {
		path := filepath.Join(job.Folder, name)
		whole, _ := os.ReadFile(path)
		if err := os.WriteFile(path, append(slices.Clone(whole), end...), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := job.Run(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if now, _ := os.ReadFile(path); !slices.Equal(now, whole) {
			t.Errorf("%s ends in %q", name, now[len(now)-30:])
		}
	}
}

func TestTwoRunsDoNotShareAFolder(t *testing.T) {
	_, job := start(t, "flickr")
	var second error
	_, err := job.Run(t.Context(), func(p collect.Progress) {
		if p.Got == 2 && second == nil {
			_, second = job.Run(t.Context(), nil)
		}
	})
	if err != nil || second == nil || !strings.HasPrefix(second.Error(), "another run is collecting into this folder") {
		t.Errorf("the errors are %v and %v", err, second)
	}
}

// Whoever deletes a picture does not want it back, but one in its place.
func TestRemovedPicturesStayAway(t *testing.T) {
	_, job := start(t, "flickr")
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	removed := pictures(t, job.Folder)[0]
	if err := os.Remove(filepath.Join(job.Folder, removed)); err != nil {
		t.Fatal(err)
	}
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got := pictures(t, job.Folder); len(got) != 12 || slices.Contains(got, removed) {
		t.Errorf("%s was removed, now there are %q", removed, got)
	}
	verify(t, job.Folder, false)
}
