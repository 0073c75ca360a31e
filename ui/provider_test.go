package ui

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/part"
	"foolscope/ui/session"
)

// withCards is an engine that has some providers.
type withCards struct {
	broken
	found     []session.Provider
	preferred string
}

func (e *withCards) Providers() ([]session.Provider, error) { return e.found, nil }
func (e *withCards) Preferred() string                      { return e.preferred }
func (e *withCards) Prefer(key string) error {
	if key == "gone" {
		return errors.New("there is no such card")
	}
	e.preferred = key
	return nil
}

func TestProvidersAreOffered(t *testing.T) {
	cpu, card := session.Provider{Key: "cpu", Title: "CPU"}, session.Provider{Key: "card", Title: "Card"}
	broke := session.Provider{Key: "old", Title: "Old card", Problem: errors.New("old card does not work: it is too old")}
	for _, test := range []struct {
		name     string
		found    []session.Provider
		titles   []string
		selected int
		why      string
	}{
		{"the CPU alone", []session.Provider{cpu}, nil, 0, ""},
		{"a card", []session.Provider{cpu, card}, []string{"CPU", "Card"}, 1, ""},
		{"a card and one that does not work", []session.Provider{cpu, broke, card}, []string{"CPU", "Card"}, 1, "Old card does not work: it is too old."},
		{"one that does not work", []session.Provider{cpu, broke}, []string{"CPU"}, 0, "Old card does not work: it is too old."},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, queue := testWindow(t)
			engine := &withCards{found: test.found, preferred: "card"}
			p := &providers{w: w, chooser: engine, content: w.help.providers.content, notes: w.help.providers.notes}
			w.help.providers = p
			w.help.toggle()
			pump(t, queue, "the end of the search", func() bool { return !strings.Contains(said(p), "Looking") })
			if test.titles == nil {
				if len(p.content.Objects) > 0 {
					t.Errorf("it shows %q", said(p))
				}
				return
			}
			if len(p.offered) != len(test.titles) || p.offered[len(p.offered)-1].Title != test.titles[len(test.titles)-1] {
				t.Errorf("it offers %v", p.offered)
			}
			if p.tabs.Selected() != test.selected {
				t.Errorf("chosen is %d", p.tabs.Selected())
			}
			if got := said(p); !strings.Contains(got, test.why) {
				t.Errorf("it says %q, want %q", got, test.why)
			}
			generation := w.controller().Snapshot().Generation
			p.tabs.OnSelected(0)
			if engine.preferred != "cpu" || w.app.Preferences().String(providerKey) != "cpu" {
				t.Errorf("it prefers %q, and remembers %q", engine.preferred, w.app.Preferences().String(providerKey))
			}
			if w.controller().Snapshot().Generation == generation {
				t.Error("nothing is computed again")
			}
		})
	}
}

// said are all labels of the choice, one after the other.
func said(p *providers) string {
	var text []string
	for _, line := range []fyne.CanvasObject{p.content, p.notes} {
		walk(line, func(o fyne.CanvasObject) {
			if l, ok := o.(*part.Label); ok {
				text = append(text, l.Text())
			}
		})
	}
	return strings.Join(text, " ")
}

func TestProviderOfTheLastTime(t *testing.T) {
	for _, c := range []struct {
		kept  string
		given bool
		want  string
		fails bool
	}{
		{"", false, "cpu", false},
		{"card", false, "card", false},
		{"card", true, "cpu", false},
		{"gone", false, "cpu", true},
	} {
		app := test.NewTempApp(t)
		app.Preferences().SetString(providerKey, c.kept)
		engine := &withCards{preferred: "cpu"}
		err := Options{Engine: engine, ProviderGiven: c.given}.preferAgain(app.Preferences())
		if engine.preferred != c.want || (err != nil) != c.fails {
			t.Errorf("kept %q, given %t: %q, %v", c.kept, c.given, engine.preferred, err)
		}
	}
	app := test.NewTempApp(t)
	app.Preferences().SetString(providerKey, "card")
	if err := (Options{Engine: broken{}}).preferAgain(app.Preferences()); err != nil {
		t.Errorf("an engine without a choice: %v", err)
	}
}
