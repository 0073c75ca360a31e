package onnx

import (
	"bytes"
	"path/filepath"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// ExternalFiles lists the files beside the model at path that hold weights of
// it, relative to its folder, each once. It makes nothing else of the model,
// which could take a hundred times the file's memory; of what is damaged the
// list has what comes before.
func ExternalFiles(path string) ([]string, error) {
	data, err := readAll(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if !bytes.Contains(data, []byte("location")) {
		return nil, nil
	}
	var out []string
	everyLocation(data, inModel, 0, func(location string) {
		if name := filepath.FromSlash(location); filepath.IsLocal(name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	})
	return out, nil
}

// A part is a kind of message that holds tensors somewhere within.
type part int

const (
	inModel part = iota
	inGraph
	inFunction
	inNode
	inAttribute
	inTensor
	inExternalData
)

// within says which fields of a part hold which other parts.
var within = map[part]map[protowire.Number]part{
	inModel:     {7: inGraph, 25: inFunction},
	inGraph:     {1: inNode, 5: inTensor},
	inFunction:  {7: inNode, 11: inAttribute},
	inNode:      {5: inAttribute},
	inAttribute: {5: inTensor, 6: inGraph, 10: inTensor, 11: inGraph},
	inTensor:    {13: inExternalData},
}

// everyLocation calls visit with the locations of external data in a part of a
// model as it lies in the file.
func everyLocation(data []byte, in part, depth int, visit func(string)) {
	var key, value string
	for depth <= maxDepth && len(data) > 0 {
		number, kind, n := protowire.ConsumeTag(data)
		if n < 0 {
			return
		}
		data = data[n:]
		if n = protowire.ConsumeFieldValue(number, kind, data); n < 0 {
			return
		}
		field := data[:n]
		data = data[n:]
		if kind != protowire.BytesType {
			continue
		}
		field, _ = protowire.ConsumeBytes(field)
		if inner, holds := within[in][number]; holds {
			everyLocation(field, inner, depth+1, visit)
		}
		switch {
		case in == inExternalData && number == 1:
			key = string(field)
		case in == inExternalData && number == 2:
			value = string(field)
		}
	}
	if in == inExternalData && key == "location" {
		visit(value)
	}
}
