// Package explore is the screen on which a picture is attacked and defended:
// a side bar with everything that can be chosen, four panels with the
// pictures and what the network says, and a plot.
//
// It draws the snapshots of a control.Controller and calls its methods; it
// decides nothing. All methods belong on Fyne's main goroutine.
package explore
