package control

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"foolscope/engine/attack"
	"foolscope/engine/pixel"
	"foolscope/engine/trial"
	"foolscope/ui/session"
)

// slowShop is a workshop that tries files aside, which takes until it is let, or for ever.
type slowShop struct {
	workshop
	// begun is sent the path of each trial, ended that of each that was given up.
	begun, ended chan string
	// let has the trial of a file succeed.
	let chan struct{}
}

func (s *slowShop) Open(ctx context.Context, path string, trying func()) (session.Model, error) {
	if !strings.HasPrefix(filepath.Base(path), "slow") {
		return s.workshop.Open(ctx, path, trying)
	}
	trying()
	s.begun <- path
	select {
	case <-s.let:
		return s.workshop.Open(ctx, path, trying)
	case <-ctx.Done():
	}
	s.ended <- path
	return nil, ctx.Err()
}

func slowly(t *testing.T) (*slowShop, *watcher) {
	shop := &slowShop{begun: make(chan string, 100), ended: make(chan string, 100), let: make(chan struct{})}
	w := watch(t, func(o *options) { o.Engine = shop })
	w.settled()
	return shop, w
}

func TestATrialIsToldAndCancelled(t *testing.T) {
	shop, w := slowly(t)
	w.SetModel("slow.onnx")
	<-shop.begun
	w.until("what is being tried", func(s Snapshot) bool { return s.Status.Text == "Trying slow.onnx in a process of its own…" })
	w.Cancel()
	w.until("that it was stopped", func(s Snapshot) bool { return s.Notice.Text == "The model was not opened: it was stopped" })
	w.until("the model of before", func(s Snapshot) bool { return s.Settings.Model == "" && s.Current() })
}

// A trial goes on while a slider moves, and ends when another model is chosen.
func TestATrialLastsAsLongAsSomebodyWantsIt(t *testing.T) {
	shop, w := slowly(t)
	w.SetModel("slow.onnx")
	<-shop.begun
	for _, amount := range []float64{60, 70, 80} {
		w.SetValue("amount", amount)
	}
	if s := w.Snapshot(); s.Status.Text != "Trying slow.onnx in a process of its own…" {
		t.Errorf("it says %q", s.Status.Text)
	}
	w.SetModel("slow too.onnx")
	if path := <-shop.ended; path != "slow.onnx" {
		t.Errorf("%s was given up", path)
	}
	if path := <-shop.begun; path != "slow too.onnx" {
		t.Errorf("%s was tried", path)
	}
	w.SetModel("quick.onnx")
	if s := w.settled(); s.Model.Title != "model quick.onnx" || s.Settings.Values["amount"] != 80 || s.Notice.Err {
		t.Errorf("%s with %v: %s", s.Model.Title, s.Settings.Values, s.Notice.Text)
	}
}

// The settings for which a network was opened may be old once it is.
func TestAModelIsDescribedThoughSettingsChangedWhileItWasOpened(t *testing.T) {
	shop, w := slowly(t)
	w.SetModel("slow.onnx")
	<-shop.begun
	w.SetValue("amount", 60)
	close(shop.let)
	if s := w.settled(); s.Model.Title != "model slow.onnx" || s.Settings.Values["amount"] != 60 {
		t.Errorf("the result of %g is said to be of %q", s.Settings.Values["amount"], s.Model.Title)
	}
}

// A goal that the network does not have is told once, however often settings change meanwhile.
func TestAGoalThatIsMissingIsToldOnce(t *testing.T) {
	shop, w := slowly(t)
	before := w.Snapshot().Notice.Number
	t.Chdir(t.TempDir())
	if err := os.WriteFile("slow.onnx", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.Apply("foolscope: model=slow.onnx goal=class:nowhere"); err != nil {
		t.Fatal(err)
	}
	<-shop.begun
	w.SetValue("amount", 60)
	close(shop.let)
	w.settled()
	w.SetValue("amount", 61)
	s := w.settled()
	if now := s.Notice; s.Settings.Goal != (trial.Goal{}) || now.Number != before+1 || !strings.Contains(now.Text, "nowhere") {
		t.Errorf("the goal is %+v, and %d notices end with %q", s.Settings.Goal, now.Number-before, now.Text)
	}
}

// deaf is a classifier that does not stop when it is told to, once it was asked about
// a picture that is white.
type deaf struct {
	brightness
	stuck bool
	// asked is told of that picture.
	asked chan<- bool
}

var errDeaf = errors.New("it does not stop")

func (d *deaf) Stuck() bool { return d.stuck }

func (d *deaf) Logits(ctx context.Context, ims []*pixel.Image) ([][]float32, error) {
	if d.stuck {
		return nil, errDeaf
	}
	if mean(ims[0]) == 1 {
		d.asked <- true
		<-ctx.Done()
		d.stuck = true
		return nil, errors.Join(errDeaf, ctx.Err())
	}
	return d.brightness.Logits(ctx, ims)
}

// deafShop opens them.
type deafShop struct {
	workshop
	opened int
	asked  chan bool
}

func (s *deafShop) Open(context.Context, string, func()) (session.Model, error) {
	s.opened++
	return &deaf{brightness: brightness{name: "deaf"}, asked: s.asked}, nil
}

// A network that does not stop is opened anew for the next picture, and closed.
func TestANetworkThatDoesNotStopIsLetGo(t *testing.T) {
	shop := &deafShop{asked: make(chan bool)}
	w := watch(t, func(o *options) {
		o.Engine, o.Samples, o.Attacks = shop, []session.Source{grey(255), grey(10)}, []*attack.Attack{shift(nil)}
	})
	<-shop.asked
	w.Select(2)
	w.until("that it does not stop", func(s Snapshot) bool { return strings.HasPrefix(s.Notice.Text, "deaf does not stop computing") })
	if s := w.settled(); s.Result.Picture != "grey 10" || s.Result.AttackedClass < 0 || shop.opened != 2 {
		t.Errorf("%s, class %d, opened %d times", s.Result.Picture, s.Result.AttackedClass, shop.opened)
	}
}
