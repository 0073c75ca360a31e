package desk

import (
	"errors"
	"io"
	"log"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// client talks to the program's window in the protocol of the display, for what xdotool cannot do.
type client struct {
	conn *xgb.Conn
	root xproto.Window
	// target is the program's window.
	target xproto.Window
	// atoms are the numbers that the display gave to names.
	atoms map[string]xproto.Atom
}

// connect opens a connection that knows the given names; the caller closes it.
func (d *Display) connect(names ...string) (*client, error) {
	// It complains where nobody has to show authority.
	xgb.Logger = log.New(io.Discard, "", 0)
	conn, err := xgb.NewConnDisplay(d.Name)
	if err != nil {
		return nil, err
	}
	c := &client{conn: conn, root: xproto.Setup(conn).DefaultScreen(conn).Root, atoms: map[string]xproto.Atom{}}
	for _, name := range append(names, "XdndAware") {
		reply, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			conn.Close()
			return nil, err
		}
		c.atoms[name] = reply.Atom
	}
	if c.target, err = c.find(c.root); err != nil {
		conn.Close()
	}
	return c, err
}

// find returns the window that says it takes drops, as the program's does.
func (c *client) find(under xproto.Window) (xproto.Window, error) {
	tree, err := xproto.QueryTree(c.conn, under).Reply()
	if err != nil {
		return 0, err
	}
	for _, w := range tree.Children {
		aware, err := xproto.GetProperty(c.conn, false, w, c.atoms["XdndAware"], xproto.AtomAtom, 0, 1).Reply()
		shown, err2 := xproto.GetWindowAttributes(c.conn, w).Reply()
		if err == nil && err2 == nil && len(aware.Value) > 0 && shown.MapState == xproto.MapStateViewable {
			return w, nil
		}
		if found, err := c.find(w); err == nil {
			return found, nil
		}
	}
	return 0, errors.New("no window takes drops")
}

// send sends the program's window a message of five numbers.
func (c *client) send(kind string, data [5]uint32) {
	message := xproto.ClientMessageEvent{
		Format: 32, Window: c.target, Type: c.atoms[kind], Data: xproto.ClientMessageDataUnionData32New(data[:]),
	}
	xproto.SendEvent(c.conn, false, c.target, xproto.EventMaskNoEvent, string(message.Bytes()))
}
