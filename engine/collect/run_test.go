package collect_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
)

// start starts a server, and returns a job that asks its services, and that waits for nothing.
func start(t *testing.T, sources ...string) (*collecttest.Server, collect.Job) {
	t.Helper()
	server, stop := collecttest.Start()
	t.Cleanup(stop)
	server.Width = 96
	settings := collect.Settings{FlickrKey: collecttest.Key, Contact: "ann@example.org", Version: "0.1.0", Address: server.Address}
	job := collect.Job{Folder: filepath.Join(t.TempDir(), "set"), Side: 64, Classes: []collect.Class{{Name: "cat", Count: 12}}}
	for _, key := range sources {
		source, ok := settings.Source(key)
		if !ok {
			t.Fatalf("there is no source %q", key)
		}
		job.Sources = append(job.Sources, source)
	}
	return server, job.WithClock(collect.NewFakeClock())
}

// files lists what lies in a folder, with slashes, hidden files too.
func files(t *testing.T, folder string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(folder, path)
			out = append(out, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// pictures are those of the files that lie in folders of classes.
func pictures(t *testing.T, folder string) []string {
	return slices.DeleteFunc(files(t, folder), func(name string) bool { return !strings.Contains(name, "/") })
}

func TestEachSourceFillsAClass(t *testing.T) {
	for _, source := range []string{"flickr", "openverse", "commons"} {
		t.Run(source, func(t *testing.T) {
			_, job := start(t, source)
			summary, err := job.Run(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := pictures(t, job.Folder); len(got) != 12 || summary.Got[0] != 12 || !strings.HasPrefix(got[0], "cat/"+source+"-") {
				t.Errorf("there are %d pictures (%d are said): %q", len(got), summary.Got[0], got)
			}
		})
	}
}
