// Package disk writes files whole or not at all, knows which paths are the same
// file, and says in plain words what went wrong with a file.
//
// A file grows as a part beside its place, under a name of its own that says
// whose it is, and takes its name when it is complete. A part belongs to the
// program that holds its lock. One whose program is gone is swept: when the
// folder is written to the next time, or by Sweep.
package disk
