// Package estimate estimates the gradient of a classifier that has none, from
// its scores alone.
//
// It is simultaneous perturbation stochastic approximation, SPSA (Spall, IEEE
// Transactions on Automatic Control, 1992; on classifiers Uesato et al., ICML
// 2018): all values of a picture are moved at once, each up or down by sigma as
// a coin says, and then all the other way (antithetic pairs, as in the natural
// evolution strategies of Ilyas et al., ICML 2018). The difference of the two
// losses is the slope along that direction, and the mean of many directions, each
// times its slope, is the gradient on average.
//
// Of n directions in a space of d dimensions, such an estimate has a cosine of
// about sqrt(n/(n+d-1)) with the gradient: little, as pictures have many
// dimensions. Pixels that are moved in square blocks have fewer (Ilyas,
// Engstrom and Madry, ICLR 2019, section 3.1). What is estimated then is the
// mean of the gradient over each block.
//
// Vocabulary: a direction is a sign for each block; a query is one picture that
// the classifier is asked about.
package estimate
