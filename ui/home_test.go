package ui

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

// unsettled takes the home folder away, and goes to a folder that somebody has
// prepared.
func unsettled(t *testing.T, home string) (here string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("HOME is Unix's")
	}
	here = t.TempDir()
	t.Chdir(here)
	t.Setenv("TMPDIR", t.TempDir())
	for _, variable := range []string{"XDG_CONFIG_HOME", "XDG_CACHE_HOME"} {
		t.Setenv(variable, "")
	}
	t.Setenv("HOME", home)
	return here
}

func TestWithoutAHomeNothingComesFromTheCurrentFolder(t *testing.T) {
	for name, home := range map[string]string{"HOME is not set": "", "HOME is the current folder": ".", "HOME is a relative path": "there"} {
		t.Run(name, func(t *testing.T) {
			here := unsettled(t, home)
			for _, folder := range []string{"fyne", ".config/fyne", "there/.config/fyne"} {
				folder = filepath.Join(here, folder, AppID)
				os.MkdirAll(folder, 0o755)
				for _, file := range []string{"preferences.json", "foolscope.json"} {
					os.WriteFile(filepath.Join(folder, file), []byte(`{"onnxruntime": "/tmp/evil.so", "language": "de"}`), 0o644)
				}
			}
			before := tree(t, here)
			h := findHome()
			if h.folder != "" || h.preferences.String(libraryKey) != "" || h.preferences.String(languageKey) != "" {
				t.Errorf("kept in %q, the library %q, the language %q", h.folder, h.preferences.String(libraryKey), h.preferences.String(languageKey))
			}
			if h.problem == nil || !strings.Contains(h.problem.Error(), "no home folder") {
				t.Errorf("it says %v", h.problem)
			}
			if root, err := os.UserConfigDir(); err != nil || root != h.temporary {
				t.Errorf("Fyne is sent to %s, %v", root, err)
			}
			if info, err := os.Stat(h.temporary); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("others can look into its folder: %v, %v", info, err)
			}
			h.leave()
			if _, err := os.Stat(h.temporary); err == nil {
				t.Error("its folder is left behind")
			}
			if after := tree(t, here); after != before {
				t.Errorf("the current folder holds\n%s\nand held\n%s", after, before)
			}
		})
	}
}

// tree lists all below a folder.
func tree(t *testing.T, folder string) string {
	t.Helper()
	var out strings.Builder
	filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		out.WriteString(path + "\n")
		return err
	})
	return out.String()
}

func TestHomesThatCannotBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	os.WriteFile(file, nil, 0o644)
	for name, config := range map[string]string{
		"a file instead of a folder": file,
		"a folder of the system's":   "/proc",
	} {
		t.Run(name, func(t *testing.T) {
			unsettled(t, t.TempDir())
			t.Setenv("XDG_CONFIG_HOME", config)
			h := findHome()
			told := make(chan string, 1)
			h.tell(func(err error) { told <- err.Error() })
			h.preferences.SetString(languageKey, "de")
			h.leave()
			select {
			case text := <-told:
				if !strings.Contains(text, "preferences cannot be kept") {
					t.Errorf("it says %s", text)
				}
			default:
				t.Error("it says nothing")
			}
		})
	}
}

// A file of Fyne's that cannot be put aside is not read by Fyne either.
func TestFyneDoesNotReadWhatIsDamaged(t *testing.T) {
	unsettled(t, t.TempDir())
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	folder := filepath.Join(config, "fyne", AppID)
	os.MkdirAll(folder, 0o755)
	os.WriteFile(filepath.Join(folder, "preferences.json"), []byte(`{"recent.pictures": ["a", 1]}`), 0o644)
	// The new name is taken by a folder that is not empty.
	os.MkdirAll(filepath.Join(folder, "preferences.json.old", "x"), 0o755)
	h := findHome()
	defer h.leave()
	if h.id == AppID {
		t.Error("Fyne reads it")
	}
	if h.folder != folder {
		t.Errorf("kept in %s", h.folder)
	}
}

func TestCopiedPicturesAreNobodyElses(t *testing.T) {
	for name, cache := range map[string]string{"in the cache": t.TempDir(), "without a cache": ""} {
		t.Run(name, func(t *testing.T) {
			unsettled(t, "")
			t.Setenv("XDG_CACHE_HOME", cache)
			path, err := keepCopied("a.png", []byte("picture"))
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(filepath.Dir(path)); err != nil || info.Mode().Perm() != 0o700 {
				t.Errorf("others can look into %s: %v", filepath.Dir(path), info.Mode())
			}
		})
	}
}

// What Fyne calls when its loop has ended runs beside the end of the loop.
func TestFyneCallsNothingAfterItsLoop(t *testing.T) {
	life := test.NewTempApp(t).Lifecycle()
	l, ok := life.(interface {
		SetOnStoppedHookExecuted(func())
		OnStopped() func()
	})
	if !ok {
		t.Fatalf("%T is another one than the program's", life)
	}
	l.SetOnStoppedHookExecuted(func() {})
	spareHook(life)
	if l.OnStopped() != nil {
		t.Error("Fyne has something left to do when its loop has ended")
	}
}
