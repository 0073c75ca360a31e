// Package look is what the program looks like: the colours, sizes and fonts
// of its window, light and dark, as a Fyne theme. Widgets ask it for a colour
// by meaning and for a size by role; nothing else names a colour or a length.
package look
