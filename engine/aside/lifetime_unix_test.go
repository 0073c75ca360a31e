//go:build unix

package aside

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// alive reports whether a process runs; one that ended but that nobody asked
// about does not.
func alive(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return true
	}
	_, state, _ := strings.Cut(string(stat), ") ")
	return !strings.HasPrefix(state, "Z")
}

// gone waits until a process has ended.
func gone(pid int) bool {
	for range 600 {
		if !alive(pid) {
			return true
		}
		time.Sleep(50 * time.Millisecond)
	}
	return false
}

// filesOf lists what a process has open, where the system tells.
func filesOf(pid int) (open []string) {
	links, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/fd/*")
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil {
			open = append(open, target)
		}
	}
	return open
}

// The program is killed while a helper computes what never ends.
func TestAHelperEndsWithTheProgram(t *testing.T) {
	needLibrary(t)
	model, err := filepath.Abs(products(t, 100))
	if err != nil {
		t.Fatal(err)
	}
	program := as("orphans a helper")(model)
	out, err := program.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := program.StdinPipe()
	if err == nil {
		err = program.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	helper, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Kill(helper, syscall.SIGKILL)
	time.Sleep(time.Second)
	if !alive(helper) {
		t.Fatal("the helper has ended by itself")
	}
	for _, open := range filesOf(helper) {
		if strings.HasPrefix(open, "socket:") {
			t.Errorf("the helper has a %s", open)
		}
	}
	io.WriteString(in, "\n")
	_ = program.Wait()
	if !gone(helper) {
		t.Error("the helper is still there")
	}
}

func TestAHelpersChildrenEndWithIt(t *testing.T) {
	record := filepath.Join(t.TempDir(), "number")
	command := func(args ...string) *exec.Cmd {
		c := as("leaves a child")(args...)
		c.Env = append(c.Env, numberVariable+"="+record)
		return c
	}
	if err := try(context.Background(), command, "net.onnx", Limits{1 << 30, time.Second}); err == nil {
		t.Fatal("it passed")
	}
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	child, err := strconv.Atoi(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if !gone(child) {
		syscall.Kill(child, syscall.SIGKILL)
		t.Error("the child is still there")
	}
}
