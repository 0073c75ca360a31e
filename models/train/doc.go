// Command train makes the classifier that is embedded in Foolscope: it renders
// road signs (engine/roadsign), trains a small network on them (engine/train),
// measures it on renders of another seed, and writes the ONNX file and its
// manifest into the folder models.
//
//	go run ./models/train
package main
