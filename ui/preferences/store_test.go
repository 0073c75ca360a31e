package preferences_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"foolscope/ui/preferences"
)

var kinds = map[string]preferences.Kind{"folder": preferences.Text, "recent": preferences.Texts, "hints": preferences.Number}

func open(t *testing.T, path string) *preferences.Store {
	t.Helper()
	s, err := preferences.Open(path, kinds, func(err error) { t.Errorf("it cannot be kept: %v", err) })
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestPreferencesOutlastTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "not", "there", "kept.json")
	s := open(t, path)
	s.SetString("folder", "/pictures")
	s.SetStringList("recent", []string{"a", "b"})
	s.SetInt("hints", 3)
	s.SetBool("dark", true)
	s.SetString("gone", "x")
	s.RemoveValue("gone")
	s.Close()
	again := open(t, path)
	if again.String("folder") != "/pictures" || !slices.Equal(again.StringList("recent"), []string{"a", "b"}) || again.Int("hints") != 3 ||
		!again.Bool("dark") || again.StringWithFallback("gone", "nothing") != "nothing" {
		data, _ := os.ReadFile(path)
		t.Errorf("the file holds %s", data)
	}
	if info, _ := os.Stat(filepath.Dir(path)); runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
		t.Errorf("others can look into the folder: %v", info.Mode())
	}
}

// Each change is on the disk soon, whatever happens then.
func TestPreferencesAreKeptSoon(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.json")
	open(t, path).SetString("folder", "/pictures")
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if data, _ := os.ReadFile(path); strings.Contains(string(data), "/pictures") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal("nothing was written")
		}
	}
}

func TestDamagedPreferencesAreSaidAndPutAside(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "cut": `{"folder": "/pict`, "a list": `["folder"]`, "null": "null", "zeros": "\x00\x00\x00\x00",
		"longer than any": `{"folder": "` + strings.Repeat("x", 2<<20) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kept.json")
			put(t, path, text)
			s, err := preferences.Open(path, kinds, nil)
			if err == nil || !strings.Contains(err.Error(), "were damaged") {
				t.Errorf("the error is %v", err)
			}
			if s.String("folder") != "" {
				t.Error("something was read")
			}
			if got, _ := os.ReadFile(path + ".damaged"); string(got) != text {
				t.Errorf("what was in them is lost: %d bytes are left", len(got))
			}
			s.SetString("folder", "/new")
			s.Close()
			if open(t, path).String("folder") != "/new" {
				t.Error("the next start finds nothing")
			}
		})
	}
}

// A list of several types ended the program at each start.
func TestWrongTypesAreLeftOut(t *testing.T) {
	for name, text := range map[string]string{
		"a number for a text":   `{"folder": 7, "hints": 2}`,
		"a text for a list":     `{"recent": "a", "hints": 2}`,
		"a list of all sorts":   `{"recent": ["a", 1, null], "hints": 2}`,
		"a list of numbers":     `{"recent": [1, 2], "hints": 2}`,
		"an object":             `{"folder": {"a": {}}, "hints": 2}`,
		"null":                  `{"folder": null, "hints": 2}`,
		"a yes for a text":      `{"folder": true, "hints": 2}`,
		"and what nobody knows": `{"folder": [], "other": ["a", 1], "third": null, "hints": 2}`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kept.json")
			put(t, path, text)
			s, err := preferences.Open(path, kinds, nil)
			if err == nil || !strings.Contains(err.Error(), "left out") {
				t.Errorf("the error is %v", err)
			}
			if s.String("folder") != "" || len(s.StringList("recent")) != 0 || s.Int("hints") != 2 {
				t.Errorf("read %q, %q, %d", s.String("folder"), s.StringList("recent"), s.Int("hints"))
			}
			s.Close()
			if _, err := preferences.Open(path, kinds, nil); err != nil {
				t.Errorf("the next start complains again: %v", err)
			}
		})
	}
}

func TestNumbersThatAreNoIntegers(t *testing.T) {
	for _, text := range []string{`1e300`, `-1e12`, `1.5`} {
		path := filepath.Join(t.TempDir(), "kept.json")
		put(t, path, `{"hints": `+text+`}`)
		if got := open(t, path).IntWithFallback("hints", 5); got != 5 {
			t.Errorf("%s: got %d", text, got)
		}
	}
}

func TestPreferencesThatAreNoFile(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Unix's files")
	}
	for name, create := range map[string]func(path string) error{
		"a pipe":                 func(path string) error { return exec.Command("mkfifo", path).Run() },
		"a folder":               func(path string) error { return os.Mkdir(path, 0o700) },
		"an endless device":      func(path string) error { return os.Symlink("/dev/zero", path) },
		"a link that leads home": func(path string) error { return os.Symlink(filepath.Base(path), path) },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "kept.json")
			if err := create(path); err != nil {
				t.Skip(err)
			}
			s, err := preferences.Open(path, kinds, nil)
			if err == nil {
				t.Error("nothing is said")
			}
			s.SetString("folder", "/new")
			s.Close()
			if open(t, path).String("folder") != "/new" {
				t.Error("the next start finds nothing")
			}
		})
	}
}

func TestFynesPreferencesAreTakenOverOnce(t *testing.T) {
	folder := t.TempDir()
	path, fyne := filepath.Join(folder, "kept.json"), filepath.Join(folder, "preferences.json")
	put(t, fyne, `{"folder": "/fyne", "recent": ["a"], "hints": 1, "fyne:fileDialogViewLayout": 1}`)
	s := open(t, path)
	if !s.TakeOver(fyne, kinds) {
		t.Error("Fyne's file is still there")
	}
	if s.String("folder") != "/fyne" || s.Int("hints") != 1 {
		t.Error("it was not taken over")
	}
	s.SetString("folder", "/ours")
	s.Close()
	put(t, fyne, `{"folder": "/fyne again"}`)
	again := open(t, path)
	if !again.TakeOver(fyne, kinds) || again.String("folder") != "/ours" {
		t.Errorf("the folder is %s", again.String("folder"))
	}
}

func TestFynesDamagedPreferencesAreOutOfTheWay(t *testing.T) {
	for name, text := range map[string]string{"cut": `{"fol`, "a list of all sorts": `{"recent": ["a", 1]}`, "empty": ""} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			fyne := filepath.Join(folder, "preferences.json")
			put(t, fyne, text)
			if !open(t, filepath.Join(folder, "kept.json")).TakeOver(fyne, kinds) {
				t.Error("it is still in the way")
			}
			if _, err := os.Stat(fyne); err == nil {
				t.Error("it is still there")
			}
		})
	}
}

func TestTwoProgramsKeepBothOfTheirChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kept.json")
	a, b := open(t, path), open(t, path)
	a.SetString("folder", "/a")
	a.Close()
	b.SetInt("hints", 2)
	b.Close()
	if s := open(t, path); s.String("folder") != "/a" || s.Int("hints") != 2 {
		data, _ := os.ReadFile(path)
		t.Errorf("the file holds %s", data)
	}
}

func TestWhatCannotBeKeptIsSaidOnce(t *testing.T) {
	folder := t.TempDir()
	put(t, filepath.Join(folder, "file"), "")
	var mu sync.Mutex
	var told []string
	s, _ := preferences.Open(filepath.Join(folder, "file", "kept.json"), kinds, func(err error) {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, err.Error())
	})
	for i := range 3 {
		s.SetInt("hints", i+1)
		s.Close()
	}
	if s.Int("hints") != 3 {
		t.Error("it does not last until the end")
	}
	mu.Lock()
	defer mu.Unlock()
	if len(told) != 1 || !strings.Contains(told[0], "cannot be kept for the next start: its folder is not a folder") {
		t.Errorf("it says %q", told)
	}
}

// writerVariable makes the test's own program change preferences for ever.
const writerVariable = "PREFERENCES_TEST_WRITES"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerVariable); path != "" {
		s, err := preferences.Open(path, kinds, nil)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for i := 0; ; i++ {
			s.SetString("folder", strings.Repeat(fmt.Sprint(i%10), 5000))
			s.Close()
		}
	}
	os.Exit(m.Run())
}

// Killed at any moment, a program leaves preferences that are whole.
func TestKilledWhileWriting(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts many programs")
	}
	path := filepath.Join(t.TempDir(), "kept.json")
	for i := range 20 {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), writerVariable+"="+path)
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+7*i) * time.Millisecond)
		command.Process.Signal(syscall.SIGKILL)
		command.Wait()
		if data, err := os.ReadFile(path); err == nil && !json.Valid(data) {
			t.Fatalf("the file holds %d bytes that are no JSON", len(data))
		}
	}
	open(t, path).SetInt("hints", 1)
	s := open(t, path)
	s.SetInt("hints", 2)
	s.Close()
	entries, _ := os.ReadDir(filepath.Dir(path))
	if len(entries) != 1 {
		t.Errorf("%d files are left", len(entries))
	}
}
