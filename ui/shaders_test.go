package ui

import (
	"math"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestShadersAreNotCachedOnAFullDisk(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the folder of caches has another name")
	}
	for _, test := range []struct {
		name string
		room int64
		off  string
	}{
		{"there is room", 0, ""},
		{"there is none", math.MaxInt64, "true"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("XDG_CACHE_HOME", filepath.Join(t.TempDir(), "not", "made", "yet"))
			for _, variable := range shaderVariables {
				t.Setenv(variable, "")
			}
			spareShaders(test.room)
			for _, variable := range shaderVariables {
				if got := os.Getenv(variable); got != test.off {
					t.Errorf("%s is %q", variable, got)
				}
			}
		})
	}
}
