package main

import (
	"fmt"
	"reflect"
	"time"

	"foolscope/ui/events"
)

// rest brings the window to the scene that is always the same, and leaves it there until nothing is kept any more that
// is not seen.
func (s *sitter) rest() error {
	if err := s.escape(); err != nil {
		return err
	}
	if err := s.removeAdded(); err != nil {
		return err
	}
	// The second time makes good what another control hid from the first.
	for range 2 {
		for _, do := range []func() error{
			func() error { return s.choose("model", 0) },
			func() error { return s.click("pictures.0") },
			func() error { return s.choose("attack", 0) },
			func() error { return s.click("preset.1") },
			func() error { return s.choose("goal", 0) },
			func() error { return s.choose("defense", 0) },
			func() error { return s.choose("compare", 0) },
			func() error { return s.click("page.0") },
			func() error { return s.keys("ctrl+0") },
			s.closeWipe,
			func() error { return s.choose("mode", 0) },
			func() error { return s.choose("gain", 0) },
		} {
			if err := do(); err != nil {
				return err
			}
			if err := s.calm("the result at rest"); err != nil {
				return err
			}
		}
	}
	now := s.program.Scene()
	now.Focus, now.Generation = "", 0
	if s.resting.Pictures == nil {
		s.resting = now
	} else if !reflect.DeepEqual(now, s.resting) {
		return fmt.Errorf("the two rests cannot be compared: %+v, then %+v", s.resting, now)
	}
	// What is not drawn any more is let go when something is drawn: the pointer wanders.
	for end := time.Now().Add(restFor); time.Now().Before(end); time.Sleep(2 * time.Second) {
		for _, name := range []string{"attack", "model"} {
			at, err := s.program.At(name, 0.5, 0.5)
			if err == nil {
				err = s.display.Move(at.X, at.Y)
			}
			if err != nil {
				return err
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
	return nil
}

// calm waits until nothing is computed and nothing lies over the window.
func (s *sitter) calm(what string) error {
	// The last key or click may not have arrived yet.
	time.Sleep(500 * time.Millisecond)
	// On a busy machine a list may open after its keys, and wait for more.
	for wait := 0; s.program.Scene().Overlay && wait < 10; wait++ {
		time.Sleep(500 * time.Millisecond)
	}
	if s.program.Scene().Overlay {
		if err := s.keys("Escape"); err != nil {
			return err
		}
	}
	_, err := s.program.AwaitScene(what, func(scene events.Scene) bool {
		return !scene.Busy && !scene.Overlay && scene.Unread == 0
	})
	return err
}

// escape closes what lies over the window, and goes on with what is paused.
func (s *sitter) escape() error {
	for range 5 {
		if err := s.keys("Escape"); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return s.calm("no list that is open")
}

// removeAdded takes away the pictures that were dropped.
func (s *sitter) removeAdded() error {
	for {
		n := len(s.program.Scene().Pictures)
		if n <= s.samples {
			return nil
		}
		if err := s.removeLast(); err != nil {
			return err
		}
		_, err := s.program.AwaitScene("a picture less", func(scene events.Scene) bool { return len(scene.Pictures) < n })
		if err != nil {
			return err
		}
	}
}

func (s *sitter) closeWipe() error {
	if err := s.click("wipe"); err != nil {
		return err
	}
	return s.keys("End")
}
