// Package onnx reads, checks, edits and writes ONNX files.
//
// Vocabulary: a model is a graph plus versions; a node applies an operator to
// named values; an initializer is a value stored in the file (a weight); an
// input is a value that whoever runs the model must feed; an opset is the
// version of the operator definitions that a file was written against.
//
// The package works on the generated protobuf messages themselves (ModelProto,
// NodeProto, ...), so nothing in a file is lost that it does not know.
package onnx

//go:generate protoc --go_out=. --go_opt=paths=source_relative onnx.proto
