package aside

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"foolscope/engine/disk"
)

// beside are files in the folder of a model.
func beside(path string, names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, filepath.Join(filepath.Dir(path), name))
	}
	return out
}

// settled is how old a file must be for its size and time to tell it from a later
// one: file systems count time in steps, of two seconds at most.
const settled = 3 * time.Second

// sum returns the SHA-256 sum of a file, computed if it is not known. What is
// no regular file has none.
func (l *ledger) sum(ctx context.Context, path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return "", err
	}
	now := known{Path: path, Size: info.Size(), Time: info.ModTime().UnixNano()}
	at := slices.IndexFunc(l.Known, func(k known) bool { return k.Path == path })
	if at >= 0 {
		if k := l.Known[at]; k.Size == now.Size && k.Time == now.Time {
			return k.Sum, nil
		}
		l.Known = slices.Delete(l.Known, at, at+1)
	}
	if now.Sum, err = disk.SumFile(ctx, path); err != nil {
		return "", err
	}
	if time.Since(info.ModTime()) > settled {
		l.Known = append(l.Known, now)
		l.changed = true
	}
	return now.Sum, nil
}
