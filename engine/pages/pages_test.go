package pages_test

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"foolscope/engine/pages"
)

func TestSlicesAreZeros(t *testing.T) {
	for _, n := range []int{0, 1, 1000, 1 << 20, 5<<20 + 3} {
		floats, bytes := pages.Make[float32](n), pages.Make[byte](n)
		if len(floats) != n || len(bytes) != n {
			t.Fatalf("%d and %d entries, want %d", len(floats), len(bytes), n)
		}
		for i := range n {
			if floats[i] != 0 || bytes[i] != 0 {
				t.Fatalf("entry %d of %d is not zero", i, n)
			}
			floats[i], bytes[i] = 1, 1
		}
	}
}

// TestUnclearedSlices writes slices next to each other, which must not overlap.
func TestUnclearedSlices(t *testing.T) {
	var all [][]float32
	for _, n := range []int{0, 1, 3, 1000, 150528, 1 << 20} {
		s := pages.Uncleared(n)
		if len(s) != n || cap(s) != n {
			t.Fatalf("%d entries of %d, want %d", len(s), cap(s), n)
		}
		for i := range s {
			s[i] = float32(n)
		}
		all = append(all, s)
	}
	runtime.GC()
	for _, s := range all {
		for i, v := range s {
			if v != float32(len(s)) {
				t.Fatalf("entry %d of %d is %g", i, len(s), v)
			}
		}
	}
}

// TestLinuxIsAskedForLargePages looks the answer up in the list of the
// process's memory, where "hg" stands for large pages.
func TestLinuxIsAskedForLargePages(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux is asked")
	}
	s := pages.Make[byte](16 << 20)
	middle := uintptr(unsafe.Pointer(&s[len(s)/2]))
	list, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Skip("this system does not list its memory: ", err)
	}
	defer list.Close()
	inside := false
	for lines := bufio.NewScanner(list); lines.Scan(); {
		var from, to uintptr
		if n, _ := fmt.Sscanf(lines.Text(), "%x-%x ", &from, &to); n == 2 {
			inside = from <= middle && middle < to
		}
		if flags, ok := strings.CutPrefix(lines.Text(), "VmFlags:"); ok && inside {
			if !strings.Contains(flags+" ", " hg ") {
				t.Errorf("the flags of its memory are%s, without hg", flags)
			}
			return
		}
	}
	t.Skip("this system lists no flags")
}

func TestWhatIsWrittenToIsResident(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux says")
	}
	const size = 256 << 20
	before := pages.Resident()
	s := pages.Make[byte](size)
	for i := 0; i < size; i += 4096 {
		s[i] = 1
	}
	if grown := pages.Resident() - before; grown < size/2 {
		t.Errorf("%d MB written to are %d MB", size>>20, grown>>20)
	}
	runtime.KeepAlive(s)
}
