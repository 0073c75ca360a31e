package part

import (
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestNothingIsPostedToALoopThatIsOver(t *testing.T) {
	test.NewTempApp(t)
	t.Cleanup(func() { Over(false) })
	for _, over := range []bool{false, true} {
		Over(over)
		ran := false
		Post(func() { ran = true })
		if ran == over {
			t.Errorf("over is %v, and what was posted ran: %v", over, ran)
		}
	}
}

// The loop does not close while somebody hands something to it.
func TestTheEndWaitsForWhatIsBeingPosted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer Over(false)
		for _, slow := range []time.Duration{0, 300 * time.Millisecond, time.Hour} {
			posting.Add(1)
			time.AfterFunc(slow, func() { posting.Add(-1) })
			began := time.Now()
			Over(true)
			if took, want := time.Since(began), min(slow, postPatience); took < want || took > want+2*time.Millisecond {
				t.Errorf("it waits %v for what takes %v", took, slow)
			}
			time.Sleep(slow)
		}
	})
}
