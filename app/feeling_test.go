package main

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// How the window feels, measured in a real one without a graphics card. What is
// printed as ms is the time from the event that chose the settings to the frame
// that shows their result; stall-ms is the longest time in which the window did
// not look at the mouse and the keyboard. A drag goes on for eight seconds, with an event
// of the pointer for every frame of a screen.
const (
	dragTime = 8 * time.Second
	dragRate = time.Second / 60
	swing    = 4 * time.Second
)

// shipped is the program as it is built for users.
func shipped(b *testing.B) string {
	b.Helper()
	path := filepath.Join(scratch, "foolscope-shipped")
	cmd := exec.Command("go", "build", "-buildvcs=false", "-tags", "release,migrated_fynedo", "-o", path, ".")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// sit opens the window for somebody who never used it and waits for the first
// result. It returns the time from the start to the frame that shows it.
func sit(b *testing.B, args ...string) (*desk.Display, *desk.Program, time.Duration) {
	b.Helper()
	if missing := desk.Missing(); missing != "" {
		b.Skipf("%s is not installed, so there is no display to open a window on", missing)
	}
	program := shipped(b)
	d, err := desk.NewDisplay(deskWidth, deskHeight)
	must(b, err)
	b.Cleanup(d.Close)
	began := time.Now()
	p, err := d.Start(program, b.TempDir(), b.TempDir(), nil, args...)
	must(b, err)
	b.Cleanup(p.Kill)
	first, _, err := p.Await("the first result, painted", 0, func(e events.Event) bool { return e.Kind == "painted" && e.Final })
	must(b, err)
	return d, p, time.UnixMicro(first.At).Sub(began)
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// settle fills the display and waits for the curves of the plot.
func settle(b *testing.B, d *desk.Display, p *desk.Program) {
	b.Helper()
	must(b, p.Fill())
	_, _, err := p.Await("the curves", 0, func(e events.Event) bool { return e.Kind == "sweep" })
	must(b, err)
}

// swung is a path to and fro along a control, in the middle of its lower half,
// where a slider has its rail.
func swung(b *testing.B, p *desk.Program, name string) []desk.Point {
	b.Helper()
	must(b, p.AwaitPlace(name))
	must(b, p.Reveal(name))
	var path []desk.Point
	for t := time.Duration(0); t < dragTime; t += dragRate {
		at, err := p.At(name, float32(0.5-0.45*math.Cos(2*math.Pi*t.Seconds()/swing.Seconds())), 0.8)
		must(b, err)
		path = append(path, at)
	}
	return path
}

// since are the events after a mark, once the last settings have their result.
func since(b *testing.B, p *desk.Program, mark int) []events.Event {
	b.Helper()
	time.Sleep(time.Second)
	_, err := p.AwaitScene("the end of the work", func(s events.Scene) bool { return !s.Busy })
	must(b, err)
	var all []events.Event
	end := p.Mark()
	for at := mark; at < end; {
		var e events.Event
		e, at, err = p.Await("an event", at, func(events.Event) bool { return true })
		must(b, err)
		all = append(all, e)
	}
	return all
}

// reportOn prints what a drag was like. On a busy machine each attack may be given up for newer settings before its
// result; then iterates are what follows the hand.
func reportOn(b *testing.B, all []events.Event, spent time.Duration) {
	b.Helper()
	var painted []float64
	var stalls []float64
	iterates := 0
	for _, e := range all {
		switch {
		case e.Kind == "painted" && e.Final:
			painted = append(painted, e.Milliseconds)
		case e.Kind == "painted" && e.Steps > 0:
			iterates++
		case e.Kind == "result":
			stalls = append(stalls, e.StallMilliseconds)
		}
	}
	if len(painted)+iterates < 2 {
		b.Fatalf("%d results and %d iterates were painted within a drag, in %v of processor time", len(painted), iterates, spent)
	}
	if len(painted) > 0 {
		slices.Sort(painted)
		b.ReportMetric(quantile(painted, 0.5), "ms-median")
		b.ReportMetric(quantile(painted, 0.95), "ms-p95")
	}
	// The first includes what came before the drag.
	if len(stalls) > 1 {
		stalls = stalls[1:]
		slices.Sort(stalls)
		b.ReportMetric(quantile(stalls, 0.5), "stall-ms-median")
		b.ReportMetric(stalls[len(stalls)-1], "stall-ms")
	}
	b.ReportMetric(float64(len(painted))/dragTime.Seconds(), "pictures/s")
	b.ReportMetric(float64(len(painted))/spent.Seconds(), "pictures/cpu-s")
	b.ReportMetric(float64(iterates)/dragTime.Seconds(), "iterates/s")
	b.ReportMetric(0, "ns/op")
}

func quantile(sorted []float64, q float64) float64 { return sorted[int(q*float64(len(sorted)-1))] }

// BenchmarkColdStart is the time from the start of the program to the first
// result on the screen.
func BenchmarkColdStart(b *testing.B) {
	var all []float64
	for b.Loop() {
		for range 5 {
			_, p, took := sit(b)
			p.Kill()
			all = append(all, took.Seconds())
		}
	}
	slices.Sort(all)
	b.ReportMetric(quantile(all, 0.5), "s-median")
	b.ReportMetric(all[len(all)-1], "s-worst")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkDrag drags the slider of epsilon.
func BenchmarkDrag(b *testing.B) {
	for _, attack := range []string{"fgsm", "pgd"} {
		b.Run(attack, func(b *testing.B) {
			d, p, _ := sit(b, "--attack", attack)
			settle(b, d, p)
			path := swung(b, p, "attack.epsilon")
			for b.Loop() {
				mark := p.Mark()
				before, err := p.Spent()
				must(b, err)
				must(b, d.Follow(path, dragRate))
				all := since(b, p, mark)
				after, err := p.Spent()
				must(b, err)
				reportOn(b, all, after-before)
			}
		})
	}
}

// BenchmarkClassroom is how long the window does not look at the mouse and the keyboard when it enters or leaves the
// classroom.
func BenchmarkClassroom(b *testing.B) { switched(b, "F5") }

// BenchmarkTheme is how long that is when the window turns from light to dark or back.
func BenchmarkTheme(b *testing.B) { switched(b, "F6") }

// switched measures how long the window does not look at the mouse and the keyboard when a key changes how it looks.
func switched(b *testing.B, key string) {
	d, p, _ := sit(b, "--attack", "fgsm")
	settle(b, d, p)
	times := 0
	// chosen waits for the result of another epsilon, which tells the longest wait since the result before.
	chosen := func() float64 {
		times++
		must(b, p.AwaitPlace("attack.epsilon"))
		must(b, p.Reveal("attack.epsilon"))
		at, err := p.At("attack.epsilon", 0.1+0.07*float32(times%11), 0.8)
		must(b, err)
		mark := p.Mark()
		must(b, d.Click(at.X, at.Y))
		e, _, err := p.Await("a result", mark, func(e events.Event) bool { return e.Kind == "result" })
		must(b, err)
		return e.StallMilliseconds
	}
	var without, with []float64
	for b.Loop() {
		for range 10 {
			chosen()
			without = append(without, chosen())
			must(b, d.Press(key))
			time.Sleep(2 * time.Second)
			with = append(with, chosen())
		}
	}
	slices.Sort(without)
	slices.Sort(with)
	b.ReportMetric(quantile(without, 0.5), "else-stall-ms-median")
	b.ReportMetric(quantile(with, 0.5), "stall-ms-median")
	b.ReportMetric(with[len(with)-1], "stall-ms-worst")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkIterates clicks on the slider of epsilon and watches a long attack.
func BenchmarkIterates(b *testing.B) {
	for _, c := range []struct {
		name string
		args []string
	}{
		{"built-in", []string{"--set", "steps=100"}},
		{"mobilenet", []string{"--set", "steps=40", "--model", filepath.Join(testdata(), "models", "mobilenet_v1_0.75_224.onnx")}},
	} {
		b.Run(c.name, func(b *testing.B) {
			if _, err := os.Stat(c.args[len(c.args)-1]); c.name != "built-in" && err != nil {
				b.Skip("the test data is absent: there is no ../shared/testdata beside the checkout")
			}
			d, p, _ := sit(b, append([]string{"--attack", "pgd"}, c.args...)...)
			settle(b, d, p)
			var first, rate []float64
			for b.Loop() {
				for i := range 10 {
					mark := p.Mark()
					// Each place is a new one: the result of a value that was chosen before is there at once.
					at, err := p.At("attack.epsilon", 0.3+0.04*float32(i), 0.8)
					must(b, err)
					must(b, d.Click(at.X, at.Y))
					watched := iterates(since(b, p, mark))
					if len(watched) < 2 {
						b.Fatalf("%d iterates were painted", len(watched))
					}
					first = append(first, watched[0].Milliseconds)
					long := float64(watched[len(watched)-1].At-watched[0].At) / 1e6
					rate = append(rate, float64(len(watched)-1)/long)
				}
			}
			slices.Sort(first)
			slices.Sort(rate)
			b.ReportMetric(quantile(first, 0.5), "first-ms-median")
			b.ReportMetric(first[len(first)-1], "first-ms-worst")
			b.ReportMetric(quantile(rate, 0.5), "iterates/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// iterates are the newest generation's, painted on the way to its result.
func iterates(all []events.Event) []events.Event {
	var out []events.Event
	for _, e := range all {
		if e.Kind != "painted" || e.Steps == 0 || e.Final {
			continue
		}
		if len(out) > 0 && out[0].Generation != e.Generation {
			out = nil
		}
		out = append(out, e)
	}
	return out
}
