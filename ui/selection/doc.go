// Package selection reads the system's clipboard without ever waiting for long:
// what was copied is handed over by the program that it was copied in, and that
// one may hang.
package selection
