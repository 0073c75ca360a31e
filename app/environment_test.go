package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// byOthers are the variables in the help that Foolscope does not read itself.
var byOthers = map[string]string{
	"FYNE_THEME": "Fyne", "FYNE_SCALE": "Fyne", "HTTPS_PROXY": "package net/http",
	"XDG_CONFIG_HOME": "os.UserConfigDir", "XDG_CACHE_HOME": "os.UserCacheDir",
}

// The help names the environment variables that the program's source reads, and
// no others.
func TestHelpNamesTheEnvironment(t *testing.T) {
	text := succeed(t, "help")
	read := environmentRead(t)
	if len(read) < 10 {
		t.Fatalf("the source reads only %v", read)
	}
	for name, where := range read {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(text) {
			t.Errorf("%s reads %s, which the help does not name", where, name)
		}
	}
	for _, v := range environment {
		if _, ok := read[v.name]; !ok && byOthers[v.name] == "" {
			t.Errorf("the help names %s, which nothing reads", v.name)
		}
	}
}

// variable is how the name of an environment variable looks.
var variable = regexp.MustCompile(`^[A-Z][A-Z_]+[A-Z]$`)

// environmentRead returns the variables that the program reads, with the file
// that does: what os.Getenv and os.LookupEnv are called with, and where one of
// them is handed on as a function, every name in that file.
func environmentRead(t *testing.T) map[string]string {
	t.Helper()
	constants, read := map[string]string{}, map[string]string{}
	type use struct{ constant, file string }
	var uses []use
	for path, file := range sources(t) {
		called := map[ast.Expr]bool{}
		handedOn := false
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ValueSpec:
				for i, name := range n.Names {
					if i < len(n.Values) {
						if text, ok := literal(n.Values[i]); ok && variable.MatchString(text) {
							constants[name.Name] = text
						}
					}
				}
			case *ast.CallExpr:
				if !readsEnvironment(n.Fun) {
					break
				}
				called[n.Fun] = true
				switch name := n.Args[0].(type) {
				case *ast.BasicLit:
					text, _ := literal(name)
					read[text] = path
				case *ast.Ident:
					uses = append(uses, use{name.Name, path})
				case *ast.SelectorExpr:
					uses = append(uses, use{name.Sel.Name, path})
				default:
					t.Errorf("%s reads a variable whose name cannot be told", path)
				}
			case *ast.SelectorExpr:
				handedOn = handedOn || readsEnvironment(n) && !called[n]
			}
			return true
		})
		if handedOn {
			ast.Inspect(file, func(n ast.Node) bool {
				if e, ok := n.(ast.Expr); ok {
					if text, ok := literal(e); ok && variable.MatchString(text) {
						read[text] = path
					}
				}
				return true
			})
		}
	}
	for _, u := range uses {
		name, ok := constants[u.constant]
		if !ok {
			t.Errorf("%s reads %s, which is not a constant", u.file, u.constant)
		}
		read[name] = u.file
	}
	return read
}

// sources parses what the program is made of, without tests and tools.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	out := map[string]*ast.File{}
	for _, folder := range []string{"app", "assets", "engine", "models", "ui"} {
		err := filepath.WalkDir(filepath.Join("..", folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			out[path] = file
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func readsEnvironment(e ast.Expr) bool {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := s.X.(*ast.Ident)
	return ok && x.Name == "os" && slices.Contains([]string{"Getenv", "LookupEnv"}, s.Sel.Name)
}

// literal returns the text of a string in the source.
func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	return text, err == nil
}

// The reader of sources finds each way to read a variable.
func TestEnvironmentReadFindsAllWays(t *testing.T) {
	names := slices.Sorted(maps.Keys(environmentRead(t)))
	for _, want := range []string{
		"FOOLSCOPE_PROVIDER", // by a constant of the package
		"FOOLSCOPE_MIRROR",   // by one of another package
		"LC_MESSAGES",        // by a function that is handed on
	} {
		if !slices.Contains(names, want) {
			t.Errorf("%s is not among %v", want, names)
		}
	}
}
