// Package download brings one file from the network to a folder.
//
// A transfer is given up when the server stays silent for too long, when it sends more than was asked for, or
// when the bytes do not have the expected SHA-256. The file appears under its name only when it is complete and
// verified: until then it grows under a temporary name beside its place.
package download
