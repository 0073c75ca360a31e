// Package ort runs networks with onnxruntime: it finds the shared library,
// opens sessions, runs them, and cancels runs. It is the only importer of the
// onnxruntime binding.
//
// Vocabulary: the library is onnxruntime's shared library, loaded once
// per process; a session is one network, ready to run; a run is one evaluation of
// a session; a free dimension is one that the network leaves open, written -1; a
// provider is what computes: the CPU or, where library and computer can do it,
// a graphics card.
//
// Everything here may be called from any goroutine.
package ort
