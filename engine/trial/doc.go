// Package trial attacks one picture, defends it, and judges what came out, on
// the 8-bit pictures that can be saved. Nowhere else do attack, defence, verdict
// and measure follow each other.
//
// Vocabulary: a Setup says what is tried, a Subject on which picture of which
// model; an Outcome is what came out. A Runner tries many setups on one subject
// and keeps the stages that they share, so that another defence attacks nothing
// anew. A Trace is the way of an attack over its steps, a Sweep what comes of
// many values of one parameter, a Search the least epsilon that fools, and a Guest a second model that is shown the
// pictures of the first one's outcome.
package trial
