// Package randomnet builds well-known classifiers with random weights, for
// tests and benchmarks of everything that takes an ONNX model.
//
// Families lists all of them, one file per family. Options make them narrow and
// shallow enough for a test, and choose among the spellings of the same network:
// the opset, shapes computed or known, batch normalizations kept or folded.
//
// The graphs repeat the operator sequences, names and attributes of the ONNX
// model zoo's files, or else of PyTorch's and TensorFlow's exporters, so that
// what works here works there; only the weights differ. They are drawn so that
// activations keep their size from layer to layer (He et al., 2015, "Delving
// deep into rectifiers"), which makes outputs and gradients as large as those of
// a trained network.
package randomnet
