package desk

import (
	"fmt"

	"github.com/jezek/xgb/xproto"
)

// CloseUnderway asks the window to close, as a window manager does, on the pointer's way over the given points and back.
func (p *Program) CloseUnderway(way []Point) error {
	c, err := p.display.connect("WM_PROTOCOLS", "WM_DELETE_WINDOW")
	if err != nil {
		return fmt.Errorf("cannot close the window: %w", err)
	}
	defer c.conn.Close()
	move := func(to Point) { xproto.WarpPointer(c.conn, 0, c.root, 0, 0, 0, 0, int16(to.X), int16(to.Y)) }
	for _, to := range way {
		move(to)
	}
	c.send("WM_PROTOCOLS", [5]uint32{uint32(c.atoms["WM_DELETE_WINDOW"])})
	for i := range way {
		move(way[len(way)-1-i])
	}
	// An answer shows that the display has got all of it.
	_, err = xproto.GetInputFocus(c.conn).Reply()
	return err
}
