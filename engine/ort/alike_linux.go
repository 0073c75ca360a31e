package ort

import (
	"os"
	"runtime"
	"sync"
	"syscall"
)

// maxIdle is how many goroutines of a priority wait for the next run.
const maxIdle = 4

// followers are the goroutines that wait for something to do, by the priority of the threads that they keep.
var followers struct {
	sync.Mutex
	idle map[int][]chan func()
}

// alike calls a function on another goroutine. Where the caller's thread has a lower priority than the process, so has
// that goroutine's: what computes behind a window must not compete with it.
func alike(do func()) {
	// The system call says 20 less the niceness, so less is nicer.
	mine, err := syscall.Getpriority(syscall.PRIO_PROCESS, 0)
	usual, err2 := syscall.Getpriority(syscall.PRIO_PROCESS, os.Getpid())
	if err != nil || err2 != nil || mine >= usual {
		go do()
		return
	}
	followers.Lock()
	defer followers.Unlock()
	var jobs chan func()
	if idle := followers.idle[mine]; len(idle) > 0 {
		jobs, followers.idle[mine] = idle[len(idle)-1], idle[:len(idle)-1]
	} else {
		jobs = make(chan func(), 1)
		go follow(mine, jobs)
	}
	jobs <- do
}

// follow does what comes at a priority on a thread of its own.
func follow(priority int, jobs chan func()) {
	runtime.LockOSThread()
	if syscall.Gettid() != os.Getpid() {
		serve(priority, jobs)
		return
	}
	// The priority of the first thread is that of the process: another goroutine gets another thread while this
	// one holds the first.
	elsewhere := make(chan struct{})
	go func() {
		runtime.LockOSThread()
		close(elsewhere)
		serve(priority, jobs)
	}()
	<-elsewhere
	runtime.UnlockOSThread()
}

// serve does what comes at a priority, and ends together with its thread, which the goroutine has locked, when enough
// others are idle.
func serve(priority int, jobs chan func()) {
	_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 20-priority)
	for do := range jobs {
		do()
		followers.Lock()
		if followers.idle == nil {
			followers.idle = map[int][]chan func(){}
		}
		if len(followers.idle[priority]) < maxIdle {
			followers.idle[priority] = append(followers.idle[priority], jobs)
		} else {
			close(jobs)
		}
		followers.Unlock()
	}
}
