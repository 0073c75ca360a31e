// Package detect says of a picture whether it looks attacked.
//
// Vocabulary: a detector gives a picture a score, which is larger the more suspicious
// the picture is; a threshold is the score above which a picture is noticed; a false
// alarm is a clean picture that is noticed.
package detect
