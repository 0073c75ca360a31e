package ui

import (
	"errors"
	"fmt"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
)

// errNeeds says what to do where no window can be opened.
var errNeeds = errors.New("a window needs a screen and OpenGL 2 or newer. " +
	"Start Foolscope from a desktop, update the graphics driver, or use the commands that need no window: foolscope help")

// openWindow makes a window that is not shown yet. GLFW panics if there is no
// screen, which is an error here.
func openWindow(a fyne.App) (w fyne.Window, err error) {
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case runtime.Error:
			panic(problem)
		case error:
			err = fmt.Errorf("no window can be opened (%w): %w", problem, errNeeds)
		default:
			panic(problem)
		}
	}()
	return a.NewWindow("Foolscope"), nil
}

// showWindow shows a window for the first time. Fyne logs why it could not, and
// goes on without one.
func showWindow(w fyne.Window) error {
	w.Show()
	if native, ok := w.(driver.NativeWindow); ok {
		exists := true
		native.RunNative(func(context any) { exists = hasHandle(context) })
		if !exists {
			return fmt.Errorf("no window can be opened (the reason stands above): %w", errNeeds)
		}
	}
	return nil
}

// hasHandle reports whether the system knows the window.
func hasHandle(context any) bool {
	switch c := context.(type) {
	case driver.X11WindowContext:
		return c.WindowHandle != 0
	case driver.WindowsWindowContext:
		return c.HWND != 0
	case driver.MacWindowContext:
		return c.NSWindow != 0
	case driver.WaylandWindowContext:
		return c.WaylandSurface != 0
	}
	return true
}
