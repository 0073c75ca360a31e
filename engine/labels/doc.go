// Package labels reads the names of a network's classes from whatever people
// keep them in: lists, tables, dictionaries, in any encoding.
//
// Vocabulary: a numbered list says itself which name belongs to which class; in
// others, the order does. A synset is a class of ImageNet, which has a number
// of WordNet's such as n01440764.
package labels
