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
const untranslated = 0

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

// sentences are what the window and the packages of the engine that it uses say to a
// person in English, each with the file that says it: what errors are made of, and the
// engine's warnings.
func sentences(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, folder := range behindTheWindow(t) {
		engine := strings.HasPrefix(folder, "engine/")
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
						if text := literal(arg); spoken(by, text) && (engine || by != "fmt.Sprintf" || strings.HasSuffix(text, ".")) && !strings.HasPrefix(text, name+": ") {
							out[text] = file.path
						}
					}
				case *ast.CompositeLit:
					for _, text := range tabled(n) {
						if engine && phrased.MatchString(text) {
							out[parameter.ReplaceAllString(text, "%s")] = file.path
						}
					}
				case *ast.ReturnStmt:
					for _, result := range n.Results {
						if text := literal(result); engine && spoken("return", text) {
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
var speakers = []string{"fmt.Errorf", "errors.New", "damaged", "Unsupported", "jfif.Unsupported", "refuse", "failure", "words.Format"}

// notices are the calls that show a sentence in the window.
var notices = regexp.MustCompile(`\.(Complain|Tell|Remark)$`)

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
	case slices.Contains(speakers, call), notices.MatchString(call):
		return worded.MatchString(text)
	case call == "fmt.Sprintf":
		return phrased.MatchString(text)
	case call == "return":
		return phrased.MatchString(text)
	case call == "append", strings.HasSuffix(call, ".warn"):
		return phrased.MatchString(text) && strings.HasSuffix(text, ".")
	}
	return false
}

// parameter is a place in what regexp.Regexp.ReplaceAllString writes.
var parameter = regexp.MustCompile(`\$\d`)

// tabled are the texts of a table that says what something means: values of keys that
// are literals, and what stands alone behind a literal or a pattern. Fields with names
// are what explains an attack or a parameter, which has texts of its own.
func tabled(table *ast.CompositeLit) (texts []string) {
	for _, element := range table.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if _, named := pair.Key.(*ast.BasicLit); named {
				texts = append(texts, literal(pair.Value))
			}
		}
	}
	if len(table.Elts) == 2 {
		first, _ := table.Elts[0].(*ast.CallExpr)
		if literal(table.Elts[0]) != "" || first != nil && called(first.Fun) == "regexp.MustCompile" {
			texts = append(texts, literal(table.Elts[1]))
		}
	}
	return texts
}

// called is what a call is written as: fmt.Errorf.
func called(fun ast.Expr) string {
	switch fun := fun.(type) {
	case *ast.Ident:
		return fun.Name
	case *ast.SelectorExpr:
		return called(fun.X) + "." + fun.Sel.Name
	case *ast.CallExpr:
		return called(fun.Fun) + "()"
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

// behindTheWindow are ui and the folders that it imports, or that those import, but for
// what only tells the authors of a language what is wrong with its texts.
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
		if folder != "ui/words" && folder != "ui/part/formula" {
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

// Each sentence is found again when its places are filled, whatever other sentences
// there are, and what it names is where the language puts it.
func TestEverySentenceOfTheEngineIsFound(t *testing.T) {
	t.Cleanup(func() { Use(fallback) })
	for _, l := range Languages() {
		if l.Code == fallback {
			continue
		}
		Use(l.Code)
		for key, text := range all()[l.Code].texts {
			english, ok := strings.CutPrefix(key, engineKey)
			if !ok {
				continue
			}
			named := 0
			english = verb.ReplaceAllStringFunc(english, func(place string) string {
				if place == "%%" {
					return "%"
				}
				named++
				return "thing" + strconv.Itoa(named)
			})
			found := make([]string, named)
			for i := range found {
				found[i] = "thing" + strconv.Itoa(i+1)
			}
			want := now().clauses.capital(phrase{spelled: text}.fill(found, func(part string) string { return part }))
			if got := FromEngine(english); got != want {
				t.Errorf("%s, %q: %q, want %q", l.Name, english, got, want)
			}
		}
	}
}

// What one error says of another is translated part by part.
func TestErrorsWithinErrors(t *testing.T) {
	t.Cleanup(func() { Use(fallback) })
	Use("de")
	for english, want := range map[string]string{
		"cannot open /home/eva/Urlaub/1.heic: it is an SVG drawing; save it as PNG and open that":                              "/home/eva/Urlaub/1.heic lässt sich nicht öffnen: Das ist eine SVG-Zeichnung; speichere sie als PNG und öffne das",
		"cannot open a.jpg: the JPEG picture is damaged (a Huffman table is missing)":                                          "a.jpg lässt sich nicht öffnen: Das Bild (JPEG) ist beschädigt (eine Huffman-Tabelle fehlt)",
		"a.onnx: its input \"x\" is not a picture: its shape is 3x4, not [batch, channels, height, width]":                     "a.onnx: Seine Eingabe \"x\" ist kein Bild: Ihre Form ist 3x4, nicht [batch, channels, height, width]",
		"the model a.onnx cannot be read: open a.onnx: permission denied":                                                      "das Modell a.onnx lässt sich nicht lesen: a.onnx: Zugriff verweigert",
		"ResNet-18 was not downloaded: the disk is too full: it needs 45 MB and has 3 MB":                                      "ResNet-18 wurde nicht heruntergeladen: Der Datenträger ist zu voll: 45 MB werden gebraucht, 3 MB sind frei",
		"cannot save b.png: no space left on device":                                                                           "b.png lässt sich nicht speichern: Der Datenträger ist voll",
		"There is 1 label for 2 classes, so classes are shown by their numbers: nobody can know which label belongs to which.": "Es gibt 1 Label für 2 Klassen, deshalb werden Klassen mit ihrer Nummer gezeigt: Niemand kann wissen, welches Label zu welcher gehört.",
		"The manifest's key \"means\" is unknown and is not used; is \"mean\" meant?":                                          "Der Schlüssel \"means\" im Manifest ist unbekannt und wird nicht benutzt; ist \"mean\" gemeint?",
		"attack, step 3 of 10: onnxruntime cannot run the network: out of memory":                                              "Angriff, Schritt 3 von 10: onnxruntime kann das Netz nicht ausführen: Der Arbeitsspeicher reicht nicht",
	} {
		if got := FromEngine(english); got != want {
			t.Errorf("%q:\n got %q\nwant %q", english, got, want)
		}
	}
}
