// Package loss has the numbers that attacks raise or lower: functions of a
// classifier's scores for one picture, with their derivatives.
//
// Vocabulary: logits are the scores before softmax or sigmoid, one element per
// class; the value of a loss is computed from them in float64; its slope is the
// derivative of the value with respect to each logit, which a network takes as
// the output gradient (cotangent) of its backward pass.
//
// Losses are small comparable values: two that are equal are the same function.
// Where a logit that a loss looks at is NaN, its value is NaN, and so is all of its
// slope, except that of a single logit, which is the same for all logits.
package loss
