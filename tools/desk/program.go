package desk

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"foolscope/engine/ort"
)

// Program is Foolscope in a window that fills its display.
type Program struct {
	display *Display
	command *exec.Cmd
	journal *journal
	output  locked
	ended   chan struct{}
	// err is how it ended, once ended is closed.
	err error
}

// Start runs a program whose configuration and cache are in one folder and whose diagnostics log goes to another. Further
// environment variables are added to those of this process. The library is the one that this process would use: the
// user's cache, where it may be, is out of reach.
func (d *Display) Start(path, config, logs string, env []string, args ...string) (*Program, error) {
	events := filepath.Join(logs, "events")
	p := &Program{display: d, command: exec.Command(path, args...), ended: make(chan struct{})}
	p.command.Env = append(os.Environ(), "DISPLAY="+d.Name, "LIBGL_ALWAYS_SOFTWARE=1", "LANG=en_US.UTF-8",
		"FYNE_SCALE=1", "XDG_CONFIG_HOME="+config, "XDG_CACHE_HOME="+filepath.Join(config, "cache"), "FOOLSCOPE_EVENTS="+events)
	if library, err := ort.Library(); err == nil && os.Getenv(ort.LibraryVariable) == "" {
		p.command.Env = append(p.command.Env, ort.LibraryVariable+"="+library)
	}
	p.command.Env = append(p.command.Env, env...)
	p.command.Stdout, p.command.Stderr = &p.output, &p.output
	if err := p.command.Start(); err != nil {
		return nil, err
	}
	p.journal = follow(events, p.ended)
	go func() {
		p.err = p.command.Wait()
		close(p.ended)
	}()
	return p, nil
}

// Output is what it printed.
func (p *Program) Output() string { return p.output.String() }

// Running reports whether it is still there.
func (p *Program) Running() bool {
	select {
	case <-p.ended:
		return false
	default:
		return true
	}
}

// Ended waits for it to end by itself.
func (p *Program) Ended(within time.Duration) error {
	select {
	case <-p.ended:
		return p.err
	case <-time.After(within):
		return errors.New("it is still there")
	}
}

// Signal sends it a signal, as a system does that shuts down.
func (p *Program) Signal(s os.Signal) error { return p.command.Process.Signal(s) }

// Kill ends it at once, as a crash would.
func (p *Program) Kill() {
	if p.Running() {
		p.command.Process.Kill()
		<-p.ended
	}
}

// Process is the number of its process.
func (p *Program) Process() int { return p.command.Process.Pid }

// Dump ends it, and makes it print what all its goroutines do.
func (p *Program) Dump() {
	if p.command.Process.Signal(syscall.SIGQUIT) == nil {
		p.Ended(Patience)
	}
}

// Fill makes the window as large as the display and gives it the keyboard: there is no window manager to do so.
func (p *Program) Fill() error { return p.Resize(p.display.width, p.display.height) }

// Resize gives the window a size, in the upper left corner of the display, and the keyboard.
func (p *Program) Resize(width, height int) error {
	find := []string{"search", "--sync", "--onlyvisible", "--all", "--pid", fmt.Sprint(p.command.Process.Pid), "--name", "Foolscope"}
	return p.display.hands(append(find, "windowmove", "0", "0", "windowsize", fmt.Sprint(width), fmt.Sprint(height), "windowfocus")...)
}

// locked is a buffer that may be read while it is written.
type locked struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (l *locked) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.Write(data)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.String()
}
