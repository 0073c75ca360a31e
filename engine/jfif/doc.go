// Package jfif decodes JPEG files as libjpeg does, level by level: the inverse
// cosine transform in whole numbers ("islow"), colour differences brought up
// by interpolation ("fancy upsampling"), and its constants of colour. Pillow,
// OpenCV, TensorFlow and browsers use libjpeg or its twin libjpeg-turbo, so a
// classifier sees here the levels that it saw there. It also tells what saving
// as JPEG would leave of a picture. The standard library's decoder repeats
// colour differences, and neither ends with a context nor bounds its work.
//
// Vocabulary: a component is one of the planes of a file; a unit (the
// standard's minimum coded unit) is the smallest part of a scan, one or more
// blocks of each of its components; a block has 8 x 8 samples or coefficients.
package jfif
