// Package disk writes files whole or not at all, and says in plain words what
// went wrong with a file.
package disk
