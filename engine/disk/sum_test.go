package disk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/disk"
)

// FIPS 180-2 gives the sum of "abc".
func TestSum(t *testing.T) {
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	path := filepath.Join(t.TempDir(), "abc")
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := disk.SumFile(t.Context(), path); got != abc || err != nil {
		t.Errorf("got %s, %v, want %s", got, err, abc)
	}
	if got, err := disk.SumFile(t.Context(), path+"d"); got != "" || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("of no file: got %q, %v", got, err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if got, err := disk.Sum(ended, strings.NewReader("abc")); got != "" || !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: got %q, %v", got, err)
	}
}
