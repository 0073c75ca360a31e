package fetch

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"foolscope/engine/download"
)

// role makes this test binary play another program when a source runs it: the Go command, or the npm client.
const role = "FOOLSCOPE_FETCH_TEST_ROLE"

func TestMain(m *testing.M) {
	switch os.Getenv(role) {
	case "":
		os.Exit(m.Run())
	case "go":
		fmt.Printf("{\"Dir\": %q}\n", os.Getenv("FOLDER"))
	case "go without the module":
		fmt.Println(`{"Error": "module lookup disabled"}`)
		os.Exit(1)
	case "npm":
		folder := argument("--pack-destination")
		archive := archiveOf("package/lib.so", testLibrary)
		if err := os.WriteFile(filepath.Join(folder, "onnxruntime-node-1.24.3.tgz"), archive, 0o644); err != nil {
			panic(err)
		}
	case "npm that fails":
		fmt.Fprintln(os.Stderr, "npm error network is down\nnpm error and more")
		os.Exit(1)
	case "npm that hangs":
		time.Sleep(time.Minute)
	}
}

func argument(name string) string {
	for i, argument := range os.Args {
		if argument == name {
			return os.Args[i+1]
		}
	}
	panic("the argument " + name + " is missing")
}

// archiveOf returns a .tgz that holds one file among others.
func archiveOf(member string, content []byte) []byte {
	var buffer bytes.Buffer
	zipped := gzip.NewWriter(&buffer)
	writer := tar.NewWriter(zipped)
	add := func(name string, data []byte) {
		writer.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(data)), Typeflag: tar.TypeReg})
		writer.Write(data)
	}
	add("README", []byte("read me"))
	add(member, content)
	add("LICENSE", []byte("free"))
	writer.Close()
	zipped.Close()
	return buffer.Bytes()
}

// expectLibrary fails the test unless path is the library, ready to be loaded.
func expectLibrary(t *testing.T, path string, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != string(testLibrary) {
		t.Errorf("the library holds %q", got)
	}
	if info, err := os.Stat(path); err != nil || info.Mode()&0o400 == 0 {
		t.Errorf("the library cannot be read: %v, %v", info.Mode(), err)
	}
}

func TestModuleCopiesFromTheModulesFolder(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "lib.so"), testLibrary, 0o444); err != nil {
		t.Fatal(err)
	}
	t.Setenv(role, "go")
	t.Setenv("FOLDER", folder)
	source := module{items{testPlatform: {member: "lib.so"}}, []string{os.Args[0]}}
	path, err := source.fetch(t.Context(), testPlatform, t.TempDir())
	expectLibrary(t, path, err)
}

func TestModuleSaysWhyThereIsNone(t *testing.T) {
	tests := map[string]struct {
		role    string
		command string
		says    string
	}{
		"Go cannot get the module": {"go without the module", os.Args[0], "module lookup disabled"},
		"Go is not installed":      {"", "foolscope-has-no-such-command", "foolscope-has-no-such-command"},
		"the module is another":    {"go", os.Args[0], "lib.so"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv(role, test.role)
			t.Setenv("FOLDER", t.TempDir())
			source := module{items{testPlatform: {member: "lib.so"}}, []string{test.command}}
			_, err := source.fetch(t.Context(), testPlatform, t.TempDir())
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("the error is %v, want one with %q", err, test.says)
			}
		})
	}
}

func TestReleaseUnpacksTheArchive(t *testing.T) {
	archive := archiveOf("ort/lib/lib.so", testLibrary)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/v1/ort.tgz" {
			http.NotFound(w, r)
			return
		}
		w.Write(archive)
	}))
	defer server.Close()
	source := release{
		items:   items{testPlatform: {archive: "ort.tgz", archiveHash: hashOf(archive), member: "ort/lib/lib.so"}},
		base:    server.URL + "/v1/",
		silence: 5 * time.Second,
	}
	path, err := source.fetch(t.Context(), testPlatform, t.TempDir())
	expectLibrary(t, path, err)
}

func TestReleaseRefuses(t *testing.T) {
	archive := archiveOf("lib.so", testLibrary)
	damaged := archive[:len(archive)/2]
	tests := map[string]struct {
		body []byte
		item item
		want error
		says string
	}{
		"another archive":             {archive, item{archiveHash: hashOf(nil), member: "lib.so"}, download.ErrHash, ""},
		"a damaged archive":           {damaged, item{member: "lib.so"}, nil, "damaged"},
		"what is no archive":          {[]byte("<html>"), item{member: "lib.so"}, nil, "damaged"},
		"an archive without the file": {archive, item{member: "other.so"}, nil, "does not hold other.so"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(test.body) }))
			defer server.Close()
			test.item.archive = "ort.tgz"
			source := release{items{testPlatform: test.item}, server.URL + "/", 5 * time.Second}
			_, err := source.fetch(t.Context(), testPlatform, t.TempDir())
			switch {
			case err == nil:
				t.Error("it was accepted")
			case test.want != nil && !errors.Is(err, test.want):
				t.Errorf("the error is %v, want %v", err, test.want)
			case !strings.Contains(err.Error(), test.says):
				t.Errorf("the error %q does not say %q", err, test.says)
			}
		})
	}
}

func TestReleaseDoesNotWaitForASilentSite(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer server.Close()
	source := release{items{testPlatform: {archive: "ort.tgz"}}, server.URL + "/", 50 * time.Millisecond}
	if _, err := source.fetch(t.Context(), testPlatform, t.TempDir()); !errors.Is(err, download.ErrSilent) {
		t.Errorf("the error is %v, want %v", err, download.ErrSilent)
	}
}

func TestNpmUnpacksThePackage(t *testing.T) {
	t.Setenv(role, "npm")
	source := npm{items{testPlatform: {member: "package/lib.so"}}, []string{os.Args[0]}, time.Minute}
	path, err := source.fetch(t.Context(), testPlatform, t.TempDir())
	expectLibrary(t, path, err)
}

func TestNpmSaysWhyThereIsNone(t *testing.T) {
	tests := map[string]struct {
		role    string
		command string
		silence time.Duration
		says    string
	}{
		"the client fails":      {"npm that fails", os.Args[0], time.Minute, "npm error network is down"},
		"the client hangs":      {"npm that hangs", os.Args[0], 200 * time.Millisecond, "npm brought nothing for 200ms"},
		"there is no client":    {"", "foolscope-has-no-such-command", time.Minute, "npm is not installed"},
		"it is in no such pack": {"npm", os.Args[0], time.Minute, "does not hold"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv(role, test.role)
			source := npm{items{testPlatform: {member: "elsewhere"}}, []string{test.command}, test.silence}
			_, err := source.fetch(t.Context(), testPlatform, t.TempDir())
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("the error is %v, want one with %q", err, test.says)
			}
		})
	}
}

func TestNpmStopsWhenCancelled(t *testing.T) {
	t.Setenv(role, "npm that hangs")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	source := npm{items{testPlatform: {}}, []string{os.Args[0]}, time.Minute}
	if _, err := source.fetch(ctx, testPlatform, t.TempDir()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v, want %v", err, context.DeadlineExceeded)
	}
}

func TestExtractRefusesALibraryThatIsTooLong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lib.so")
	if err := writeFile(path, endless{}); err == nil || !strings.Contains(err.Error(), "larger") {
		t.Errorf("the error is %v", err)
	}
}

// endless is a reader of zeros.
type endless struct{}

func (endless) Read(buffer []byte) (int, error) { return len(buffer), nil }
