// Package session is what all pages of the window share: the strip of pictures
// that are open, what was opened lately, what can be opened from a folder, what
// opens networks, what there is to tell, and the file of what outlives the program.
//
// It knows no window and runs no networks: it decodes pictures, on goroutines of
// its own, and tells who shows them when something has changed.
package session
