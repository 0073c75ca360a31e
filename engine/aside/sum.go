package aside

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"slices"

	"foolscope/engine/classifier"
)

// descriptions are the files beside a model that may say how pictures are
// prepared for it, and so how large they are.
func descriptions(path string) []string {
	return append([]string{classifier.ManifestPath(path)},
		beside(path, []string{"config.json", "preprocessor_config.json", "processor_config.json"})...)
}

// beside are files in the folder of a model.
func beside(path string, names []string) []string {
	var out []string
	for _, name := range names {
		out = append(out, filepath.Join(filepath.Dir(path), name))
	}
	return out
}

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
	if now.Sum, err = hash(ctx, path); err != nil {
		return "", err
	}
	l.Known = append(l.Known, now)
	l.changed = true
	return now.Sum, nil
}

// hash reads a file until ctx ends.
func hash(ctx context.Context, path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		if _, err := io.CopyN(sum, file, 8<<20); err == io.EOF {
			return hex.EncodeToString(sum.Sum(nil)), nil
		} else if err != nil {
			return "", err
		}
	}
}
