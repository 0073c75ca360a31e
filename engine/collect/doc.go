// Package collect fills a data set with photos of the web: a folder for each class, and beside them
// a table of who made each photo and under which licence.
//
// Vocabulary:
//
//   - a source is a service that finds photos: Flickr, Openverse, Wikimedia Commons;
//   - a query is what a source is asked for, and a candidate a picture that it offers;
//   - a part of a query is a narrower one: sources give only the first answers of a query, so
//     what has many is asked part by part;
//   - a job says what is to be collected, and a run works on it: until it is done, until its
//     context ends, or until nothing more can be had. The next run goes on from there;
//   - the journal is the file in which runs write down what they took, what they passed over, and
//     which pages of answers they are done with;
//   - a picture is passed over if it is a duplicate, too small, no picture at all, or gone.
//
// Nothing is asked of the network but by Run.
package collect
