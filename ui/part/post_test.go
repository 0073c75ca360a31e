package part

import (
	"testing"

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
