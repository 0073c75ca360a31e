package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// separate gives a process a group of its own, with all that it will start.
func separate(command *exec.Cmd) {
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

// killTree ends a process and its group at once.
func killTree(pid int) error { return syscall.Kill(-pid, syscall.SIGKILL) }

// peakOf is the largest resident memory of a process, or of one that it started and waited for, in bytes.
func peakOf(state *os.ProcessState) int64 {
	if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
		return int64(usage.Maxrss) << 10
	}
	return 0
}

// watchTree looks at a process and at all that it started, and ends them beyond the bounds. The function it returns
// ends the watch and says what was seen.
func watchTree(pid int, most bounds) func() watched {
	var w watched
	begun := time.Now()
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			sum := int64(0)
			for _, one := range treeOf(pid) {
				sum += residentOf(one)
				for _, long := range waitedFor(one, "") {
					w.waited = max(w.waited, long)
				}
			}
			w.memory = max(w.memory, sum)
			w.late = w.late || time.Since(begun)-w.waited > most.time
			if sum > most.memory || w.late {
				killTree(pid)
			}
			select {
			case <-stop:
				return
			case <-time.After(30 * time.Millisecond):
			}
		}
	}()
	return func() watched {
		close(stop)
		<-stopped
		return w
	}
}

// residentOf is the memory that only a process holds, in bytes: pages that are files, such as programs and libraries,
// are left out, since they would be counted once for each process.
func residentOf(pid int) int64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0
	}
	// The second number counts all pages, the third those that are files or shared.
	var all, resident, shared int64
	fmt.Sscan(string(text), &all, &resident, &shared)
	return (resident - shared) * int64(os.Getpagesize())
}

// treeOf are a process and all that it started, and so on.
func treeOf(pid int) []int {
	out := []int{pid}
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, list := range lists {
		text, _ := os.ReadFile(list)
		for _, name := range strings.Fields(string(text)) {
			if next, err := strconv.Atoi(name); err == nil {
				out = append(out, treeOf(next)...)
			}
		}
	}
	return out
}

// waitedFor is how long threads of a process have waited for a processor so far, by their numbers: the main thread, and
// those whose names begin with something.
func waitedFor(pid int, names string) map[string]time.Duration {
	out := map[string]time.Duration{}
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	for _, task := range tasks {
		name, _ := os.ReadFile(filepath.Join(task, "comm"))
		number := filepath.Base(task)
		if number != fmt.Sprint(pid) && !strings.HasPrefix(string(name), names) {
			continue
		}
		var ran, waited int64
		text, _ := os.ReadFile(filepath.Join(task, "schedstat"))
		fmt.Sscan(string(text), &ran, &waited)
		out[number] = time.Duration(waited)
	}
	return out
}
