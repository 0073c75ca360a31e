// Package classifier is a network with its preprocessing and its labels: it
// predicts, and it differentiates its own prediction with respect to pixels.
//
// Vocabulary: logits are the scores before softmax, one per class; a loss is a
// number computed from logits; a manifest is the JSON file beside an ONNX file
// that says how pictures become its input.
package classifier
