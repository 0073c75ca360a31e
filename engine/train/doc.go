// Package train fits the weights of an ONNX model. The gradient of each weight
// comes from autodiff, onnxruntime computes it, and Go does the rest.
//
// Vocabulary: a batch is the pictures of one step; an epoch does not exist
// here, as pictures are drawn afresh for every step; the averaged weights are a
// running mean over the last steps, which generalises better than the last
// weights themselves.
package train
