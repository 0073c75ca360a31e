package ui

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/attack"
	"foolscope/engine/trial"
	"foolscope/ui/data"
	"foolscope/ui/explore/choice"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/study"
	"foolscope/ui/words"
)

// walk calls do with every object, also with those that are hidden.
func walk(o fyne.CanvasObject, do func(fyne.CanvasObject)) {
	do(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, do)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, do)
		}
	}
}

// everything calls do with every object of a window and of its pages.
func everything(w *mainWindow, do func(fyne.CanvasObject)) {
	walk(w.window.Content(), do)
	for _, over := range w.window.Canvas().Overlays().List() {
		walk(over, do)
	}
	for _, p := range w.pages.list {
		if p != w.pages.seen() {
			walk(p.Content(), do)
		}
	}
}

// ours reports whether a widget is one of package part, the others being those
// of Fyne.
func ours(o fyne.CanvasObject) bool {
	w, ok := o.(interface{ Describe(func() part.Note) })
	return ok && w != nil
}

// states shows every attack, every defence, every page and every view, one after
// the other, and calls do for each.
func states(w *mainWindow, do func(name string)) {
	c := w.controller()
	show := func(name string) {
		w.draw(c.Snapshot())
		do(name)
	}
	for _, a := range w.options.Explore.Attacks {
		c.SetAttack(a.Key)
		show(a.Key)
	}
	for _, d := range w.options.Explore.Defenses {
		c.SetDefense(d.Key)
		show(d.Key)
	}
	c.SetPlot(choice.Plot{Axis: trial.SweepDefense})
	show("the curves of the defence")
	c.SetPlot(choice.Plot{})
	c.SetDefense("")
	show("no defence")
	c.CompareAttack(w.options.Explore.Attacks[0].Key)
	show("a second attack")
	c.CompareModel("")
	show("a second model")
	c.CompareNothing()
	for _, kind := range []attack.Sensitivity{attack.Fragile, attack.Sturdy} {
		s := c.Snapshot()
		s.Sensitivity = kind
		w.draw(s)
		do("a " + kind.String() + " model")
	}
	for mode := story.Signed; mode <= story.Saliency; mode++ {
		c.SetView(story.View{Mode: mode})
		show("a view")
	}
	pageOf[*data.Page](w).Collect()
	show("what to collect")
	w.window.Canvas().Overlays().Top().(*part.Modal).Close()
	pageOf[*data.Page](w).Map()
	show("the labels of classes")
	w.window.Canvas().Overlays().Top().(*part.Modal).Close()
	shown := studyScene()
	before := w.pages.list[w.pages.at]
	w.pages.turn(pageOf[*study.Page](w))
	pageOf[*study.Page](w).Draw(*shown)
	show("an experiment on two models")
	shown.Draft.Plan.Data.Pictures = 0
	pageOf[*study.Page](w).Draw(*shown)
	show("an experiment on all pictures")
	w.pages.turn(before)
}

// sources are the files of the user interface, which name texts that explain
// nothing in particular by their keys.
func sources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, pattern := range []string{"*.go", "*/*.go", "*/*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(file, "_test.go") {
				all.Write(data)
			}
		}
	}
	return all.String()
}

// Every control explains itself, whatever is chosen; and every text explains
// something, so that none is left over.
func TestEverythingExplainsItself(t *testing.T) {
	w, _ := testWindow(t)
	used := map[string]bool{}
	for _, l := range words.Languages() {
		words.Use(l.Code)
		states(w, func(name string) {
			everything(w, func(o fyne.CanvasObject) {
				notes := part.Notes(o)
				if _, operated := o.(fyne.Focusable); operated && ours(o) && len(notes) == 0 {
					t.Errorf("%s, %s: a %T does not explain itself", l.Name, name, o)
				}
				for _, n := range notes {
					used[n.Key] = true
					if n.Key == "" || n.Title == "" || n.Words == "" || n.Caution == "" || n.Pitfall == "" {
						t.Errorf("%s, %s: %+v of a %T is not complete", l.Name, name, n, o)
					}
					if kind, _, _ := strings.Cut(n.Key, "."); n.Formula == "" && kind != "control" {
						t.Errorf("%s, %s: %s has no formula", l.Name, name, n.Key)
					}
				}
			})
		})
	}
	source := sources(t)
	for _, limit := range story.Limits() {
		used["limit."+string(limit)] = true
	}
	for f := attack.Bounded; f <= attack.Noise; f++ {
		used["family."+f.String()] = true
	}
	for _, key := range words.Keys("en") {
		owner, what := key, ""
		if i := strings.LastIndex(key, "."); i >= 0 {
			owner, what = key[:i], key[i+1:]
		}
		if owner == "engine" || strings.HasPrefix(key, "engine.") || what == "name" {
			// What the engine says is held to its source.
			continue
		}
		if first, _, _ := strings.Cut(key, "."); strings.Contains(source, `"`+first+`." +`) {
			// The rest of the key is put together where it is asked for.
			continue
		}
		if (what == "one" || what == "other") && strings.Contains(source, `"`+owner+`"`) {
			continue
		}
		if !used[owner] && !strings.Contains(source, `"`+key+`"`) {
			t.Errorf("%s: nothing is explained by it (%s)", key, what)
		}
	}
	for _, a := range w.options.Explore.Attacks {
		if !used["attack."+a.Key] {
			t.Errorf("%s was not explained (%v)", a.Name, slices.Sorted(maps.Keys(used)))
		}
	}
}

// The card of what has the focus is within the smallest window, and beside it.
func TestNoCardCoversWhatItExplains(t *testing.T) {
	w, _ := testWindow(t)
	w.window.Resize(fyne.NewSize(1024, 700))
	for _, l := range words.Languages() {
		words.Use(l.Code)
		states(w, func(name string) {
			walk(w.window.Content(), func(o fyne.CanvasObject) {
				f, ok := o.(fyne.Focusable)
				if !ok || !ours(o) || !o.Visible() || o.Size().IsZero() || !w.tips.Pin(f) {
					return
				}
				if problem := w.tips.Misplaced(); problem != "" {
					t.Errorf("%s, %s: the card of %q: %s", l.Name, name, w.tips.Card().Title, problem)
				}
				w.tips.Drop()
			})
		})
	}
}

func TestF1ExplainsTheFocusOrElseShowsHelp(t *testing.T) {
	w, _ := testWindow(t)
	f1, escape := &fyne.KeyEvent{Name: fyne.KeyF1}, &fyne.KeyEvent{Name: fyne.KeyEscape}
	w.window.Canvas().FocusNext()
	w.keyDown(f1)
	if w.help.visible() || w.tips.Card().Key == "" {
		t.Fatalf("with a focus: the help %t, the card %q", w.help.visible(), w.tips.Card().Key)
	}
	w.keyDown(escape)
	if w.tips.Card().Key != "" {
		t.Error("Escape leaves the card")
	}
	w.window.Canvas().Unfocus()
	w.keyDown(f1)
	if !w.help.visible() {
		t.Error("without a focus there is no help")
	}
}

func TestLanguageAppliesAtOnceAndIsKept(t *testing.T) {
	w, _ := testWindow(t)
	t.Cleanup(func() { words.Use("en") })
	w.useLanguage("en")
	w.window.Canvas().FocusNext()
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyF1})
	english := w.tips.Card()
	w.useLanguage("de")
	w.window.Canvas().FocusNext()
	w.keyDown(&fyne.KeyEvent{Name: fyne.KeyF1})
	german := w.tips.Card()
	if german.Key != english.Key || german.Words == english.Words || german.Caution != "Vorsicht" {
		t.Errorf("the card says %q in English and %q in German", english.Words, german.Words)
	}
	if got := w.app.Preferences().String(languageKey); got != "de" {
		t.Errorf("what is kept is %q", got)
	}
	if got := w.top.language.Text(); got != "Deutsch" {
		t.Errorf("the button in the top bar says %q", got)
	}
}
