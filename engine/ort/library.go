package ort

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"foolscope/engine/disk"
)

// LibraryVariable is the environment variable that points at the library: at
// the file, or at the folder that holds it. If it is set, no other place is
// searched.
const LibraryVariable = "FOOLSCOPE_ONNXRUNTIME"

// Library returns the absolute path of the onnxruntime library that is loaded
// or, before Start, that looks fit to be. If there is none, the error is a
// *MissingLibraryError.
func Library() (string, error) {
	environment.Lock()
	defer environment.Unlock()
	if environment.path != "" {
		return environment.path, nil
	}
	fit, missing := currentSurroundings().fit()
	if len(fit) == 0 {
		return "", missing
	}
	return fit[0], nil
}

// surroundings are what the search for the library depends on.
type surroundings struct {
	goos, goarch string
	// override is the value of LibraryVariable.
	override string
	// executable is the path of the running program, symbolic links resolved;
	// empty if unknown.
	executable string
	// system lists folders that a package of the distribution may use.
	system []string
	// cache is the user's cache folder; empty if unknown.
	cache string
}

// currentSurroundings returns the surroundings of the running program.
func currentSurroundings() surroundings {
	s := surroundings{goos: runtime.GOOS, goarch: runtime.GOARCH, override: os.Getenv(LibraryVariable)}
	if path, err := os.Executable(); err == nil && filepath.IsAbs(path) {
		if resolved, err := filepath.EvalSymlinks(path); err == nil {
			path = resolved
		}
		s.executable = path
	}
	if runtime.GOOS != "windows" {
		s.system = []string{"/usr/lib/foolscope", "/usr/local/lib/foolscope"}
	}
	if cache, err := disk.CacheFolder(); err == nil {
		s.cache = cache
	}
	return s
}

// folders lists where the library may be, in the order of the search. Only
// whole paths: a bare name would let the system choose, and Windows carries an
// old onnxruntime of its own.
func (s surroundings) folders() []string {
	var list []string
	if s.executable != "" {
		home := filepath.Dir(s.executable)
		list = append(list, home, filepath.Join(home, "lib"), filepath.Join(filepath.Dir(home), "lib", "foolscope"))
		if s.goos == "darwin" {
			list = append(list, filepath.Join(filepath.Dir(home), "Frameworks"))
		}
	}
	list = append(list, s.system...)
	if s.cache != "" {
		list = append(list, filepath.Join(s.cache, "foolscope", "onnxruntime"))
	}
	return list
}

// libraryName is what the library is called where it is not versioned.
func libraryName(goos string) string {
	switch goos {
	case "windows":
		return "onnxruntime.dll"
	case "darwin":
		return "libonnxruntime.dylib"
	}
	return "libonnxruntime.so"
}

// isLibrary reports whether a file's name is one the library goes by:
// libonnxruntime.so.1.24.3, libonnxruntime.1.24.3.dylib.
func isLibrary(goos, name string) bool {
	plain := libraryName(goos)
	switch goos {
	case "windows":
		return strings.EqualFold(name, plain)
	case "darwin":
		return name == plain || strings.HasPrefix(name, "libonnxruntime.") && strings.HasSuffix(name, ".dylib")
	}
	return name == plain || strings.HasPrefix(name, plain+".1")
}

// fit returns the libraries that look usable, best first, and the error that
// tells what was searched and rejected if none of them works.
func (s surroundings) fit() ([]string, *MissingLibraryError) {
	missing := &MissingLibraryError{Override: s.override, name: libraryName(s.goos)}
	var found, fit []string
	if s.override != "" {
		path := s.override
		if !filepath.IsAbs(path) {
			// The current folder may be anybody's.
			return nil, missing
		}
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			found = []string{path}
		} else {
			found = s.inFolder(path)
		}
	} else {
		missing.Searched = s.folders()
		for _, folder := range missing.Searched {
			found = append(found, s.inFolder(folder)...)
		}
	}
	for _, path := range found {
		if err := inspect(path, s.goos, s.goarch); err != nil {
			missing.Rejected = append(missing.Rejected, Rejected{Path: path, Reason: err.Error()})
			continue
		}
		fit = append(fit, path)
	}
	return fit, missing
}

// inFolder returns the libraries in one folder: the plain name first, then
// versioned ones, the longest first as the others are mostly links to it.
func (s surroundings) inFolder(folder string) []string {
	if !filepath.IsAbs(folder) {
		return nil
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}
	var found []string
	for _, entry := range entries {
		path := filepath.Join(folder, entry.Name())
		if !isLibrary(s.goos, entry.Name()) {
			continue
		}
		if info, err := os.Stat(path); err == nil && !info.IsDir() {
			found = append(found, path)
		}
	}
	slices.SortFunc(found, func(a, b string) int {
		plainA, plainB := filepath.Base(a) == libraryName(s.goos), filepath.Base(b) == libraryName(s.goos)
		if plainA != plainB {
			if plainA {
				return -1
			}
			return 1
		}
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(b, a)
	})
	return found
}
