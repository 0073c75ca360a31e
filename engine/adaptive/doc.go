// Package adaptive stands defences before a classifier, so that an attack that
// knows the defences sees both as one model (Athalye, Carlini and Wagner,
// Obfuscated gradients give a false sense of security, 2018): the gradient goes
// back through each defence that is differentiable, the identity stands in for the
// others (BPDA), and where one draws at random, the loss is averaged over draws
// (expectation over transformation, EOT).
//
// Vocabulary: a static attack looks at the classifier alone and its result is
// defended afterwards; an adaptive one attacks the defended classifier; a draw is
// what one seed makes of the random defences.
package adaptive
