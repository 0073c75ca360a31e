package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"foolscope/tools/desk"
)

// calls are lines of strace that name a file: the call, and the file.
var calls = regexp.MustCompile(`\b(open|openat|execve|connect|socket|creat)\((?:AT_FDCWD, )?(?:"([^"]*)")?(.*)`)

// prepared is a folder that somebody has made for the program to start in.
func prepared(t *testing.T) string {
	t.Helper()
	here := t.TempDir()
	for _, file := range []string{
		"libonnxruntime.so", "lib/libonnxruntime.so", "libX11.so.6", "libX11.so", "libGL.so.1", "onnxruntime.dll", "libonnxruntime_providers_shared.so",
		"FyneApp.toml", "fyne/settings.json", "fyne/org.foolscope.Foolscope/preferences.json", "fyne/org.foolscope.Foolscope/foolscope.json",
		".config/fyne/org.foolscope.Foolscope/foolscope.json", ".cache/foolscope/onnxruntime/libonnxruntime.so",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(here, file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(here, file), []byte(`{"onnxruntime": "./libonnxruntime.so"}`), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return here
}

// TestStartTouchesNothingOfOthers watches what the program asks of the system:
// nothing of the network, nothing in the folder that it is started in, and no file
// in a shared temporary folder that others could have put there before.
func TestStartTouchesNothingOfOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("it watches each call of the system")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is not installed")
	}
	if missing := desk.Missing(); missing != "" {
		t.Skip(missing)
	}
	library := os.Getenv("FOOLSCOPE_ONNXRUNTIME")
	if cache, err := os.UserCacheDir(); library == "" && err == nil {
		library = filepath.Join(cache, "foolscope", "onnxruntime")
	}
	home := t.TempDir()
	model := smallModel(t)
	for name, env := range map[string][]string{
		"at home":        {"HOME=" + home, "XDG_CONFIG_HOME=" + filepath.Join(home, ".config"), "XDG_CACHE_HOME=" + filepath.Join(home, ".cache")},
		"without a home": {"HOME=", "XDG_CONFIG_HOME=", "XDG_CACHE_HOME="},
		"home is a dot":  {"HOME=.", "XDG_CONFIG_HOME=", "XDG_CACHE_HOME="},
	} {
		t.Run(name, func(t *testing.T) {
			here, temporary, logs := prepared(t), t.TempDir(), t.TempDir()
			before := filesBelow(t, here)
			display, err := desk.NewDisplay(deskWidth, deskHeight)
			if err != nil {
				t.Fatal(err)
			}
			defer display.Close()
			trace, events := filepath.Join(logs, "trace"), filepath.Join(logs, "events")
			program := exec.Command(strace, "-f", "-qq", "-s", "512", "-e", "trace=open,openat,creat,execve,socket,connect", "-o", trace,
				build(t), "--model", model)
			program.Dir = here
			program.Env = append(os.Environ(), "DISPLAY="+display.Name, "LIBGL_ALWAYS_SOFTWARE=1", "FYNE_SCALE=1", "TMPDIR="+temporary,
				"FOOLSCOPE_EVENTS="+events, "FOOLSCOPE_ONNXRUNTIME="+library)
			program.Env = append(program.Env, env...)
			if err := program.Start(); err != nil {
				t.Skip(err)
			}
			ended := make(chan error, 1)
			go func() { ended <- program.Wait() }()
			wait(t, "the first result", func() bool {
				data, _ := os.ReadFile(events)
				return strings.Contains(string(data), `"result"`)
			})
			var process int
			if data, err := os.ReadFile(trace); err == nil {
				fmt.Sscan(string(data), &process)
			}
			syscall.Kill(process, syscall.SIGTERM)
			select {
			case <-ended:
			case <-time.After(30 * time.Second):
				program.Process.Kill()
				t.Error("it does not end")
			}
			judgeCalls(t, trace, here, temporary, filepath.Dir(model))
			if after := filesBelow(t, here); after != before {
				t.Errorf("the folder that it was started in holds\n%s\nand held\n%s", after, before)
			}
			filepath.WalkDir(temporary, func(path string, entry os.DirEntry, err error) error {
				// Fyne may make its folder anew, at the last moment.
				if info, _ := entry.Info(); path != temporary && info.Mode() != os.ModeDir|0o700 {
					t.Errorf("left behind: %v %s", info.Mode(), path)
				}
				return err
			})
		})
	}
}

// judgeCalls fails the test for each call that concerns what others could have
// prepared.
func judgeCalls(t *testing.T, trace, here, temporary, beside string) {
	t.Helper()
	file, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	seen := 0
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		m := calls.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		seen++
		call, path, rest := m[1], m[2], m[3]
		switch {
		case call == "socket" || call == "connect":
			if strings.Contains(line, "AF_INET") {
				t.Errorf("it turns to the network: %s", line)
			}
		case strings.HasPrefix(path, here) || path != "" && !filepath.IsAbs(path):
			t.Errorf("it opens what is in the current folder: %s", line)
		case strings.HasPrefix(path, beside) && strings.Contains(filepath.Base(path), ".so"):
			t.Errorf("it opens a library beside the model: %s", line)
		case strings.Contains(rest, "O_CREAT") && !strings.Contains(rest, "O_EXCL") && shared(path, temporary):
			t.Errorf("it makes a file that others can make before: %s", line)
		}
	}
	if seen < 100 {
		t.Errorf("only %d calls were seen", seen)
	}
}

// shared tells whether a file lies directly in a folder that all may write to.
func shared(path, temporary string) bool {
	folder := filepath.Dir(path)
	return folder == temporary || folder == "/tmp" || folder == "/var/tmp" || folder == "/dev/shm"
}

// filesBelow lists a folder.
func filesBelow(t *testing.T, folder string) string {
	t.Helper()
	var out strings.Builder
	filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		out.WriteString(path + "\n")
		return err
	})
	return out.String()
}
