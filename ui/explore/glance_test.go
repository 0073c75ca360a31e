package explore

import (
	"errors"
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/defense"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// tried is a snapshot in which every registered defence was tried: one recovered,
// one did not, one failed, and the rest is still to come.
func tried(s control.Snapshot) control.Snapshot {
	img := image.NewRGBA(image.Rect(0, 0, 8, 8))
	s.Attempts = &control.Attempts{}
	for i, d := range defense.All() {
		one := control.Attempt{Defense: d, Values: d.Params.Defaults()}
		switch i {
		case 0:
			one.Known, one.Attempt = true, story.Attempt{Image: img, Verdict: story.Verdict{Kind: story.Recovered, Text: "Recovered: 94.7 % no entry"}}
		case 1:
			one.Known, one.Attempt = true, story.Attempt{Image: img, Verdict: story.Verdict{Kind: story.NotRecovered, Text: "Not recovered: 100.0 % maillot, tank suit, swimming costume"}}
		case 2:
			one.Err = errors.New("it has no time")
		}
		s.Attempts.List = append(s.Attempts.List, one)
	}
	return s
}

func TestAllDefencesAtAGlance(t *testing.T) {
	words.Use("en")
	s, c := screen(t, fyne.NewSize(1280, 752))
	s.names.defenses = defense.All()
	s.glance.names = s.names
	over := s.window.Canvas()
	s.compareDefenses()
	if c.Snapshot().Attempts == nil || over.Focused() != s.glance.row {
		t.Fatal("no defence is tried, or the keyboard is elsewhere")
	}
	s.Show(tried(fooled(c)))
	offers := s.glance.row.Offers()
	if len(offers) != len(defense.All()) {
		t.Fatalf("%d offers, but there are %d defences", len(offers), len(defense.All()))
	}
	for i, want := range []part.Offer{
		{Text: "Recovered: 94.7 % no entry", Meaning: look.Defended},
		{Text: "Not recovered: 100.0 % maillot, tank suit, swimming costume", Meaning: look.Attacked},
		{Text: "The defence failed: it has no time", Meaning: look.Neutral},
		{Text: "…", Meaning: look.Neutral, Dim: true},
	} {
		got := offers[i]
		if got.Text != want.Text || got.Meaning != want.Meaning || got.Dim != want.Dim || !strings.HasPrefix(got.Title, defense.All()[i].Name) {
			t.Errorf("offer %d: %+v, want %+v", i, got, want)
		}
	}
	for _, key := range []fyne.KeyName{fyne.KeyHome, fyne.KeyRight, fyne.KeyReturn} {
		s.glance.row.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if over.Overlays().Top() != nil || c.Snapshot().Attempts != nil {
		t.Error("it stays open, or defences are still tried")
	}
	if s.glance.keys[1] != defense.All()[1].Key {
		t.Errorf("the second one is %s", s.glance.keys[1])
	}
}

func TestADefenceIsTakenByAClick(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 752))
	c.SetDefense("")
	s.Show(c.Snapshot())
	s.compareDefenses()
	test.TapAt(s.glance.row, fyne.NewPos(20, 20))
	if got := c.Snapshot().Settings.Defense; got != "blur" {
		t.Errorf("the defence is %q", got)
	}
	s.compareDefenses()
	s.glance.row.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.compareDefenses()
	s.compareDefenses()
	if s.window.Canvas().Overlays().Top() != nil || c.Snapshot().Attempts != nil {
		t.Error("Esc, or the key once more, does not close it")
	}
}
