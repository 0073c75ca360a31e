package collect_test

import (
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
)

// long skips a test that takes long under the race detector.
func long(t *testing.T) {
	if testing.Short() {
		t.Skip("it collects hundreds of pictures")
	}
}

func TestPaceIsKept(t *testing.T) {
	long(t)
	// The most that a service allows in a minute, by path.
	for source, minute := range map[string]map[string]int{
		"flickr":    {"/flickr": 60, "/photo": 120},
		"openverse": {"/openverse": 20, "/photo": 150},
		"commons":   {"/": 200},
	} {
		t.Run(source, func(t *testing.T) {
			server, job := start(t, source)
			server.Photos["cat"] = 2000
			job.Classes[0].Count = 250
			if source == "openverse" {
				job.Classes[0].Count = 500
			}
			clock := collect.NewFakeClock()
			var mu sync.Mutex
			asked := map[string][]time.Time{}
			server.Hook = func(_ http.ResponseWriter, r *http.Request) bool {
				mu.Lock()
				defer mu.Unlock()
				for path := range minute {
					if strings.HasPrefix(r.URL.Path, path) {
						asked[path] = append(asked[path], clock.Now())
					}
				}
				return false
			}
			if _, err := job.WithClock(clock).Run(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			for path, at := range asked {
				for i := minute[path]; i < len(at); i++ {
					// A clock that others move while somebody reads it is ahead by a few questions.
					if d := at[i].Sub(at[i-minute[path]]); d < 58*time.Second {
						t.Fatalf("%s: questions %d to %d were asked in %v", path, i-minute[path], i, d)
					}
				}
			}
		})
	}
}

func TestWithoutAnAddressCommonsIsAskedTenTimesAMinute(t *testing.T) {
	about := func(contact string) collect.About {
		source, _ := collect.Settings{Contact: contact}.Source("commons")
		return source.About()
	}
	if a := about(""); a.Searches.Minute+a.Pictures.Minute > 10 {
		t.Errorf("the pace is %+v and %+v", a.Searches, a.Pictures)
	}
	a := about("ann@example.org")
	if a.Searches.Minute+a.Pictures.Minute > 200 || max(1, a.Searches.Together)+a.Pictures.Together > 3 || !strings.Contains(a.Agent, "ann@example.org") {
		t.Errorf("the pace is %+v and %+v, the agent %q", a.Searches, a.Pictures, a.Agent)
	}
}

func TestOnlyCommonsLearnsTheAddress(t *testing.T) {
	long(t)
	server, job := start(t, "flickr", "openverse", "commons")
	job.Classes[0].Count = 100
	if _, err := job.Run(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for _, r := range server.Asked("/") {
		commons := strings.Contains(r.URL.Path, "commons")
		if named := strings.Contains(r.UserAgent(), "ann@example.org"); named != commons || !strings.HasPrefix(r.UserAgent(), "Foolscope/0.1.0") {
			t.Errorf("%s was asked by %q", r.URL.Path, r.UserAgent())
		}
	}
}

// refusing answers the first questions for a path with something else.
func refusing(path string, first int64, refuse http.HandlerFunc) func(http.ResponseWriter, *http.Request) bool {
	var n atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasPrefix(r.URL.Path, path) || n.Add(1) > first {
			return false
		}
		refuse(w, r)
		return true
	}
}

func TestRefusedQuestionsAreAskedAgain(t *testing.T) {
	status := func(code int, after string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			if after != "" {
				w.Header().Set("Retry-After", after)
			}
			w.WriteHeader(code)
		}
	}
	says := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(text)) }
	}
	hangUp := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	for name, test := range map[string]struct {
		source, path string
		refuse       http.HandlerFunc
		least        time.Duration
	}{
		"too many questions":          {"openverse", "/openverse", status(429, ""), 7 * time.Second},
		"too many, for five minutes":  {"openverse", "/openverse", status(429, "300"), 15 * time.Minute},
		"pictures asked for too fast": {"commons", "/photo", status(429, "60"), time.Minute},
		"a server that is ill":        {"flickr", "/flickr", status(503, ""), 7 * time.Second},
		"Flickr is not available":     {"flickr", "/flickr", says(`{"stat":"fail","code":105,"message":"Service currently unavailable"}`), 7 * time.Second},
		"Commons has too much to do":  {"commons", "/commons", says(`{"error":{"code":"ratelimited","info":"You've exceeded your rate limit."}}`), 7 * time.Second},
		"a page in place of JSON":     {"openverse", "/openverse", says("<html>Just a moment...</html>"), 7 * time.Second},
		"a connection that breaks":    {"flickr", "/photo", hangUp, 2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			server, job := start(t, test.source)
			clock := collect.NewFakeClock()
			began := clock.Now()
			server.Hook = refusing(test.path, 3, test.refuse)
			job = job.WithClock(clock)
			if _, err := job.Run(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			if got := len(pictures(t, job.Folder)); got != 12 {
				t.Errorf("%d pictures", got)
			}
			if took := clock.Now().Sub(began); took < test.least {
				t.Errorf("it waited %v in all, want %v at least", took, test.least)
			}
		})
	}
}

func TestPausesGrowAndDiffer(t *testing.T) {
	var last []time.Duration
	for range 2 {
		server, job := start(t, "flickr")
		server.Hook = refusing("/flickr", 5, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) })
		clock := collect.NewFakeClock()
		job.Classes[0].Count = 1
		if _, err := job.WithClock(clock).Run(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		pauses := clock.Slept[:5]
		for i, d := range pauses {
			if low := time.Second << i; d < low || d >= 3*low {
				t.Errorf("pause %d takes %v", i, d)
			}
		}
		if last != nil && last[0] == pauses[0] && last[1] == pauses[1] {
			t.Error("two programs wait equally long")
		}
		last = pauses
	}
}

// A service that has had enough is left alone, and the next one is asked.
func TestNextSourceStepsIn(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		refuse http.HandlerFunc
		note   string
	}{
		"for a day": {"openverse", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "80000")
			w.WriteHeader(429)
		}, "Openverse: it wants to be left alone until 2026-12-02 10:1"},
		"no answer": {"openverse", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(502) }, "Openverse: the server answered 502 Bad Gateway"},
		"another key": {"flickr", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"stat":"fail","code":100,"message":"Invalid"}`))
		}, "Flickr: the key is not known to Flickr: look whether it was copied whole"},
		"a refusal": {"flickr", func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte(`{"stat":"fail","code":3,"message":"No"}`))
		}, "Flickr: it says: No (code 3)"},
	} {
		t.Run(name, func(t *testing.T) {
			server, job := start(t, test.source, "commons")
			server.Hook = refusing("/"+test.source, 1000, test.refuse)
			job.Classes = append(job.Classes, collect.Class{Name: "dog", Count: 3})
			summary, err := job.Run(t.Context(), nil)
			if err != nil || len(summary.Notes) != 1 || !strings.HasPrefix(summary.Notes[0], test.note) {
				t.Errorf("the error is %v, the notes are %q", err, summary.Notes)
			}
		})
	}
}

func TestOpenverseIsAskedTwoHundredTimesADay(t *testing.T) {
	long(t)
	server, job := start(t, "openverse")
	server.Faults = func(int) collecttest.Fault { return collecttest.Secret }
	job.Licences = []string{collect.BYND} // every eighth work: four pages
	job.Classes = nil
	for i := range 60 {
		name := string(rune('a'+i%26)) + string(rune('a'+i/26))
		server.Photos[name] = 640
		job.Classes = append(job.Classes, collect.Class{Name: name, Count: 70})
	}
	_, err := job.Run(t.Context(), nil)
	if err == nil || !strings.Contains(err.Error(), "Openverse: it may not be asked more often today") {
		t.Errorf("the error is %v", err)
	}
	if n := len(server.Asked("/openverse")); n > 200 {
		t.Errorf("it was asked %d times", n)
	}
}

func TestWithoutANetwork(t *testing.T) {
	server, stop := collecttest.Start()
	stop()
	source, _ := collect.Settings{Address: server.Address}.Source("openverse")
	job := collect.Job{Folder: t.TempDir(), Sources: []collect.Source{source}, Classes: []collect.Class{{Name: "cat", Count: 1}}}
	_, err := job.WithClock(collect.NewFakeClock()).Run(t.Context(), nil)
	if err == nil || !strings.Contains(err.Error(), "cannot be reached") || errors.Is(err, t.Context().Err()) {
		t.Errorf("the error is %v", err)
	}
}
