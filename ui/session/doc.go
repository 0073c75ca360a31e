// Package session is what all pages of the window share: the strip of pictures
// that are open and which of them is chosen, the network that is open, what was opened
// lately, what can be opened from a folder, what opens networks, what there is to tell,
// and the file of what outlives the program.
//
// It knows no window and runs no networks: it decodes pictures, on goroutines of
// its own, and tells those who observe it when something has changed. Who wants to
// run the open network gets it by Use, in a task of the scheduler.
package session
