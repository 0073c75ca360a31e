package words

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// untranslated is how many sentences of the engine may be English in another
// language. It may only fall.
const untranslated = 348

// Every sentence that the engine says to a person is said in every language, with
// a place for each thing that it names.
func TestEverySentenceOfTheEngineIsTranslated(t *testing.T) {
	said := sentences(t)
	if len(said) < 400 {
		t.Fatalf("the engine's source has %d sentences: the search finds too little", len(said))
	}
	var missing []string
	for _, sentence := range slices.Sorted(maps.Keys(said)) {
		if _, ok := all()[fallback].texts[engineKey+sentence]; !ok {
			missing = append(missing, said[sentence]+": "+strconv.Quote(sentence))
		}
	}
	if slices.Sort(missing); len(missing) > untranslated {
		t.Errorf("%d sentences are not among those of assets/lang, %d may be missing:\n%s", len(missing), untranslated, strings.Join(missing, "\n"))
	} else if len(missing) < untranslated {
		t.Errorf("%d sentences are missing: lower the limit of %d", len(missing), untranslated)
	}
	for _, l := range Languages() {
		for key, text := range all()[l.Code].texts {
			english, ok := strings.CutPrefix(key, engineKey)
			if ok && len(verb.FindAllString(english, -1)) != len(verb.FindAllString(text, -1)) {
				t.Errorf("%s: %q has other places than %q", l.Name, text, english)
			}
		}
	}
}

// sentences are what the packages of the engine that the window uses say to a
// person, each with the file that says it: what errors are made of, and warnings.
func sentences(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, folder := range behindTheWindow(t) {
		for _, file := range sources(t, folder) {
			name := file.tree.Name.Name
			ast.Inspect(file.tree, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.CallExpr:
					if called(n.Fun) == "panic" {
						return false
					}
					for _, arg := range n.Args {
						by := called(n.Fun)
						if inner, ok := arg.(*ast.CallExpr); ok && slices.Contains(speakers, by) && called(inner.Fun) == "fmt.Sprintf" {
							arg = inner.Args[0]
						}
						if text := literal(arg); spoken(by, text) && !strings.HasPrefix(text, name+": ") {
							out[text] = file.path
						}
					}
				case *ast.CompositeLit:
					for _, element := range n.Elts {
						if text := literal(element); strings.HasPrefix(text, "it is ") {
							out[text] = file.path
						}
					}
				case *ast.ReturnStmt:
					for _, result := range n.Results {
						if text := literal(result); spoken("return", text) {
							out[text] = file.path
						}
					}
				}
				return true
			})
		}
	}
	return out
}

// speakers are the calls whose literal is said to a person whatever it looks like:
// what makes errors, and what hands formats on to that.
var speakers = []string{"fmt.Errorf", "errors.New", "damaged", "Unsupported", "jfif.Unsupported", "refuse", "failure"}

// worded is what has a word, and phrased what has several: the parts that keys and
// names are made of have not.
var (
	worded  = regexp.MustCompile(`\pL{2,}`)
	phrased = regexp.MustCompile(`\pL{2,}.* .*\pL{2,}.* .*\pL{2,}`)
)

// spoken reports whether the literal of a call is a sentence for a person.
func spoken(call, text string) bool {
	text = verb.ReplaceAllString(text, "%")
	switch {
	case slices.Contains(speakers, call):
		return worded.MatchString(text)
	case call == "fmt.Sprintf":
		return phrased.MatchString(text)
	case call == "append", call == "return", strings.HasSuffix(call, ".warn"):
		return phrased.MatchString(text) && strings.HasSuffix(text, ".")
	}
	return false
}

// called is what a call is written as: fmt.Errorf.
func called(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		if of := called(fun.X); of != "" {
			return of + "." + fun.Sel.Name
		}
	}
	return ""
}

// literal is a text that stands in the source, perhaps in parts that are added.
func literal(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			text, _ := strconv.Unquote(e.Value)
			return text
		}
	case *ast.BinaryExpr:
		if first, rest := literal(e.X), literal(e.Y); first != "" && rest != "" {
			return first + rest
		}
	}
	return ""
}

// file is one of the sources.
type file struct {
	path string
	tree *ast.File
}

// top is the folder of the tree as seen from here.
var top = filepath.Join("..", "..")

// behindTheWindow are the folders of the engine that ui imports, or what it imports.
func behindTheWindow(t *testing.T) []string {
	known := map[string]bool{}
	var follow func(folder string)
	follow = func(folder string) {
		if known[folder] {
			return
		}
		known[folder] = true
		for _, file := range sources(t, folder) {
			for _, imported := range file.tree.Imports {
				if inside, ok := strings.CutPrefix(strings.Trim(imported.Path.Value, `"`), "foolscope/"); ok {
					follow(inside)
				}
			}
		}
	}
	follow("ui")
	var out []string
	for folder := range known {
		if strings.HasPrefix(folder, "engine/") {
			out = append(out, folder)
		}
	}
	return out
}

// sources are the files of a folder, for every system, without the tests.
func sources(t *testing.T, folder string) []file {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(top, filepath.FromSlash(folder), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []file
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file{path: folder + "/" + filepath.Base(name), tree: tree})
	}
	return out
}
