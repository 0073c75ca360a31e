// Package fetch brings the onnxruntime library to the user's cache folder, where package ort looks for it last.
//
// It asks several sources in turn, as none carries the library for every platform and none can be reached from
// everywhere: the Go module of the binding, the official release, and an npm package. A source that has nothing for
// the platform, does not answer or hands out something else is passed over. The library is accepted by its SHA-256
// alone, wherever it came from.
//
// The package does not load the library, and needs none to run.
package fetch
