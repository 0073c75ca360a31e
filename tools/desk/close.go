package desk

import (
	"fmt"

	"github.com/jezek/xgb/xproto"
)

// CloseUnderway asks the window to close, as a window manager does, on the pointer's way over the given points and back.
func (p *Program) CloseUnderway(way []Point) error {
	d, err := newDND(p.display.Name)
	if err != nil {
		return fmt.Errorf("cannot close the window: %w", err)
	}
	defer d.conn.Close()
	if d.target, err = d.find(d.root); err != nil {
		return err
	}
	atoms := make([]xproto.Atom, 2)
	for i, name := range []string{"WM_PROTOCOLS", "WM_DELETE_WINDOW"} {
		reply, err := xproto.InternAtom(d.conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			return err
		}
		atoms[i] = reply.Atom
	}
	move := func(to Point) { xproto.WarpPointer(d.conn, 0, d.root, 0, 0, 0, 0, int16(to.X), int16(to.Y)) }
	for _, to := range way {
		move(to)
	}
	message := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: atoms[0],
		Data: xproto.ClientMessageDataUnionData32New([]uint32{uint32(atoms[1]), 0, 0, 0, 0}),
	}
	xproto.SendEvent(d.conn, false, d.target, xproto.EventMaskNoEvent, string(message.Bytes()))
	for i := range way {
		move(way[len(way)-1-i])
	}
	// An answer shows that the display has got all of it.
	_, err = xproto.GetInputFocus(d.conn).Reply()
	return err
}
