package control

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"foolscope/ui/events"
)

// lines decodes what a log has written.
func lines(t *testing.T, out *bytes.Buffer) []events.Event {
	t.Helper()
	var all []events.Event
	for line := range strings.Lines(out.String()) {
		var e events.Event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		all = append(all, e)
	}
	return all
}

func TestLogWritesScenesThatAreNew(t *testing.T) {
	var out bytes.Buffer
	log := events.NewLog(&out)
	w := watch(t, nil)
	s := w.settled()
	places := map[string]events.Place{"attack": {X: 16, Y: 300, Width: 231, Height: 33}}
	for range 3 {
		if err := log.See(SceneOf(s, events.Looks{Zoom: 1, Wipe: 1}), places); err != nil {
			t.Fatal(err)
		}
	}
	log.See(SceneOf(s, events.Looks{Zoom: 2, Wipe: 1}), places)
	all := lines(t, &out)
	var kinds []string
	for _, e := range all {
		kinds = append(kinds, e.Kind)
	}
	if got := strings.Join(kinds, " "); got != "places scene scene" {
		t.Fatalf("it writes %s", got)
	}
	scene := all[1].Scene
	if scene.Busy || scene.Moment != -1 || scene.Picture != scene.Pictures[0] || scene.Zoom != 1 {
		t.Errorf("the first scene is %+v", scene)
	}
	if all[2].Scene.Zoom != 2 || all[0].Places["attack"].Y != 300 {
		t.Errorf("it writes %s", out.String())
	}
}

func TestLogWritesVitals(t *testing.T) {
	var out bytes.Buffer
	events.NewLog(&out).Measure(events.Vitals{Goroutines: 12, Heap: 30.5, Textures: -1})
	want := `{"kind":"vitals","generation":0,"vitals":{"goroutines":12,"heap":30.5,"resident":0,"textures":-1}}` + "\n"
	if out.String() != want {
		t.Errorf("it writes %s", out.String())
	}
}
