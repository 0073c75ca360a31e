package ui

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// Whether Fyne returns or not, and whether what runs ends or not, the program ends, and keeps
// what it has to before it waits for anything.
func TestTheProgramEndsWhateverGoesOn(t *testing.T) {
	for _, test := range []struct {
		name string
		// returns is true if Fyne does; keeps and ends are whether what is to be kept is,
		// and whether what runs ends.
		returns, keeps, ends bool
		want                 []string
	}{
		{"all goes well", true, true, true, []string{"kept", "closed"}},
		{"Fyne does not return", false, true, true, []string{"kept", "closed"}},
		{"a network never ends", true, true, false, []string{"kept"}},
		{"neither ends", false, true, false, []string{"kept"}},
		{"a disk hangs", false, false, true, []string{"closed"}},
		{"nothing ends", false, false, false, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var mu sync.Mutex
			var done []string
			step := func(name string, ends bool) func() {
				return func() {
					if !ends {
						select {}
					}
					mu.Lock()
					defer mu.Unlock()
					done = append(done, name)
				}
			}
			codes := make(chan int, 1)
			e := &ending{
				keep: step("kept", test.keeps), finish: step("closed", test.ends),
				exit: func(code int) { codes <- code }, patience: 50 * time.Millisecond,
			}
			if test.returns {
				e.end()
			}
			e.start()
			select {
			case code := <-codes:
				mu.Lock()
				defer mu.Unlock()
				if code != 0 || !slices.Equal(done, test.want) {
					t.Errorf("code %d after %v, want %v", code, done, test.want)
				}
			case <-time.After(30 * time.Second):
				t.Fatal("the program goes on")
			}
		})
	}
}
