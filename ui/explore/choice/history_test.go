package choice

import (
	"testing"
	"time"
)

func TestHistoryJoinsWhatIsOneDrag(t *testing.T) {
	type change struct {
		key     string
		after   time.Duration
		release bool
	}
	tests := []struct {
		name    string
		changes []change
		entries int
	}{
		{"a drag that rests for long", []change{{key: "e"}, {key: "e", after: time.Minute}, {key: "e", release: true}}, 1},
		{"an arrow key that is held", []change{{"e", 0, true}, {"e", 100 * time.Millisecond, true}, {"e", 100 * time.Millisecond, true}}, 1},
		{"two drags", []change{{"e", 0, true}, {"e", 2 * time.Second, true}}, 2},
		{"two values", []change{{"e", 0, true}, {"q", 0, true}, {"e", 0, true}}, 3},
		{"choices", []change{{}, {}}, 2},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var h History
			var now Entry
			clock := time.Unix(0, 0)
			for _, c := range test.changes {
				clock = clock.Add(c.after)
				next := now
				next.Settings.Seed++
				h.Note(c.key, now, next, clock)
				now = next
				if c.release {
					h.Release(clock)
				}
			}
			for range test.entries {
				var ok bool
				if now, ok = h.Undo(now); !ok {
					t.Fatal("there are too few entries")
				}
			}
			if _, ok := h.Undo(now); ok || now.Settings.Seed != 0 {
				t.Errorf("seed %d after %d undos, and more to undo: %t", now.Settings.Seed, test.entries, ok)
			}
		})
	}
}
