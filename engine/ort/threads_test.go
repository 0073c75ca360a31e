package ort

import (
	"testing"
	"testing/fstest"
)

func TestPhysicalCores(t *testing.T) {
	siblings := func(lists ...string) fstest.MapFS {
		cpus := fstest.MapFS{"cpufreq/topology/thread_siblings_list": {Data: []byte("9\n")}}
		for i, list := range lists {
			cpus["cpu"+string(rune('0'+i))+"/topology/thread_siblings_list"] = &fstest.MapFile{Data: []byte(list + "\n")}
		}
		return cpus
	}
	tests := []struct {
		name string
		cpus fstest.MapFS
		want int
	}{
		{"not stated", siblings(), 0},
		{"one processor a core", siblings("0", "1", "2"), 3},
		{"two processors a core", siblings("0,2", "1,3", "0,2", "1,3"), 2},
		{"fast and slow cores", siblings("0-1", "0-1", "2", "3"), 3},
	}
	for _, test := range tests {
		if got := physicalCores(test.cpus); got != test.want {
			t.Errorf("%s: %d cores, want %d", test.name, got, test.want)
		}
	}
}

func TestThreads(t *testing.T) {
	if got := threads(3); got != 3 {
		t.Errorf("3 threads were asked for, got %d", got)
	}
	if got := threads(0); got < 0 || got > 4096 {
		t.Errorf("by itself: %d threads", got)
	}
}
