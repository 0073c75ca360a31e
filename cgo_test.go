package foolscope_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// needNoCgo lists packages of the engine that compile without cgo and without onnxruntime: what attacks, defends and
// measures can be read, tested and used by itself.
var needNoCgo = []string{
	"adaptive", "attack", "curate", "dataset", "defense", "estimate", "heatmap", "loss", "metric", "param", "pixel", "record", "trial",
}

func TestAttacksAndDefencesCompileWithoutCgo(t *testing.T) {
	arguments := []string{"build"}
	for _, name := range needNoCgo {
		arguments = append(arguments, "./engine/"+name)
	}
	build := exec.Command("go", arguments...)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// The way that leads to cgo is named, from package to package.
func TestAttacksAndDefencesNeedNoCgo(t *testing.T) {
	imports := map[string][]string{}
	for _, file := range sources(t) {
		if !file.isTest() {
			imports[file.folder()] = append(imports[file.folder()], file.imports()...)
		}
	}
	var walk func(way []string)
	seen := map[string]bool{}
	walk = func(way []string) {
		for _, imported := range imports[way[len(way)-1]] {
			needs := imported == "C"
			for module := range importers {
				needs = needs || within(imported, module)
			}
			next := append(slices.Clone(way), strings.TrimPrefix(imported, "foolscope/"))
			if needs {
				t.Errorf("%s needs cgo", strings.Join(next, " imports "))
			}
			if strings.HasPrefix(imported, "foolscope/") && !seen[imported] {
				seen[imported] = true
				walk(next)
			}
		}
	}
	for _, name := range needNoCgo {
		if len(imports["engine/"+name]) == 0 {
			t.Errorf("engine/%s is not there, or imports nothing", name)
		}
		walk([]string{"engine/" + name})
	}
}
