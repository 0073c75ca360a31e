// Package smoothing certifies classifiers by randomised smoothing (Cohen, Rosenfeld
// and Kolter, Certified adversarial robustness via randomized smoothing, 2019).
//
// Vocabulary: a copy is the picture with Gaussian noise on every element; the smoothed
// classifier answers with the class that most copies get; a vote is the class of one
// copy; a certificate says within which L2 distance of the picture the smoothed
// classifier cannot change its answer, whatever the attack.
package smoothing
