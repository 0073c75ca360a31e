package filesheet

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"foolscope/ui/words"
)

// longestName is what file systems take, in bytes.
const longestName = 255

// fileName makes what was typed the name of a file with one of the endings, or
// says what is wrong with it.
func fileName(typed string, endings []string) (name, problem string) {
	name = strings.TrimSpace(typed)
	if name == "" {
		return "", words.Say("sheet.name.none")
	}
	forbidden := `/\`
	if runtime.GOOS == "windows" {
		forbidden += `<>:"|?*`
	}
	if i := strings.IndexAny(name, forbidden); i >= 0 {
		return "", words.Say("sheet.name.sign", "sign", string(name[i]))
	}
	if strings.Trim(name, ".") == "" {
		return "", words.Say("sheet.name.folder", "name", name)
	}
	if len(endings) > 0 && !slices.Contains(endings, strings.ToLower(filepath.Ext(name))) {
		name += endings[0]
	}
	if len(name) > longestName {
		return "", words.Say("sheet.name.long", "bytes", len(name), "most", longestName)
	}
	return name, ""
}

// sameName reports whether two names are those of one file.
func sameName(a, b string) bool {
	if runtime.GOOS == "linux" {
		return a == b
	}
	return strings.EqualFold(a, b)
}

// withEnding gives a name another of the endings.
func withEnding(name, ending string, endings []string) string {
	if old := filepath.Ext(name); slices.Contains(endings, strings.ToLower(old)) {
		name = strings.TrimSuffix(name, old)
	}
	return name + ending
}
