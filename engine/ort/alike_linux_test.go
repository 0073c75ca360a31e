package ort

import (
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// What a thread of a low priority has done elsewhere is done at that priority, and every time on the same thread.
func TestRunsKeepThePriorityOfTheirCaller(t *testing.T) {
	priority := func() int {
		p, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
		if err != nil {
			t.Error(err)
		}
		return 20 - p
	}
	const nice = 19
	done := make(chan [2][2]int)
	// The goroutine ends with its thread, so nothing else has its priority.
	var begin func()
	begin = func() {
		runtime.LockOSThread()
		if syscall.Gettid() == os.Getpid() {
			// The priority of the first thread is that of the process: another goroutine gets another one.
			go begin()
			<-t.Context().Done()
			runtime.UnlockOSThread()
			return
		}
		if err := syscall.Setpriority(syscall.PRIO_PROCESS, 0, nice); err != nil {
			t.Error(err)
		}
		var got [2][2]int
		for i := range got {
			ran := make(chan [2]int)
			alike(func() { ran <- [2]int{priority(), syscall.Gettid()} })
			got[i] = <-ran
			for waiting := 0; waiting == 0; time.Sleep(time.Millisecond) {
				followers.Lock()
				waiting = len(followers.idle[20-nice])
				followers.Unlock()
			}
		}
		done <- got
	}
	go begin()
	if got := <-done; got[0][0] != nice || got[0] != got[1] {
		t.Errorf("niceness and thread are %v", got)
	}
	ran := make(chan int)
	alike(func() { ran <- priority() })
	if mine, got := priority(), <-ran; got != mine {
		t.Errorf("at niceness %d it ran at %d", mine, got)
	}
}

// The priority of the first thread is that of the process: what is done at a lower one is done on another.
func TestTheFirstThreadKeepsThePriorityOfTheProcess(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	jobs := make(chan func(), 1)
	found := false
	// Threads that are held leave the scheduler no other than the first in the end.
	for range 200 {
		first := make(chan bool)
		go func() {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			if syscall.Gettid() != os.Getpid() {
				first <- false
				<-release
				return
			}
			first <- true
			follow(20-19, jobs)
		}()
		if found = <-first; found {
			break
		}
	}
	if !found {
		t.Skip("no goroutine came to the first thread")
	}
	ran := make(chan int)
	jobs <- func() { ran <- syscall.Gettid() }
	if thread := <-ran; thread == os.Getpid() {
		t.Error("it was done on the first thread")
	}
	if p, err := syscall.Getpriority(syscall.PRIO_PROCESS, os.Getpid()); err != nil || p <= 20-19 {
		t.Errorf("the process has the niceness %d, %v", 20-p, err)
	}
}
