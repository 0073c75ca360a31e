// Package dataset finds pictures whose class is known, and reads them.
//
// Vocabulary: a file is a picture on disk together with its class, which its
// path says; an example is a picture in memory together with its class.
package dataset
