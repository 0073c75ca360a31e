package state

import (
	"errors"
	"testing"
)

func TestExportTellsHowItEnded(t *testing.T) {
	for _, c := range []struct {
		name, done, told string
		err              error
	}{
		{name: "it goes well", done: "Saved a.svg.", told: "Saved a.svg."},
		{name: "it fails", done: "ignored", err: errors.New("cannot save a.svg: the disk is full"), told: "Saving failed: cannot save a.svg: the disk is full."},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := watch(t, nil)
			w.Export(func(Snapshot) (string, error) { return c.done, c.err })
			s := w.until("a notice", func(s Snapshot) bool { return s.Notice.Number > 0 })
			if s.Notice.Text != c.told || s.Notice.Err != (c.err != nil) {
				t.Errorf("notice: %+v", s.Notice)
			}
		})
	}
}

func TestExportWaitsForTheNewestSettings(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.SetSeed(77)
	exported := make(chan Snapshot, 1)
	w.Export(func(s Snapshot) (string, error) { exported <- s; return "", nil })
	if s := <-exported; !s.Current() || s.Result.Settings.Seed != 77 {
		t.Errorf("it exported the result of seed %d", s.Result.Settings.Seed)
	}
}
