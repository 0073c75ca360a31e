package control

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/loss"
	"foolscope/engine/param"
	"foolscope/engine/pixel"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// brightness is a classifier that a person can follow: class "dark" scores
// 0.5-m and class "bright" m-0.5, where m is the mean of the picture, ten times.
type brightness struct {
	name   string
	closed bool
}

func (b *brightness) Info() story.ModelInfo {
	return story.ModelInfo{Title: b.name, Width: 8, Height: 8, Labels: []string{"dark", "bright", "never"}}
}

func (b *brightness) Fit(im *pixel.Image) *pixel.Image { return im.Stretch(8, 8) }

func (b *brightness) Close() error { b.closed = true; return nil }

func mean(im *pixel.Image) float32 {
	sum := float32(0)
	for _, v := range im.Pix {
		sum += v
	}
	return sum / float32(len(im.Pix))
}

func (b *brightness) Classes() int { return 3 }

func (b *brightness) Logits(ctx context.Context, ims []*pixel.Image) (logits [][]float32, err error) {
	for _, im := range ims {
		m := mean(im)
		logits = append(logits, []float32{10 * (0.5 - m), 10 * (m - 0.5), -20})
	}
	return logits, ctx.Err()
}

func (b *brightness) Gradient(ctx context.Context, ims []*pixel.Image, losses []loss.Loss) (logits [][]float32, gradients []*pixel.Image, err error) {
	for _, im := range ims {
		gradients = append(gradients, pixel.New(im.Width, im.Height))
	}
	logits, err = b.Logits(ctx, ims)
	return logits, gradients, err
}

// workshop opens such classifiers.
type workshop struct {
	mu      sync.Mutex
	missing error
	opened  []*brightness
}

func (w *workshop) Ready() (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return "a workshop", w.missing
}

func (w *workshop) Open(_ context.Context, path string, _ func()) (session.Model, error) {
	if path == "broken.onnx" {
		return nil, errors.New("it is not an ONNX file")
	}
	m := &brightness{name: "model " + path}
	w.opened = append(w.opened, m)
	return m, nil
}

// shift is an attack that adds its strength in levels to every value, in as
// many steps as asked for. Between two steps it waits for gate, if that is set.
func shift(gate chan struct{}) *attack.Attack {
	set := param.Set{
		{Key: "amount", Name: "Amount", Unit: "/255", Min: 0, Max: 200, Default: 50, Step: 1},
		{Key: "steps", Name: "Steps", Kind: param.Integer, Min: 1, Max: 100, Default: 1, Step: 1},
	}
	return &attack.Attack{
		Key: "shift", Name: "Shift", Params: set, Strength: "amount",
		Presets: []attack.Preset{{Name: "typical", Values: set.Defaults()}},
		Run: func(ctx context.Context, job attack.Job) (*attack.Result, error) {
			im := job.Image.Clone()
			steps := job.Values.Int("steps")
			for i := 1; i <= steps; i++ {
				if gate != nil && job.Observe != nil {
					select {
					case <-gate:
					case <-ctx.Done():
					}
				}
				if err := ctx.Err(); err != nil {
					return nil, err
				}
				for k := range im.Pix {
					im.Pix[k] += float32(job.Values.Float("amount") / 255 / float64(steps))
				}
				if job.Observe != nil {
					job.Observe(attack.Step{Index: i, Total: steps, Image: im})
				}
			}
			im.Round()
			logits, err := attack.LogitsOf(ctx, job.Model, im)
			return &attack.Result{Image: im, Logits: logits}, err
		},
	}
}

// darken is a defence that subtracts its strength in levels.
func darken() *defense.Defense {
	return &defense.Defense{
		Key: "darken", Name: "Darken", Strength: "amount",
		Params: param.Set{{Key: "amount", Name: "Amount", Min: 0, Max: 200, Default: 20, Step: 1}},
		Apply: func(ctx context.Context, im *pixel.Image, v param.Values, _ uint64) (*pixel.Image, error) {
			out := im.Clone()
			for i := range out.Pix {
				out.Pix[i] -= float32(v.Float("amount") / 255)
			}
			return out.Round(), ctx.Err()
		},
	}
}

// grey is a picture of one level, 32 by 16.
func grey(level uint8) session.Source {
	return session.Source{Name: fmt.Sprint("grey ", level), Open: func(context.Context) (*pixel.Image, error) {
		im := pixel.FromImage(image.NewRGBA(image.Rect(0, 0, 32, 16)))
		for i := range im.Pix {
			im.Pix[i] = float32(level) / 255
		}
		return im, nil
	}}
}

// watcher collects what a controller shows.
type watcher struct {
	*Controller
	t *testing.T
	// shown is read by until; seen has a copy of everything.
	shown, seen chan Snapshot
}

// options are those of a controller and of its session.
type options struct {
	Options
	shared
}

type shared = session.Options

// watch starts a controller whose first picture is dark enough that the
// default attack makes it bright, and a second that is darker.
func watch(t *testing.T, edit func(*options)) *watcher {
	t.Helper()
	w := &watcher{t: t, shown: make(chan Snapshot, 10000), seen: make(chan Snapshot, 10000)}
	o := options{
		Options{
			Attacks: []*attack.Attack{shift(nil)}, Defenses: []*defense.Defense{darken()},
			SavePicture: pixel.WritePNG, Dispatch: func(f func()) { f() },
			Show: func(s Snapshot) { w.shown <- s; w.seen <- s },
		},
		shared{Engine: &workshop{}, Samples: []session.Source{grey(120), grey(10)}, OpenPicture: pixel.Open},
	}
	if edit != nil {
		edit(&o)
	}
	o.Options.Session = session.New(o.shared)
	w.Controller = New(o.Options)
	t.Cleanup(w.Close)
	return w
}

// Close ends the controller and its session, as the window does.
func (w *watcher) Close() {
	w.Controller.shared.End()
	w.Controller.Close()
	w.Controller.shared.Close()
}

// until returns the first snapshot that is as wanted.
func (w *watcher) until(what string, wanted func(Snapshot) bool) Snapshot {
	w.t.Helper()
	deadline := time.After(20 * time.Second)
	for {
		select {
		case s := <-w.shown:
			if wanted(s) {
				return s
			}
		case <-deadline:
			w.t.Fatalf("never shown: %s; now: %+v", what, w.Snapshot().Status)
		}
	}
}

// settled waits for the result of the settings as they are now.
func (w *watcher) settled() Snapshot {
	w.t.Helper()
	generation := w.Snapshot().Generation
	return w.until("a final result", func(s Snapshot) bool { return s.Generation >= generation && s.Current() })
}
