// Package curate is for looking data sets through: what was decided about each picture, what
// is wrong with it, and what comes of it: a split, a prepared copy. It deletes nothing.
//
// Vocabulary:
//
//   - a decision keeps a picture, rejects it or leaves it undecided, or gives it another
//     class; a step is what was decided at once about one or several pictures, and is undone at once;
//   - the journal is the file that decisions are written into, a step a line, beside the data;
//   - a look is what was measured of one picture;
//   - a queue is a list of pictures that somebody should look at, the worst first;
//   - a group is pictures that look the same, or are the same file.
package curate
