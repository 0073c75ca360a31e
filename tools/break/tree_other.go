//go:build !linux

package main

import (
	"os"
	"os/exec"
	"sync/atomic"
	"time"
)

func separate(*exec.Cmd) {}

// killTree ends a process at once; what it started ends by itself.
func killTree(pid int) error {
	process, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return process.Kill()
}

// Memory, and how long a thread waited, are known on Linux only.
func peakOf(*os.ProcessState) int64 { return 0 }

func watchTree(pid int, most bounds) func() watched {
	var late atomic.Bool
	timer := time.AfterFunc(most.time, func() {
		late.Store(true)
		killTree(pid)
	})
	return func() watched {
		timer.Stop()
		return watched{late: late.Load()}
	}
}
