//go:build linux && amd64 && !gles

package ui

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/gl/v2.1/gl"
)

// textures counts the textures on the graphics card, -1 if it cannot. The
// driver gives the lowest free number to a new one, so those that live are
// found by asking about each number until a long gap.
func textures(w fyne.Window) int {
	drawn, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return -1
	}
	const gap = 8192
	count := 0
	drawn.RunWithContext(func() {
		last := uint32(0)
		for name := uint32(1); name <= last+gap; name++ {
			if gl.IsTexture(name) {
				last = name
				count++
			}
		}
	})
	return count
}
