// Package adversarial makes data sets of attacked pictures: folders of PNGs a class, a table
// that says how each came about, and a card that says so of them all.
//
// Vocabulary: a making says what is attacked, how, and where the pictures go; an entry is what
// the table, manifest.csv, says of one picture. Everything that an entry says of the attacked picture
// was found by opening the written file again.
package adversarial
