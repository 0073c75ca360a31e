// Package pages makes the large slices of the engine: pictures, weights, files.
//
// A system hands out memory in pages when it is first written to, of 4 KB each
// if nothing else is asked for. Where that costs a lot, as in virtual machines,
// it is most of the time of opening a network, and a third of that of a small
// network's gradient, whose picture alone has 147 pages. Linux gives pages of
// 2 MB to those who ask. Resident counts them all.
package pages
