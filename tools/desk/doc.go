// Package desk sits down at the program as a person would: it opens the window on a display of its own, presses keys,
// moves the mouse, drops files, and reads in the diagnostics log what the screen has become.
//
// A Display is an X server without a screen, Xvfb; a Program is Foolscope on it. Hands are xdotool. Nothing here waits
// for a time to pass: a script waits for what it wants to see.
package desk
