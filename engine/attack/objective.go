package attack

import "foolscope/engine/loss"

// objective is what an attack climbs: a loss with its sign.
type objective struct {
	loss loss.Loss
	// sign is 1 if the attack raises the loss, and -1 if it lowers it.
	sign float64
}

// crossEntropy is raised for the class to leave, and lowered for the class to reach.
func crossEntropy(job Job) objective {
	return objective{loss.For(job.Goal.Class, job.Independent), outwards(job.Goal)}
}

// margin falls where a cross-entropy rises.
func margin(goal Goal) objective {
	return objective{loss.Margin{Class: goal.Class}, -outwards(goal)}
}

// outwards is 1 for a class to leave and -1 for one to reach.
func outwards(g Goal) float64 {
	if g.Targeted {
		return -1
	}
	return 1
}

// value grows with the attack's success.
func (o objective) value(logits []float32) float64 { return o.sign * o.loss.Value(logits) }
