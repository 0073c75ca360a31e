// Package heatmap draws what cannot be seen in a picture itself: how it was
// changed, where it still looks the same, and where it moves a loss.
//
// Vocabulary: a gain is the factor by which a change is amplified for the eye;
// grey is a pixel whose three channels are the same.
package heatmap
