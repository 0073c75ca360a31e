// Package defense changes a picture so that an attack on it loses its effect:
// filters and compressors applied before classification.
package defense
