package ort

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// put writes a file, whose folder need not exist.
func put(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o755); err != nil {
		t.Fatal(err)
	}
}

// genuine is the smallest file that passes inspection as a library for Linux
// on x86-64: an ELF header.
var genuine = append([]byte("\x7fELF\x02\x01\x01"+strings.Repeat("\x00", 9)+
	"\x03\x00"+"\x3e\x00"+"\x01\x00\x00\x00"+strings.Repeat("\x00", 24)+
	"\x00\x00\x00\x00"+"\x40\x00"+"\x38\x00"+"\x00\x00"+"\x40\x00"+"\x00\x00"+"\x00\x00"), make([]byte, 64)...)

// foreign is the same for another processor.
func foreign() []byte {
	other := slices.Clone(genuine)
	other[18] = 0xb7
	return other
}

func TestSearchOrder(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		// override is relative to the root, like all paths here.
		override string
		want     []string
	}{
		{name: "nothing"},
		{name: "beside the program", files: []string{"opt/app/libonnxruntime.so"}, want: []string{"opt/app/libonnxruntime.so"}},
		{
			name: "nearest first",
			files: []string{
				"home/.cache/foolscope/onnxruntime/libonnxruntime.so", "usr/lib/foolscope/libonnxruntime.so.1",
				"opt/lib/foolscope/libonnxruntime.so", "opt/app/lib/libonnxruntime.so", "opt/app/libonnxruntime.so",
			},
			want: []string{
				"opt/app/libonnxruntime.so", "opt/app/lib/libonnxruntime.so", "opt/lib/foolscope/libonnxruntime.so",
				"usr/lib/foolscope/libonnxruntime.so.1", "home/.cache/foolscope/onnxruntime/libonnxruntime.so",
			},
		},
		{
			name:  "plain name first",
			files: []string{"opt/app/libonnxruntime.so.1.24.3", "opt/app/libonnxruntime.so", "opt/app/libonnxruntime.so.1"},
			want:  []string{"opt/app/libonnxruntime.so", "opt/app/libonnxruntime.so.1.24.3", "opt/app/libonnxruntime.so.1"},
		},
		{name: "other files", files: []string{"opt/app/libonnxruntime_providers_shared.so", "opt/app/onnxruntime.dll", "opt/app/libonnxruntime.so.dSYM"}},
		{
			name: "override by file, of any name", override: "elsewhere/ort.bin",
			files: []string{"elsewhere/ort.bin", "opt/app/libonnxruntime.so"}, want: []string{"elsewhere/ort.bin"},
		},
		{
			name: "override by folder", override: "elsewhere",
			files: []string{"elsewhere/libonnxruntime.so.1.24.3", "opt/app/libonnxruntime.so"}, want: []string{"elsewhere/libonnxruntime.so.1.24.3"},
		},
		{name: "wrong override", override: "nowhere", files: []string{"opt/app/libonnxruntime.so"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := t.TempDir()
			for _, file := range test.files {
				put(t, filepath.Join(root, file), genuine)
			}
			s := surroundings{
				goos: "linux", goarch: "amd64",
				executable: filepath.Join(root, "opt/app/foolscope"),
				system:     []string{filepath.Join(root, "usr/lib/foolscope")},
				cache:      filepath.Join(root, "home/.cache"),
			}
			if test.override != "" {
				s.override = filepath.Join(root, test.override)
			}
			fit, missing := s.fit()
			var got []string
			for _, path := range fit {
				relative, _ := filepath.Rel(root, path)
				got = append(got, filepath.ToSlash(relative))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("found %q, want %q", got, test.want)
			}
			if len(got) == 0 && test.override != "" && !strings.Contains(missing.Error(), LibraryVariable+" is set to "+s.override) {
				t.Errorf("the error does not tell of the variable: %v", missing)
			}
		})
	}
}

func TestLibraryNames(t *testing.T) {
	tests := []struct {
		goos, name string
		want       bool
	}{
		{"linux", "libonnxruntime.so", true},
		{"linux", "libonnxruntime.so.1", true},
		{"linux", "libonnxruntime.so.1.24.4", true},
		{"linux", "libonnxruntime.dylib", false},
		{"linux", "libonnxruntime_providers_shared.so", false},
		{"darwin", "libonnxruntime.dylib", true},
		{"darwin", "libonnxruntime.1.24.4.dylib", true},
		{"darwin", "libonnxruntime.so", false},
		{"windows", "onnxruntime.dll", true},
		{"windows", "OnnxRuntime.dll", true},
		{"windows", "onnxruntime_providers_shared.dll", false},
	}
	for _, test := range tests {
		if got := isLibrary(test.goos, test.name); got != test.want {
			t.Errorf("%s, %s: %v, want %v", test.goos, test.name, got, test.want)
		}
	}
}

func TestMacBundleIsSearched(t *testing.T) {
	s := surroundings{goos: "darwin", executable: filepath.FromSlash("/Applications/Foolscope.app/Contents/MacOS/foolscope")}
	want := filepath.FromSlash("/Applications/Foolscope.app/Contents/Frameworks")
	if !slices.Contains(s.folders(), want) {
		t.Errorf("%s is not among %q", want, s.folders())
	}
}

func TestInspect(t *testing.T) {
	cut := slices.Clone(genuine)
	// One segment that reaches beyond the end of the file.
	cut[32], cut[56] = 64, 1
	segment := cut[64:]
	segment[0], segment[32], segment[40] = 1, 200, 200
	tests := []struct {
		name string
		goos string
		data []byte
		want error
	}{
		{"a library", "linux", genuine, nil},
		{"for another processor", "linux", foreign(), errOtherProcessor},
		{"cut off", "linux", append(cut, 0), errNotLibrary},
		{"text", "linux", []byte("this is no library\n"), errNotLibrary},
		{"nothing", "linux", nil, errNotLibrary},
		{"for another system", "windows", genuine, errNotLibrary},
		{"for another system", "darwin", genuine, errNotLibrary},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library")
			put(t, path, test.data)
			if err := inspect(path, test.goos, "amd64"); !errors.Is(err, test.want) {
				t.Errorf("%v, want %v", err, test.want)
			}
		})
	}
}

// TestInspectGenuine inspects the libraries for several systems that come with
// the binding's module, whole and cut off.
func TestInspectGenuine(t *testing.T) {
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yalue/onnxruntime_go").Output()
	if err != nil {
		t.Skip("the binding's module cannot be found: ", err)
	}
	tests := []struct{ goos, goarch, other, file string }{
		{"windows", "amd64", "arm64", "onnxruntime.dll"},
		{"darwin", "arm64", "amd64", "onnxruntime_arm64.dylib"},
		{"linux", "arm64", "amd64", "onnxruntime_arm64.so"},
	}
	for _, test := range tests {
		t.Run(test.goos, func(t *testing.T) {
			path := filepath.Join(strings.TrimSpace(string(folder)), "test_data", test.file)
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Skip(err)
			}
			if err := inspect(path, test.goos, test.goarch); err != nil {
				t.Errorf("whole: %v", err)
			}
			if err := inspect(path, test.goos, test.other); !errors.Is(err, errOtherProcessor) {
				t.Errorf("on another processor: %v, want %v", err, errOtherProcessor)
			}
			half := filepath.Join(t.TempDir(), test.file)
			put(t, half, whole[:len(whole)/2])
			if err := inspect(half, test.goos, test.goarch); !errors.Is(err, errNotLibrary) {
				t.Errorf("cut off: %v, want %v", err, errNotLibrary)
			}
		})
	}
}

func TestRejectedLibrariesAreTold(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "libonnxruntime.so"), foreign())
	s := surroundings{goos: "linux", goarch: "amd64", executable: filepath.Join(root, "foolscope")}
	_, missing := s.fit()
	want := "the onnxruntime library " + filepath.Join(root, "libonnxruntime.so") + " cannot be used: it was made for another kind of processor"
	if missing.Error() != want {
		t.Errorf("error %q, want %q", missing, want)
	}
	put(t, filepath.Join(root, "lib", "libonnxruntime.so"), genuine)
	if fit, _ := s.fit(); len(fit) != 1 {
		t.Errorf("a bad library keeps the search from a good one: %q", fit)
	}
}

// Code is loaded from whole paths alone: what others mean is up to the current
// folder, which may be anybody's.
func TestNoLibraryComesFromTheCurrentFolder(t *testing.T) {
	current := t.TempDir()
	t.Chdir(current)
	for _, file := range []string{"libonnxruntime.so", "lib/libonnxruntime.so", "foolscope/onnxruntime/libonnxruntime.so", ".cache/foolscope/onnxruntime/libonnxruntime.so"} {
		put(t, filepath.Join(current, file), genuine)
	}
	for name, s := range map[string]surroundings{
		"a variable that is a file's name":   {override: "libonnxruntime.so"},
		"a variable that is a folder's name": {override: "lib"},
		"a variable that is this folder":     {override: "."},
		"a cache folder that is not whole":   {cache: "."},
		"a program that is not whole":        {executable: "foolscope"},
		"nothing at all":                     {},
	} {
		s.goos, s.goarch = "linux", "amd64"
		if s.executable == "" {
			s.executable = "/nowhere/foolscope"
		}
		fit, missing := s.fit()
		if len(fit) > 0 {
			t.Errorf("%s: found %q", name, fit)
		}
		if s.override != "" && !strings.Contains(missing.Error(), "give the whole path") {
			t.Errorf("%s: the error is %v", name, missing)
		}
	}
	for _, home := range []string{"", ".", "there"} {
		t.Setenv("HOME", home)
		t.Setenv("XDG_CACHE_HOME", "")
		if got := currentSurroundings().cache; got != "" {
			t.Errorf("with HOME=%q the cache is %s", home, got)
		}
	}
}
