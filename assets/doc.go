// Package assets holds the files that are built into the program: its icon, a font and the sample pictures.
package assets
