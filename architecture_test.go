// Package foolscope_test holds the tests of the source tree as a whole: what may import what, and the rules of its files.
package foolscope_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// layers lists the engine's packages from the ground up. A package may import those of lower layers only, and so
// knows nothing of its neighbours. A new package is put in the lowest layer that it can live in.
var layers = [][]string{
	{"collect/collecttest", "disk", "jfif", "loss", "pages", "plain"},
	{"tiff", "underway"},
	{"pixel", "param", "onnx", "npy", "download", "labels"},
	{"attack", "collect", "defense", "metric", "onnx/shape", "onnx/outline", "onnx/randomnet", "ort", "ort/fetch", "roadsign"},
	{"adaptive", "dataset", "smoothing", "heatmap", "onnx/kink", "onnx/lower"},
	{"curate", "onnx/flow"},
	{"autodiff"},
	{"classifier"},
	{"aside", "estimate"},
	{"check"},
	{"train", "trial", "detect", "zoo"},
	{"adversarial", "study", "figure", "record"},
	{"report"},
}

// importers says which folders may import a module; the rest of the tree may not.
var importers = map[string]string{
	"fyne.io":                         "ui",
	"github.com/yalue/onnxruntime_go": "engine/ort",
}

// reach says what of this module the packages in a folder may import.
var reach = map[string][]string{
	"engine": {"engine"},
	"assets": {},
	"models": {"engine", "models"},
	"tools":  {"engine", "assets", "models", "ui/events", "ui/session", "tools"},
	"ui":     {"engine", "assets", "models", "ui"},
	"app":    {"engine", "assets", "models", "ui"},
}

// without says what a folder may not import, though the folder above may: some packages of ui know no window, and the
// words of a result run no networks.
var without = map[string][]string{
	"ui/work":            {"fyne.io", "foolscope/engine"},
	"ui/events":          {"fyne.io"},
	"ui/session":         {"fyne.io", "foolscope/engine/ort"},
	"ui/explore/control": {"fyne.io"},
	"ui/explore/export":  {"fyne.io", "foolscope/ui/work", "foolscope/engine/ort"},
	"ui/explore/choice":  {"fyne.io", "foolscope/ui/session", "foolscope/ui/work", "foolscope/engine/ort"},
	"ui/story": {"fyne.io", "foolscope/engine/ort", "foolscope/engine/onnx", "foolscope/engine/autodiff",
		"foolscope/engine/aside", "foolscope/engine/check"},
}

const maxLines = 400

// source is one Go file; path is relative to the top of the tree and has slashes.
type source struct {
	path string
	text []byte
	tree *ast.File
}

func (s source) folder() string  { return path.Dir(s.path) }
func (s source) top() string     { top, _, _ := strings.Cut(s.path, "/"); return top }
func (s source) isTest() bool    { return strings.HasSuffix(s.path, "_test.go") }
func (s source) isProgram() bool { return s.tree.Name.Name == "main" }
func (s source) generated() bool { return ast.IsGenerated(s.tree) }

func (s source) imports() []string {
	var list []string
	for _, spec := range s.tree.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		list = append(list, name)
	}
	return list
}

// sources parses every Go file of the tree.
func sources(t *testing.T) []source {
	t.Helper()
	var list []source
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() && name != "." && (strings.HasPrefix(base, ".") || base == "testdata" || base == "build") {
			return fs.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(base, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments)
		if err != nil {
			return err
		}
		list = append(list, source{filepath.ToSlash(name), text, tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		t.Fatal("no Go file found")
	}
	return list
}

func within(folder, top string) bool { return folder == top || strings.HasPrefix(folder, top+"/") }

// A test may import no more than what it tests may.
func TestModulesStayInTheirFolders(t *testing.T) {
	for _, file := range sources(t) {
		for _, imported := range file.imports() {
			for module, allowed := range importers {
				if within(imported, module) && !within(file.folder(), allowed) {
					t.Errorf("%s imports %s, which only %s/ may", file.path, imported, allowed)
				}
			}
			for folder, barred := range without {
				for _, module := range barred {
					if within(file.folder(), folder) && within(imported, module) {
						t.Errorf("%s imports %s, which %s/ does not", file.path, imported, folder)
					}
				}
			}
		}
	}
}

// Programs for developers that stand beside a package of the engine may use all of it.
func TestImportsRunDownwards(t *testing.T) {
	height := map[string]int{}
	for level, names := range layers {
		for _, name := range names {
			height["engine/"+name] = level
		}
	}
	for _, file := range sources(t) {
		if file.isTest() {
			continue
		}
		level, known := height[file.folder()]
		if file.top() == "engine" && !known && !file.isProgram() {
			t.Errorf("%s is in no layer: give its package one in architecture_test.go", file.path)
			continue
		}
		for _, imported := range file.imports() {
			target, ours := strings.CutPrefix(imported, "foolscope/")
			if !ours {
				continue
			}
			if err := mayImport(file.top(), target); err != nil {
				t.Errorf("%s: %v", file.path, err)
			}
			if known && height[target] >= level {
				t.Errorf("%s imports %s, which is not below it", file.path, target)
			}
		}
	}
}

// A page of the window is a package of ui/ that imports ui/page. Pages do not know
// each other, and nothing but the window knows which there are.
func TestPagesKnowOnlyWhatAPageIs(t *testing.T) {
	pages, all := map[string]bool{}, sources(t)
	for _, file := range all {
		for _, imported := range file.imports() {
			if imported == "foolscope/ui/page" && file.folder() != "ui" {
				pages[file.folder()] = true
			}
		}
	}
	if len(pages) < 2 {
		t.Errorf("only these are pages: %v", pages)
	}
	for _, file := range all {
		for _, imported := range file.imports() {
			target := strings.TrimPrefix(imported, "foolscope/")
			if pages[target] && file.folder() != "ui" && file.folder() != target {
				t.Errorf("%s imports %s, which is a page: only the window may", file.path, target)
			}
		}
	}
}

// The window knows which pages there are, and nothing of what a page is made of: files of
// ui/ itself import no package below a page.
func TestTheWindowKnowsNotWhatPagesAreMadeOf(t *testing.T) {
	for _, file := range sources(t) {
		for _, imported := range file.imports() {
			if file.folder() == "ui" && !file.isTest() && strings.HasPrefix(imported, "foolscope/ui/explore/") {
				t.Errorf("%s imports %s, which is a part of a page", file.path, imported)
			}
		}
	}
}

func mayImport(top, target string) error {
	allowed, known := reach[top]
	if !known {
		return fmt.Errorf("%s/ has no place in architecture_test.go: say what it may import", top)
	}
	for _, folder := range allowed {
		if within(target, folder) {
			return nil
		}
	}
	return fmt.Errorf("%s/ may not import %s", top, target)
}

// An attack begins with a Job. Only engine/trial makes one, and attacks that use others: attack, defence, verdict and
// measure follow each other in one place.
func TestOnlyTrialRunsAttacks(t *testing.T) {
	for _, file := range sources(t) {
		if file.isTest() || within(file.folder(), "engine/trial") || within(file.folder(), "engine/attack") {
			continue
		}
		ast.Inspect(file.tree, func(node ast.Node) bool {
			if s, ok := node.(*ast.SelectorExpr); ok {
				if of, ok := s.X.(*ast.Ident); ok && of.Name == "attack" && s.Sel.Name == "Job" {
					t.Errorf("%s makes an attack.Job: let engine/trial run the attack", file.path)
				}
			}
			return true
		})
	}
}

func TestFilesAreFormatted(t *testing.T) {
	for _, file := range sources(t) {
		formatted, err := format.Source(file.text)
		if err != nil {
			t.Errorf("%s: %v", file.path, err)
		} else if !bytes.Equal(formatted, file.text) {
			t.Errorf("%s is not formatted: run gofmt -w %[1]s", file.path)
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	for _, file := range sources(t) {
		if lines := bytes.Count(file.text, []byte("\n")); lines > maxLines && !file.generated() {
			t.Errorf("%s has %d lines, more than %d: it holds more than one idea", file.path, lines, maxLines)
		}
	}
}

// A library's package comment stands in doc.go, where everybody looks for it; a program's in its only or main file.
func TestPackagesAreDocumented(t *testing.T) {
	documented, program := map[string]bool{}, map[string]bool{}
	for _, file := range sources(t) {
		if file.isTest() {
			continue
		}
		folder := file.folder()
		documented[folder] = documented[folder] || file.tree.Doc != nil &&
			(path.Base(file.path) == "doc.go" || file.isProgram())
		program[folder] = file.isProgram()
	}
	for folder, ok := range documented {
		switch {
		case ok:
		case program[folder]:
			t.Errorf("%s: no file says what the program is for", folder)
		default:
			t.Errorf("%s has no doc.go with a package comment", folder)
		}
	}
}
