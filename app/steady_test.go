package main

import (
	"os"
	"path/filepath"
	"testing"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// BenchmarkSteady drags epsilon with an iterative attack, and then a defence, on a network of everyday things, and counts
// the frames in which a panel had no verdict: none may.
func BenchmarkSteady(b *testing.B) {
	model := filepath.Join(testdata(), "models", "mobilenet_v1_0.75_224.onnx")
	if _, err := os.Stat(model); err != nil {
		b.Skip("the test data is absent: there is no ../shared/testdata beside the checkout")
	}
	for _, c := range []struct{ name, control string }{
		{"epsilon", "attack.epsilon"},
		{"defence", "defense.kernel"},
	} {
		b.Run(c.name, func(b *testing.B) {
			d, p, _ := sit(b, "--attack", "pgd", "--defense", "box", "--model", model)
			settle(b, d, p)
			path := swung(b, p, c.control)
			must(b, idle(p))
			for b.Loop() {
				// A click tells, and so begins anew, what is counted from one result to the next.
				mark := p.Mark()
				must(b, d.Click(path[len(path)/8].X, path[len(path)/8].Y))
				_, _, err := p.Await("a result", mark, func(e events.Event) bool { return e.Kind == "result" })
				must(b, err)
				must(b, idle(p))
				mark = p.Mark()
				before, err := p.Spent()
				must(b, err)
				must(b, d.Follow(path, dragRate))
				all := since(b, p, mark)
				after, err := p.Spent()
				must(b, err)
				reportOn(b, all, after-before)
				frames, without, gradients, longest := 0, 0, 0, 0.0
				for _, e := range all {
					if e.Kind != "result" {
						continue
					}
					longest = max(longest, e.StallMilliseconds)
					frames, without = frames+e.Frames, without+e.WithoutVerdicts
					if e.Computed != nil {
						gradients += *e.Computed
					}
				}
				b.ReportMetric(longest, "stall-ms")
				b.ReportMetric(float64(frames), "frames")
				b.ReportMetric(float64(without), "frames-without-verdicts")
				if without > 0 {
					b.Errorf("%d of %d frames had a panel without a verdict", without, frames)
				}
				if c.control != "attack.epsilon" && gradients > 0 {
					b.Errorf("the defence was dragged, and %d gradients were computed", gradients)
				}
			}
		})
	}
}

// idle waits until nothing is computed, the plot aside.
func idle(p *desk.Program) error {
	_, err := p.AwaitScene("the end of the work", func(s events.Scene) bool { return !s.Busy })
	return err
}
