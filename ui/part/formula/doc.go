// Package formula sets mathematics: it turns a line of plain text, such as
//
//	x' = clip(x + ε·sign(∇_x L(x, y))),  ε = @epsilon/255
//
// into runs of type and rules, placed on a common baseline.
//
// The language is small enough for a translator. A single letter is a
// variable, in italics; a word of several letters is the name of a function,
// upright. _ and ^ begin an index and an exponent, braces group, and
// frac{a}{b}, sqrt{a}, hat{a} and text{some words} do what they say. ∑, max and
// min carry their indices below and above. @name is a live number, which is
// filled in and set so that it stands out. Spaces mean nothing but in text{};
// ~ is a wide space, and a new line begins a new line.
//
// Vocabulary: a node is a part of the parsed formula; a box is a node that was
// set, with a width, a height above the baseline and a depth below it.
package formula
