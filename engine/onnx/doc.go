// Package onnx reads, checks, edits and writes ONNX files.
//
// Vocabulary: a model is a graph plus versions; a node applies an operator to
// named values; an initializer is a value stored in the file (a weight); an
// input is a value that whoever runs the model must feed; an opset is the
// version of the operator definitions that a file was written against.
//
// The package works on the generated protobuf messages themselves (ModelProto,
// NodeProto, ...). What it does not know of a file is dropped when the file is
// read, so that whatever reaches onnxruntime has been checked: see decode.
package onnx

//go:generate protoc --go_out=. --go_opt=paths=source_relative onnx.proto
