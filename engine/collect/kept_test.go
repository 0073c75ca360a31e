package collect_test

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
)

// With no side, what arrives is what was sent, and its name says what it is, whatever the server said.
func TestPicturesAreKeptToTheByte(t *testing.T) {
	server, job := start(t, "flickr")
	server.Faults = func(n int) collecttest.Fault {
		if n%2 == 0 {
			return collecttest.Disguised
		}
		return collecttest.None
	}
	job.Side = 0
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	table, err := collect.Attribution(job.Folder)
	if err != nil {
		t.Fatal(err)
	}
	endings := map[string]int{}
	for _, name := range pictures(t, job.Folder) {
		endings[filepath.Ext(name)]++
		response, err := http.Get(table[name].URL)
		if err != nil {
			t.Fatal(err)
		}
		sent, err := io.ReadAll(response.Body)
		response.Body.Close()
		have, _ := os.ReadFile(filepath.Join(job.Folder, name))
		if err != nil || !bytes.Equal(sent, have) {
			t.Errorf("%s is not what %s sends: %v", name, table[name].URL, err)
		}
		if is := http.DetectContentType(have); is != map[string]string{".jpg": "image/jpeg", ".png": "image/png"}[filepath.Ext(name)] {
			t.Errorf("%s is %s", name, is)
		}
	}
	if endings[".jpg"] == 0 || endings[".png"] == 0 {
		t.Errorf("the endings are %v", endings)
	}
}

func TestAuthorsAndLicences(t *testing.T) {
	for source, want := range map[string]collect.Taken{
		"flickr": {Author: "Ann O'Nymous", Title: "cat, photo ", AuthorPage: "https://www.flickr.com/people/12@N0", Page: "https://www.flickr.com/photos/12@N0"},
		// What is no address of the web is left out.
		"openverse": {Title: "Work ", Page: "http://127.0.0.1:"},
		"commons":   {Author: "José & Co", Title: "cat ", AuthorPage: "https://commons.wikimedia.org/wiki/User:Jos%C3%A9", Page: "http://127.0.0.1:"},
	} {
		t.Run(source, func(t *testing.T) {
			_, job := start(t, source)
			job.Licences = []string{collect.BY, collect.BYSA, collect.CC0}
			if _, err := job.Run(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			table, err := collect.Attribution(job.Folder)
			if err != nil || len(table) != 12 {
				t.Fatalf("%v: %d pictures", err, len(table))
			}
			for name, got := range table {
				if got.Author != want.Author || !strings.HasPrefix(got.Title, want.Title) || !strings.HasPrefix(got.Page, want.Page) ||
					!strings.HasPrefix(got.AuthorPage, want.AuthorPage) || want.AuthorPage == "" && got.AuthorPage != "" {
					t.Errorf("%s: %+v", name, got)
				}
				if key := got.Licence.Key; key != collect.BY && key != collect.BYSA && key != collect.CC0 || got.Licence.URL == "" {
					t.Errorf("%s has the licence %+v", name, got.Licence)
				}
			}
		})
	}
}

// A title that begins like a formula is none in a spreadsheet.
func TestTableComputesNothing(t *testing.T) {
	_, job := start(t, "flickr")
	job.Classes[0] = collect.Class{Name: "=1+1", Query: "=HYPERLINK(1)", Count: 3}
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	table, _ := os.ReadFile(filepath.Join(job.Folder, collect.AttributionName))
	if n := strings.Count(string(table), "'=HYPERLINK"); n != 3 || strings.Contains(string(table), "\n=") {
		t.Errorf("the table is %s", table)
	}
}

func TestClassesShareNoPicture(t *testing.T) {
	server, job := start(t, "flickr", "commons")
	server.Photos["cat"] = 17 * 12
	job.Classes = []collect.Class{{Name: "cat", Count: 30}, {Name: "pet", Query: "cat", Count: 30}}
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, name := range pictures(t, job.Folder) {
		if id := filepath.Base(name); seen[id] {
			t.Errorf("%s is in both classes", id)
		} else {
			seen[id] = true
		}
	}
	if len(seen) != 60 {
		t.Errorf("there are %d pictures", len(seen))
	}
}

func TestSizesThatAreAskedFor(t *testing.T) {
	for _, test := range []struct {
		source string
		side   int
		want   string
	}{
		{"flickr", 64, "/n.jpg"}, {"flickr", 256, "/m.jpg"}, {"flickr", 400, "/z.jpg"}, {"flickr", 0, "/z.jpg"},
		{"openverse", 256, "/thumb.jpg"}, {"openverse", 0, "/original.jpg"},
		{"commons", 224, "/500px.jpg"},
	} {
		server, job := start(t, test.source)
		server.Width, job.Side, job.Classes[0].Count = 0, test.side, 1
		if _, err := job.Run(t.Context(), nil); err != nil {
			t.Error(err)
		}
		if asked := server.Asked("/photo"); len(asked) != 1 || !strings.HasSuffix(asked[0].URL.Path, test.want) {
			t.Errorf("%s, %d pixels: %d were asked for, first %v", test.source, test.side, len(asked), asked[0].URL)
		}
	}
}
