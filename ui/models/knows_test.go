package models

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/classifier"
	"foolscope/engine/zoo"
	"foolscope/models"
	"foolscope/ui/look"
	"foolscope/ui/words"
)

// What a model knows follows from its manifest alone.
func TestWhatAModelKnowsIsSaidInWords(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	for _, of := range []struct{ manifest, english, german, input, right string }{
		{`{"name":"a","output":{"classes":1000},"knows":"everyday things","input":{"size":224}}`, "1,000 everyday things", "1.000 Alltagsdinge", "224", "–"},
		{`{"name":"a","labels":["cat","dog","cow"],"input":{"width":64,"height":48}}`, "3 classes, such as cat, dog", "3 Klassen, etwa cat, dog", "64 × 48", "–"},
		{`{"name":"a","labels":["oak","elm"],"knows":"trees of Kent","measured":{"leaves":{"top1":0.5}}}`, "2 trees of Kent", "2 trees of Kent", "–", "50.0 %"},
		{`{"name":"a","output":{"classes":7}}`, "7 classes", "7 Klassen", "–", "–"},
		{`{"name":"a"}`, "–", "–", "–", "–"},
	} {
		m, err := classifier.ParseManifest(json.RawMessage(of.manifest))
		if err != nil {
			t.Fatal(err)
		}
		k := knownOf(m)
		words.Use("de")
		german := k.says()
		words.Use("en")
		if k.says() != of.english || german != of.german || k.input() != of.input || k.accuracy() != of.right {
			t.Errorf("%s: %q, %q, %s, %s", of.manifest, k.says(), german, k.input(), k.accuracy())
		}
	}
	if k := builtIn().Known; k.says() != "20 road signs and lights" || k.right < 0.9 {
		t.Errorf("the built-in model knows %q, and is right %v", k.says(), k.right)
	}
	for _, e := range models.Catalogue() {
		if got := ofEntry(e.Manifest, e.Top1).says(); got != "1,000 everyday things" {
			t.Errorf("%s knows %q", e.Name, got)
		}
	}
}

// Each line offers what can be done with its model: the main thing by Return.
func TestLinesOfferWhatCanBeDone(t *testing.T) {
	e := models.Catalogue()[0]
	for _, of := range []struct {
		name  string
		item  Item
		inUse bool
		want  []action
	}{
		{"built in", *builtIn(), false, []action{useIt}},
		{"built in, in use", *builtIn(), true, nil},
		{"own", Item{Key: "/a/b.onnx", Stage: Here, Path: "/a/b.onnx"}, false, []action{useIt, removeIt}},
		{"own, gone", Item{Key: "/a/b.onnx", Problem: "It is not there any more."}, false, []action{removeIt}},
		{"absent", Item{Entry: &e}, false, []action{getIt}},
		{"paused", Item{Entry: &e, Stage: Paused}, false, []action{getIt, removeIt}},
		{"loading", Item{Entry: &e, Stage: Loading}, false, []action{pauseIt}},
		{"downloaded", Item{Entry: &e, Stage: Here, Path: "x"}, false, []action{useIt, removeIt}},
		{"shared", Item{Entry: &e, Stage: Here, Path: "x", Shared: true}, true, nil},
	} {
		if got := actionsOf(of.item, of.inUse); !slices.Equal(got, of.want) {
			t.Errorf("%s: %v, want %v", of.name, got, of.want)
		}
		l := line(of.item, of.inUse)
		if len(l.Columns) != len(columns) || len(l.Columns)+1 != len(headings()) {
			t.Errorf("%s: %d columns under %d headings", of.name, len(l.Columns), len(headings()))
		}
		keys := map[fyne.KeyName]bool{}
		for _, a := range l.Actions {
			if a.Text == "" || keys[a.Key] {
				t.Errorf("%s: the action %+v", of.name, a)
			}
			keys[a.Key] = true
		}
		if marked := strings.HasPrefix(l.Note, words.Say("shelf.in_use")); marked != of.inUse || l.Strong != of.inUse {
			t.Errorf("%s: strong %t, marked %t", of.name, l.Strong, marked)
		}
	}
}

// screenWith is a screen with the built-in model, one of the user's own and the
// catalogue.
func screenWith(t *testing.T, o screenOptions) (*screen, Snapshot) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	own := filepath.Join(t.TempDir(), "mine.onnx")
	if err := os.WriteFile(own, []byte("no model"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := newController(controllerOptions{
		Library: zoo.Library{Entries: models.Catalogue(), Folder: t.TempDir()}, BuiltIn: builtIn(), Own: []string{own},
		Dispatch: inOrder(t), Show: func(Snapshot) {},
	})
	t.Cleanup(c.Close)
	return newScreen(c, o), c.Snapshot()
}

// The list has everything, of which the first item is what came with the program;
// the one in use is marked, and keys do what a line offers.
func TestOneListWithTheModelInUse(t *testing.T) {
	var used []string
	s, snap := screenWith(t, screenOptions{Use: func(path string) { used = append(used, path) }})
	s.inUse = snap.Items[1].Path
	s.show(snap)
	if got := fmt.Sprint(snap.Items[0].BuiltIn, snap.Items[1].Own(), len(snap.Items)); got != "true true 22" {
		t.Errorf("the list has %s", got)
	}
	for i, item := range snap.Items {
		if marked := s.uses(item); marked != (i == 1) {
			t.Errorf("%s is marked %t", item.Title, marked)
		}
	}
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if len(used) != 1 || used[0] != "" {
		t.Errorf("Return on the first line uses %q", used)
	}
}

// The bar stands beside the values, and the headings over their columns.
func TestScrollBarStandsBesideTheList(t *testing.T) {
	s, snap := screenWith(t, screenOptions{})
	s.show(snap)
	s.content.Resize(fyne.NewSize(1280, 700))
	if right, room := s.list.Position().X+s.list.Size().Width, s.scroll.Size().Width; right > room-barRoom() {
		t.Errorf("the list ends at %g of %g, a bar needs %g", right, room, barRoom())
	}
	if s.head.Size().Width != s.list.Size().Width {
		t.Errorf("the headings are %g wide, the list %g", s.head.Size().Width, s.list.Size().Width)
	}
}
