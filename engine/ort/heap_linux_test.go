package ort

import (
	"os"
	"strings"
	"testing"
)

// TestNetworksAreOpenedInLargePages looks the heap up in the list of the
// process's memory, where "hg" stands for large pages.
func TestNetworksAreOpenedInLargePages(t *testing.T) {
	if err := withRoom(leastRoom, func() error { return nil }); err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip("this system does not list its memory: ", err)
	}
	_, heap, found := strings.Cut(string(list), "[heap]")
	if !found || !strings.Contains(heap, "VmFlags:") {
		t.Skip("this system does not list its heap")
	}
	for _, part := range strings.Split(string(list), "[heap]")[1:] {
		_, flags, _ := strings.Cut(part, "VmFlags:")
		flags, _, _ = strings.Cut(flags, "\n")
		if strings.Contains(flags+" ", " hg ") {
			return
		}
	}
	t.Error("no part of the heap was asked for in large pages")
}

func TestSmallNetworksNeedNoRoom(t *testing.T) {
	called := false
	if err := withRoom(leastRoom-1, func() error { called = true; return os.ErrNotExist }); err != os.ErrNotExist || !called {
		t.Errorf("called: %v, %v", called, err)
	}
}
