package ui

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/engine/roadsign"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// markLetters turns each letter of a text into its place in a range that no text of
// ours uses, so that whatever was said by words is told from what was not. What
// is named in braces, and the verbs of the engine's sentences, stay.
func markLetters(text string) string {
	kept := regexp.MustCompile(`\{[a-z]+\}|%(\[\d+\])?[-+#0-9.*]*[a-zA-Z]`)
	var out strings.Builder
	from := 0
	mark := func(part string) {
		for _, r := range part {
			if unicode.IsLetter(r) && r < 128 {
				r += marked
			}
			out.WriteRune(r)
		}
	}
	for _, at := range kept.FindAllStringIndex(text, -1) {
		mark(text[from:at[0]])
		out.WriteString(text[at[0]:at[1]])
		from = at[1]
	}
	mark(text[from:])
	return out.String()
}

// marked is what is added to a letter: a part of the private use area.
const marked = 0xE000

// pseudo is a language in which every text is that of English with marked letters.
func pseudo(t *testing.T) fstest.MapFS {
	t.Helper()
	data, err := os.ReadFile("../assets/lang/en.json")
	if err != nil {
		t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var mark func(tree map[string]any, at string)
	mark = func(tree map[string]any, at string) {
		for key, value := range tree {
			switch value := value.(type) {
			case string:
				if key != "formula" && at+key != "decimal" {
					tree[key] = markLetters(value)
				}
			case map[string]any:
				mark(value, at+key+".")
			}
		}
	}
	mark(tree, "")
	data, err = json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"eo.json": {Data: data}}
}

// proper are names, units and signs that are the same in every language.
var proper = regexp.MustCompile(`^(` + strings.Join([]string{
	"Foolscope", "onnxruntime", "ONNX", "CPU", "CUDA", "ImageNet", "Caffe", "PyTorch", "MXNet", "Conv", "Relu", "NCHW",
	"FGSM", "FGM", "BIM", "PGD", "MI", "DI", "TI", "SI", "NI", "C", "W", "JSMA", "JPEG", "PNG", "SVG", "PDF", "CSV", "JSON", "PCA", "RGB", "SSIM", "PSNR",
	"L0", "L1", "L2", "L∞", "Linf", "dB", "ms", "s", "px", "MB", "GB", "kB", "B", "A", "x", "y", "n", "d",
	"Ctrl", "Shift", "Tab", "Esc", "F[0-9]+", "Z", "O", "M", "S", "E", "Q", "Y", "V", "L", "R", "T", "G", "N", "P",
	"English", "Deutsch", "[A-Z]", "Ctrl", "Delete",
	// Signs of formulas and of parameters.
	"α", "ε", "λ", "μ", "σ", "b", "h", "k", "q", "w",
	// Names of networks.
	"AlexNet", "DenseNet", "EfficientNet", "Lite4", "GoogLeNet", "Inception", "MobileNetV2", "ResNet", "ShuffleNet", "SqueezeNet", "VGG16", "VGG19", "v1", "v2",
}, "|") + `)$`)

var letters = regexp.MustCompile(`\p{L}[\p{L}\p{N}]*`)

// hostName is where a model comes from.
var hostName = regexp.MustCompile(`^[a-z.-]+\.[a-z]{2,3}$`)

// foreign are the words of a text that no language said, but for names.
func foreign(text string, names []string) []string {
	text = hostName.ReplaceAllString(text, "")
	for _, name := range names {
		text = strings.ReplaceAll(text, name, "")
	}
	var out []string
	for _, word := range letters.FindAllString(text, -1) {
		if !proper.MatchString(word) {
			out = append(out, word)
		}
	}
	return out
}

// saying is the text of everything that is visible, and of all that explains itself.
func saying(o fyne.CanvasObject, say func(what, text string)) {
	walk(o, func(o fyne.CanvasObject) {
		if text, ok := o.(*canvas.Text); ok && text.Visible() {
			say("text", text.Text)
		}
		for _, n := range part.Notes(o) {
			say("note", n.Title)
			say("note", n.Words)
			say("note", n.Pitfall)
			for _, p := range n.Parts {
				say("note", p.Title)
				say("note", p.Words)
			}
		}
	})
}

// named reports whether a text is the name of a class or of a data set that the scene of
// the page Data shows, perhaps cut, or with a number.
func named(text string) bool {
	text = strings.TrimRight(text, " 0123456789")
	beginning, cut := strings.CutSuffix(text, "…")
	return slices.ContainsFunc(append(slices.Clone(roadsign.Classes), "maillot, tank suit, swimming costume", "great white shark", "ear", "bikini",
		"sarong", "sandbar, sand bar", "photographs of a very long holiday at the sea"), func(name string) bool {
		return name == text || cut && strings.HasPrefix(name, strings.TrimSpace(beginning))
	})
}

// Every text that is seen comes from the files of the languages: in a language
// whose letters are all marked, no other letter is seen.
func TestEveryTextIsTranslated(t *testing.T) {
	if err := words.Add(pseudo(t)); err != nil {
		t.Fatal(err)
	}
	w, _ := testWindow(t)
	w.useLanguage("eo")
	t.Cleanup(func() { words.Use("en") })
	found := map[string]string{}
	// What the scenes put into the window as data: names of classes, files and
	// models, and sentences that stand for what was said before.
	names := []string{
		"speed limit 50", "speed limit 80", "speed limit 30", "keep right", "traffic light red and amber", "traffic light red", "sample", "Road signs",
		"/home/somebody/.config/fyne/org.foolscope.Foolscope/models", "/srv/models", "/a/mine.onnx", "mine.onnx", "mine", "1.2e+03", "/a", "a-network-whose-auth…",
	}
	spoken := regexp.MustCompile(`^(Fooled|Recovered|recovered|your eye|Both fool it|Cannot be read|Cannot open holiday|PGD: step|Onnxruntime was not found|and ~/.cache|The picture was not saved|ResNet-18 was not downloaded|[Tt]he JPEG picture is damaged|The library is missing|Open a picture, or|pixels$|scores$)`)
	// What the scene of the page Study has as data.
	measured := regexp.MustCompile(`holiday|a-network|mobilenet|Box blur|sandbar|great white shark|of 120 right`)
	at := ""
	say := func(what, text string) {
		if at == "data" && named(text) || strings.Contains(at, "experiment") && measured.MatchString(text) || at == "study" && measured.MatchString(text) || at == "long names" || spoken.MatchString(text) || strings.Contains(text, ": recovered: ") || strings.Contains(text, " pictures, ") || strings.Contains(text, "…t 50, 4000") {
			return
		}
		if more := foreign(text, names); len(more) > 0 {
			key := what + " " + text
			if found[key] == "" {
				found[key] = at
			}
		}
	}
	states(w, func(name string) {
		at = name
		saying(w.window.Content(), say)
	})
	for _, sc := range scenes {
		at = sc.name
		sc.show(t, w)
		saying(w.window.Content(), say)
	}
	for _, c := range append(slices.Clone(w.commands), gestures()...) {
		at = "the help"
		say("command", words.Say(c.Group))
		say("command", c.Name)
		say("command", c.Help)
	}
	at = "the help"
	w.help.toggle()
	saying(w.window.Canvas().Overlays().Top(), say)
	w.help.toggle()
	for _, name := range []string{page.OpenMenu, page.EditMenu, page.SaveMenu, page.ViewMenu, page.PlotMenu} {
		options, _ := w.menu(name)
		at = "menu " + name
		if len(options) == 0 && name != page.OpenMenu {
			t.Errorf("%s is empty", name)
		}
		for _, o := range options {
			say("option", o.Label)
		}
	}
	for text, at := range found {
		t.Errorf("%s: %q", at, text)
	}
}
