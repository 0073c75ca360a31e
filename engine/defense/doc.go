// Package defense changes a picture so that an attack on it loses its effect:
// filters and compressors applied before classification.
//
// Every defence returns a picture on the 8-bit grid. To add one, describe it
// in a file of its own and name it in the list in registry.go.
package defense
