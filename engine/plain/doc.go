// Package plain reads text from files in any encoding and makes it fit to be
// shown and written: the names and labels of somebody else's model reach
// windows, terminals, figures and tables only through it.
package plain
