// Package dataset opens data sets: pictures whose classes are known, as people keep them.
//
// Vocabulary:
//
//   - a set is a data set: a list of items, and the names of their classes. It holds no
//     picture; each is opened when it is asked for;
//   - an item is one picture of a set, known by its index or by its path in the set;
//   - a class is an index into a set's Classes, a label one into the labels of a model: a
//     mapping leads from the first to the second;
//   - a synset is a number of WordNet's, such as n02123394, by which ImageNet calls classes;
//   - a part is what a set is divided into beforehand: train, test, val;
//   - a file is a picture on disk together with its class, and an example a picture in memory
//     together with its class.
package dataset
