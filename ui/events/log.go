package events

import (
	"encoding/json"
	"io"
	"maps"
	"reflect"
	"time"
)

// Log writes events.
type Log struct {
	// Stall returns the longest time in which the window did not look at what the user
	// does, since it was called last; may be nil.
	Stall func() time.Duration

	out    *json.Encoder
	scene  Scene
	places map[string]Place
}

// NewLog returns a log that writes to out, one JSON object a line.
func NewLog(out io.Writer) *Log { return &Log{out: json.NewEncoder(out)} }

// Add writes events.
func (l *Log) Add(events ...Event) error {
	for _, e := range events {
		if err := l.out.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// See writes the scene, and where the controls are, if that is news.
func (l *Log) See(scene Scene, places map[string]Place) error {
	// Places first: who waits for a scene finds its way about in it.
	if !maps.Equal(places, l.places) {
		l.places = places
		if err := l.Add(Event{Kind: "places", Places: places}); err != nil {
			return err
		}
	}
	if reflect.DeepEqual(scene, l.scene) {
		return nil
	}
	l.scene = scene
	return l.Add(Event{Kind: "scene", Scene: &scene})
}

// Measure writes vitals.
func (l *Log) Measure(v Vitals) error { return l.Add(Event{Kind: "vitals", Vitals: &v}) }
