// Package plain makes text that comes from files fit to be shown and written:
// the names and labels of somebody else's model reach windows, terminals,
// figures and tables only through it.
package plain
