// Package pixel holds pictures the way classifiers see them: planar float32
// RGB in [0,1].
//
// Vocabulary: a plane is one colour channel, row-major; an element is one value
// of one plane; a level is 1/255, the distance between two neighbouring values
// of an 8-bit picture; an image is on the grid when every element is a whole
// number of levels, which is what a saved PNG can hold.
package pixel
