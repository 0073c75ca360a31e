package collect_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/collect"
	"foolscope/engine/collect/collecttest"
)

// The user's key is for Flickr's ears alone: whatever it does, no error, report or file has it, and no other server sees it.
func TestKeyStaysSecret(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if said := fmt.Sprint(r.URL, r.Header); strings.Contains(said, collecttest.Key) {
			t.Errorf("another server is told %s", said)
		}
		w.WriteHeader(http.StatusTeapot)
	}))
	defer elsewhere.Close()
	for name, answer := range map[string]http.HandlerFunc{
		"a failure that repeats it": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"stat":"fail","code":100000,"message":"Bad key %s"}`, collecttest.Key)
		},
		"a failure that may pass": func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprintf(w, `{"stat":"fail","code":105,"message":"Bad key %s"}`, collecttest.Key)
		},
		"leads elsewhere": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, elsewhere.URL, http.StatusFound) },
		"leads nowhere": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://%zz/"+r.URL.RawQuery)
			w.WriteHeader(302)
		},
		"leads in a circle":     func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) },
		"hangs up":              func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"an answer of nonsense": func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL) },
		"a status with it":      func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) },
		"photos whose addresses have it": func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintf(w, `{"stat":"ok","photos":{"pages":1,"total":"1","photo":[{"id":"1","owner":"a","license":"4","title":%q,"url_n":"http://%s/photo/flickr/cat/1/n.jpg?k=%s"}]}}`, collecttest.Key, r.Host, collecttest.Key)
		},
	} {
		t.Run(name, func(t *testing.T) {
			server, job := start(t, "flickr")
			server.Hook = refusing("/flickr", 1000, answer)
			var told strings.Builder
			summary, err := job.Run(t.Context(), func(p collect.Progress) { fmt.Fprintln(&told, p) })
			if err == nil { // nobody has 12 pictures
				t.Error("it succeeded")
			}
			fmt.Fprintln(&told, err, summary)
			for _, name := range files(t, job.Folder) {
				data, _ := os.ReadFile(filepath.Join(job.Folder, name))
				told.Write(data)
			}
			if strings.Contains(told.String(), collecttest.Key) {
				t.Errorf("the key is in %s", told.String())
			}
		})
	}
}

func TestWhatCannotBeAKeyIsNotRepeated(t *testing.T) {
	err := collect.Settings{FlickrKey: "secret key"}.Check()
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("the error is %v", err)
	}
}

func TestSettingsComeFromTheEnvironmentFirst(t *testing.T) {
	kept := map[string]string{collect.FlickrPreference: "kept", collect.ContactPreference: "ann@example.org"}
	preference := func(key string) string { return kept[key] }
	for variable, want := range map[string]string{"": "kept", " own\n": "own"} {
		t.Setenv(collect.FlickrVariable, variable)
		if got := collect.SettingsOf(preference, "1"); got.FlickrKey != want || got.Contact != "ann@example.org" {
			t.Errorf("with %q the settings are %+v", variable, got)
		}
	}
}
