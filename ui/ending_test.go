package ui

import (
	"testing"
	"time"
)

// Whether Fyne returns or not, everything is closed once, and before the end.
func TestTheProgramEndsEvenIfFyneDoesNot(t *testing.T) {
	for _, returns := range []bool{false, true} {
		closed, codes := 0, make(chan int, 1)
		e := &ending{finish: func() { closed++ }, exit: func(code int) { codes <- code }, patience: time.Millisecond}
		if returns {
			e.end()
		}
		e.start()
		select {
		case code := <-codes:
			if code != 0 || closed != 1 {
				t.Errorf("Fyne returns %t: code %d, closed %d times", returns, code, closed)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("the program goes on")
		}
	}
}
