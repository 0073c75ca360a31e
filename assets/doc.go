// Package assets holds the files that are built into the program: its icon, a font, the
// sample pictures, plans of experiments with the result of one, and the texts that explain
// things, in several languages.
package assets
