package loss

// Logit is z[Class], one score by itself. Its gradients are the rows of the
// network's Jacobian.
type Logit struct{ Class int }

// Value implements Loss.
func (l Logit) Value(logits []float32) float64 { return float64(logits[l.Class]) }

// Slope implements Loss.
func (l Logit) Slope(logits []float32) []float32 {
	slope := make([]float32, len(logits))
	slope[l.Class] = 1
	return slope
}
