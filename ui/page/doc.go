// Package page says what a page of the window is, what a page may ask of its
// window, and what a command is.
//
// The window holds a list of pages, and shows one of them between its bars. It
// knows nothing else of them: adding a page is one package, whose constructor
// returns a Page, and one line in the window's list. Pages do not know each
// other; what they share is the window's.
package page
