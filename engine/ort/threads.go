package ort

import (
	"io/fs"
	"os"
	"runtime"
	"strings"
)

// Threads is how many threads a session uses that asks for none in particular.
func Threads() int {
	if n := threads(0); n > 0 {
		return n
	}
	return runtime.NumCPU()
}

// threads returns the number of threads to ask onnxruntime for; 0 leaves it to
// onnxruntime, which takes one per physical core.
//
// Two threads on the two halves of one core only disturb each other. On Linux
// the cores are counted here, because onnxruntime overlooks that the process
// may be confined to some of them, as it is in containers.
func threads(wanted int) int {
	if wanted > 0 {
		return wanted
	}
	if runtime.GOOS != "linux" {
		return 0
	}
	cores := physicalCores(os.DirFS("/sys/devices/system/cpu"))
	if cores == 0 {
		return 0
	}
	return min(cores, goScheduler.number())
}

// physicalCores counts the cores that a Linux system describes in the given
// folder: processors with the same list of siblings share one. It returns 0 if
// the system does not say.
func physicalCores(cpus fs.FS) int {
	files, err := fs.Glob(cpus, "cpu[0-9]*/topology/thread_siblings_list")
	if err != nil {
		return 0
	}
	cores := map[string]bool{}
	for _, file := range files {
		if siblings, err := fs.ReadFile(cpus, file); err == nil {
			cores[strings.TrimSpace(string(siblings))] = true
		}
	}
	return len(cores)
}
