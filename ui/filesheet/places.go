package filesheet

import (
	"bufio"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/ui/words"
)

// place is a folder that is one click away.
type place struct{ name, path string }

// places are the user's folders that exist, others to offer, and the roots. It
// looks at the disk.
func places(others []string) []place {
	var out []place
	add := func(name, path string) {
		known := func(p place) bool { return p.path == path }
		if info, err := os.Stat(path); path != "" && err == nil && info.IsDir() && !slices.ContainsFunc(out, known) {
			out = append(out, place{name, path})
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		add(words.Say("sheet.place.home"), home)
		own := userFolders(home)
		for _, key := range []string{"DESKTOP", "PICTURES", "DOWNLOAD", "DOCUMENTS"} {
			add(filepath.Base(own[key]), own[key])
		}
	}
	for _, other := range others {
		if other != "" {
			add(filepath.Base(other), filepath.Clean(other))
		}
	}
	for _, root := range drives() {
		add(root, root)
	}
	return out
}

// userFolders are the folders that the desktop knows by what they are for. Under
// Linux they have names in the user's language, which stand in a file
// (xdg-user-dirs); elsewhere they are English on the disk.
func userFolders(home string) map[string]string {
	out := map[string]string{
		"DESKTOP": filepath.Join(home, "Desktop"), "PICTURES": filepath.Join(home, "Pictures"),
		"DOWNLOAD": filepath.Join(home, "Downloads"), "DOCUMENTS": filepath.Join(home, "Documents"),
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return out
	}
	file, err := os.Open(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return out
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		key, value, found := strings.Cut(lines.Text(), "=")
		key, isFolder := strings.CutPrefix(strings.TrimSuffix(strings.TrimSpace(key), "_DIR"), "XDG_")
		path := strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
		if found && isFolder && filepath.IsAbs(path) && filepath.Clean(path) != filepath.Clean(home) {
			out[key] = filepath.Clean(path)
		}
	}
	return out
}

// existing is the folder, or the nearest one above it that is there; the home
// folder if there is none.
func existing(folder string) string {
	for at := folder; at != "" && filepath.IsAbs(at); at = filepath.Dir(at) {
		if info, err := os.Stat(at); err == nil && info.IsDir() {
			return at
		}
		if filepath.Dir(at) == at {
			break
		}
	}
	if home, err := os.UserHomeDir(); err == nil {
		return home
	}
	return string(filepath.Separator)
}
