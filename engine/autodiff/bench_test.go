package autodiff_test

import (
	"fmt"
	"testing"

	"foolscope/engine/autodiff"
)

// BenchmarkChain derives the gradient of chains of products: what it takes grows with
// their length, not with its square.
func BenchmarkChain(b *testing.B) {
	for _, length := range []int{2_500, 5_000, 10_000, 20_000} {
		c := graphCase{name: "chain", values: []value{input("x", normal, 1, 3, 8, 8), fixed("w", normal)}}
		at := "x"
		for i := range length {
			next := fmt.Sprint("v", i)
			c.nodes = append(c.nodes, node("Mul", at+" w", next, nil))
			at = next
		}
		c.nodes = append(c.nodes, node("Flatten", at, "y", nil))
		m := c.model(c.feeds(), false)
		b.Run(fmt.Sprint(length, " nodes"), func(b *testing.B) {
			for b.Loop() {
				if _, err := autodiff.Gradient(m, autodiff.Request{Targets: []string{"x"}, Shapes: map[string][]int64{"x": {1, 3, 8, 8}}}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(length), "us/node")
		})
	}
}
