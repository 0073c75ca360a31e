package disk

import (
	"errors"
	"os"
	"path/filepath"
)

// ErrNoCache says that the user has no folder for caches.
var ErrNoCache = errors.New("there is no cache folder: HOME is not set, or is no whole path")

// CacheFolder is the user's folder for what can be made again. It is a whole
// path: what a relative one means depends on who owns the current folder.
func CacheFolder() (string, error) {
	folder, err := os.UserCacheDir()
	if err != nil || !filepath.IsAbs(folder) {
		return "", ErrNoCache
	}
	return folder, nil
}
