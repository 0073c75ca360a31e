package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var (
	testPlatform = Platform{"linux", "amd64"}
	testLibrary  = []byte("a library")
)

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// shelf is a source that hands out what it has, or fails.
type shelf struct {
	has  []byte
	err  error
	call func()
}

func (s shelf) String() string       { return "the shelf" }
func (s shelf) offers(Platform) bool { return s.has != nil || s.err != nil }

func (s shelf) fetch(_ context.Context, _ Platform, scratch string) (string, error) {
	if s.call != nil {
		s.call()
	}
	if s.err != nil {
		return "", s.err
	}
	path := filepath.Join(scratch, "handed out")
	return path, os.WriteFile(path, s.has, 0o755)
}

// ensureFrom runs a fetcher that accepts testLibrary only, and returns what it logged besides.
func ensureFrom(ctx context.Context, dir string, sources ...source) (path, log string, err error) {
	var printed strings.Builder
	f := fetcher{platform: testPlatform, hashes: []string{hashOf(testLibrary)}, sources: sources, log: &printed}
	path, err = f.ensure(ctx, dir)
	return path, printed.String(), err
}

func TestEnsureTakesTheFirstSourceThatDelivers(t *testing.T) {
	never := shelf{has: testLibrary, call: func() { t.Error("a source behind the one that delivered was asked") }}
	tests := map[string]struct {
		sources []source
		says    string
	}{
		"at once":                   {[]source{shelf{has: testLibrary}, never}, "asking the shelf"},
		"after one with nothing":    {[]source{shelf{}, shelf{has: testLibrary}, never}, "asking the shelf"},
		"after one that fails":      {[]source{shelf{err: errors.New("closed today")}, shelf{has: testLibrary}, never}, "closed today"},
		"after one with wrong ware": {[]source{shelf{has: []byte("another library")}, shelf{has: testLibrary}, never}, "SHA-256"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "not", "yet", "there")
			path, log, err := ensureFrom(t.Context(), dir, test.sources...)
			if err != nil {
				t.Fatal(err)
			}
			if want := filepath.Join(dir, "libonnxruntime.so"); path != want {
				t.Errorf("it is at %s, want %s", path, want)
			}
			if got, _ := os.ReadFile(path); string(got) != string(testLibrary) {
				t.Errorf("it holds %q", got)
			}
			if !strings.Contains(log, test.says) {
				t.Errorf("the log does not say %q:\n%s", test.says, log)
			}
			expectOnly(t, dir, "libonnxruntime.so")
		})
	}
}

func TestEnsureIsSilentWhenTheLibraryIsThere(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := ensureFrom(t.Context(), dir, shelf{has: testLibrary}); err != nil {
		t.Fatal(err)
	}
	_, log, err := ensureFrom(t.Context(), dir, shelf{err: errors.New("asked again")})
	if err != nil || log != "" {
		t.Errorf("the second run: error %v, log %q", err, log)
	}
}

func TestEnsureReplacesADamagedLibrary(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "libonnxruntime.so")
	if err := os.WriteFile(path, testLibrary[:4], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ensureFrom(t.Context(), dir, shelf{has: testLibrary}); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); string(got) != string(testLibrary) {
		t.Errorf("it holds %q", got)
	}
}

func TestEnsureSaysWhatToDoWhenNothingHelps(t *testing.T) {
	dir := t.TempDir()
	_, _, err := ensureFrom(t.Context(), dir, shelf{err: errors.New("closed")}, shelf{has: []byte("fake")}, shelf{})
	if err == nil || !strings.Contains(err.Error(), "FOOLSCOPE_ONNXRUNTIME") {
		t.Errorf("the error is %v", err)
	}
	expectOnly(t, dir)
}

func TestEnsureSaysThatAPlatformHasNoLibrary(t *testing.T) {
	intelMac := Platform{"darwin", "amd64"}
	_, err := fetcher{platform: intelMac, hashes: knownHashes(intelMac)}.ensure(t.Context(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "darwin/amd64") {
		t.Errorf("the error is %v", err)
	}
}

func TestEnsureStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	dir := t.TempDir()
	cancelled := shelf{err: errors.New("interrupted"), call: cancel}
	next := shelf{has: testLibrary, call: func() { t.Error("another source was asked") }}
	if _, _, err := ensureFrom(ctx, dir, cancelled, next); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want %v", err, context.Canceled)
	}
	expectOnly(t, dir)
}

func TestEnsureNeedsAFolderItCanWrite(t *testing.T) {
	// Nobody, not even root, can make a folder under a file.
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(file, "onnxruntime")
	asked := shelf{has: testLibrary, call: func() { t.Error("a source was asked for a library that cannot be kept") }}
	_, _, err := ensureFrom(t.Context(), dir, asked)
	var path *fs.PathError
	if !errors.As(err, &path) || !strings.Contains(err.Error(), dir) {
		t.Errorf("the error is %v", err)
	}
}

func TestCatalogueNamesEveryLibraryByItsHash(t *testing.T) {
	for name, items := range map[string]items{"module": moduleItems, "release": releaseItems, "npm": npmItems} {
		for platform, item := range items {
			if raw, err := hex.DecodeString(item.hash); err != nil || len(raw) != sha256.Size {
				t.Errorf("%s, %s: %q is no SHA-256", name, platform, item.hash)
			}
			if raw, err := hex.DecodeString(item.archiveHash); err != nil || len(raw) != sha256.Size && len(raw) != 0 {
				t.Errorf("%s, %s: %q is no SHA-256", name, platform, item.archiveHash)
			}
		}
	}
}

func TestFileNameIsOneThatTheSystemLoads(t *testing.T) {
	for goos, want := range map[string]string{
		"linux": "libonnxruntime.so", "darwin": "libonnxruntime.dylib", "windows": "onnxruntime.dll",
	} {
		if got := FileName(goos); got != want {
			t.Errorf("%s: got %s, want %s", goos, got, want)
		}
	}
}

// expectOnly fails the test unless dir holds exactly the named files.
func expectOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %q, want %q", got, names)
	}
}
