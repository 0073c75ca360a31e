package curate

import (
	"errors"
	"os"
	"path/filepath"
)

// OwnFolder is the user's own folder for journals of sets that cannot be written beside. The
// error says that there is none.
func OwnFolder() (string, error) {
	folder, err := os.UserConfigDir()
	if err != nil || !filepath.IsAbs(folder) {
		return "", errors.New("there is no folder of your own: HOME is not set, or is no whole path")
	}
	return filepath.Join(folder, "foolscope", "decisions"), nil
}
