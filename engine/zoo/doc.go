// Package zoo keeps classifiers: the catalogue of those that can be downloaded,
// the folders that they are kept in, and the search for the preprocessing of
// one that comes without a word about it.
//
// Vocabulary: an entry of the catalogue says what a file is, where it can be
// had and how pictures are prepared for it; a library is the user's folder of
// models, with a shared folder before it that is only read; a mirror is a
// server that has the files of the catalogue under their names.
package zoo
