package collect_test

import (
	"slices"
	"strings"
	"testing"

	"foolscope/engine/collect"
)

// More than a service gives of one query is asked for in parts, and nothing comes twice.
func TestLargeClassesAreAskedForInParts(t *testing.T) {
	long(t)
	all := []string{collect.CC0, collect.PublicMark, collect.BY, collect.BYSA, collect.BYNC, collect.BYNCSA, collect.BYND, collect.BYNCND}
	for _, test := range []struct {
		source        string
		licences      []string
		photos, count int
		// asked is about how many questions that takes.
		asked int
		part  string
	}{
		{"openverse", all, 1500, 500, 40, "license=pdm&"},
		{"openverse", []string{collect.BY}, 4800, 400, 60, "size=medium"},
		{"commons", all, 400, 300, 16, "gsroffset=350"},
	} {
		t.Run(test.source, func(t *testing.T) {
			server, job := start(t, test.source)
			server.Photos["cat"] = test.photos
			job.Licences = test.licences
			job.Classes[0].Count = test.count
			summary, err := job.Run(t.Context(), nil)
			if err != nil || summary.Passed["the same file is there already"] > 0 {
				t.Errorf("%v; passed over: %v", err, summary.Passed)
			}
			if got := pictures(t, job.Folder); len(got) != test.count {
				t.Errorf("there are %d pictures", len(got))
			}
			asked := server.Asked("/" + test.source)
			if len(asked) > test.asked {
				t.Errorf("it was asked %d times", len(asked))
			}
			if !strings.Contains(asked[len(asked)-1].URL.RawQuery, test.part) {
				t.Errorf("the last question is %s", asked[len(asked)-1].URL.RawQuery)
			}
		})
	}
}

// Flickr repeats itself after some 4,000 photos of a query. What is wanted beyond them is asked for by the time of upload.
// The photos here are of no use, so that none is downloaded.
func TestFlickrIsAskedByYears(t *testing.T) {
	long(t)
	server, job := start(t, "flickr")
	server.Photos["cat"] = 9000
	server.Faults = nobody
	_, err := job.Run(t.Context(), nil)
	if err == nil || !strings.Contains(err.Error(), "have no more that fit") {
		t.Errorf("the error is %v", err)
	}
	seen := map[string]int{}
	for _, r := range server.Asked("/flickr") {
		q := r.URL.Query()
		seen[q.Get("min_upload_date")]++
		if q.Get("page") > "8" {
			t.Errorf("page %s was asked for", q.Get("page"))
		}
	}
	if seen[""] != 8 || len(seen) != 1+2026-2004+1 {
		t.Errorf("it was asked for these times: %v", seen)
	}
}

func TestPartsCoverAllDays(t *testing.T) {
	source, _ := collect.Settings{FlickrKey: "a"}.Source("flickr")
	year := source.Split(collect.Query{Text: "cat", Part: "2024"})
	if len(year) != 12 || year[0].Part != "2024-12" || year[11].Part != "2024-01" || year[0].Text != "cat" {
		t.Errorf("the months are %v", year)
	}
	month := source.Split(year[10])
	if len(month) != 29 || month[0].Part != "2024-02-29" || month[28].Part != "2024-02-01" {
		t.Errorf("the days are %v", month)
	}
	if day := source.Split(month[0]); len(day) != 0 {
		t.Errorf("a day is divided into %v", day)
	}
}

func TestOpenverseDividesFourTimes(t *testing.T) {
	source, _ := collect.Settings{}.Source("openverse")
	q := collect.Query{Text: "cat", Licences: []string{collect.BY, collect.Reserved, collect.CC0}}
	var each []int
	for parts := source.Split(q); len(parts) > 0; parts = source.Split(parts[len(parts)-1]) {
		each = append(each, len(parts))
		q = parts[0]
	}
	if want := "license=cc0&size=small&aspect_ratio=square&source=flickr"; !slices.Equal(each, []int{2, 3, 3, 3}) || q.Part != strings.Replace(want, "cc0", "by", 1) {
		t.Errorf("the numbers of parts are %v, the last of them begin with %q", each, q.Part)
	}
}
