package desk

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net/url"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// dndVersion is that of the protocol XDND (https://www.freedesktop.org/wiki/Specifications/XDND) that is spoken here.
const dndVersion = 5

// dnd is the source of a drop: a window that nobody sees, and the atoms that the protocol uses.
type dnd struct {
	conn   *xgb.Conn
	root   xproto.Window
	source xproto.Window
	target xproto.Window
	atoms  map[string]xproto.Atom
}

// Drop drops files on a point of the window, as a file manager does.
func (p *Program) Drop(at Point, paths ...string) error {
	d, err := newDND(p.display.Name)
	if err != nil {
		return fmt.Errorf("cannot drop: %w", err)
	}
	defer d.conn.Close()
	if d.target, err = d.find(d.root); err != nil {
		return err
	}
	var list strings.Builder
	for _, path := range paths {
		list.WriteString((&url.URL{Scheme: "file", Path: path}).String() + "\r\n")
	}
	return d.drop(at, list.String())
}

func newDND(display string) (*dnd, error) {
	// It complains where nobody has to show authority.
	xgb.Logger = log.New(io.Discard, "", 0)
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, err
	}
	d := &dnd{conn: conn, atoms: map[string]xproto.Atom{}}
	for _, name := range []string{"XdndAware", "XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished",
		"XdndSelection", "XdndActionCopy", "text/uri-list"} {
		reply, err := xproto.InternAtom(conn, false, uint16(len(name)), name).Reply()
		if err != nil {
			conn.Close()
			return nil, err
		}
		d.atoms[name] = reply.Atom
	}
	screen := xproto.Setup(conn).DefaultScreen(conn)
	d.root = screen.Root
	if d.source, err = xproto.NewWindowId(conn); err == nil {
		err = xproto.CreateWindowChecked(conn, 0, d.source, d.root, -1, -1, 1, 1, 0,
			xproto.WindowClassInputOnly, screen.RootVisual, 0, nil).Check()
	}
	if err != nil {
		conn.Close()
	}
	return d, err
}

// find returns the window that says it takes drops.
func (d *dnd) find(under xproto.Window) (xproto.Window, error) {
	tree, err := xproto.QueryTree(d.conn, under).Reply()
	if err != nil {
		return 0, err
	}
	for _, w := range tree.Children {
		aware, err := xproto.GetProperty(d.conn, false, w, d.atoms["XdndAware"], xproto.AtomAtom, 0, 1).Reply()
		shown, err2 := xproto.GetWindowAttributes(d.conn, w).Reply()
		if err == nil && err2 == nil && len(aware.Value) > 0 && shown.MapState == xproto.MapStateViewable {
			return w, nil
		}
		if found, err := d.find(w); err == nil {
			return found, nil
		}
	}
	return 0, errors.New("no window takes drops")
}

// drop offers the list, waits until the target accepts it, drops it, and hands it over when asked.
func (d *dnd) drop(at Point, list string) error {
	selection := d.atoms["XdndSelection"]
	if err := xproto.SetSelectionOwnerChecked(d.conn, d.source, selection, xproto.TimeCurrentTime).Check(); err != nil {
		return err
	}
	// The fifth and the following are the types; one is enough.
	d.send("XdndEnter", dndVersion<<24, uint32(d.atoms["text/uri-list"]), 0, 0)
	d.send("XdndPosition", 0, uint32(at.X)<<16|uint32(at.Y), 0, uint32(d.atoms["XdndActionCopy"]))
	events := make(chan xgb.Event)
	go func() {
		defer close(events)
		for {
			// Closing the connection ends this.
			e, err := d.conn.WaitForEvent()
			if e == nil && err == nil {
				return
			}
			if e != nil {
				events <- e
			}
		}
	}()
	defer func() {
		d.conn.Close()
		for range events {
		}
	}()
	late := time.After(Patience)
	for {
		select {
		case e, ok := <-events:
			if !ok {
				return errors.New("the display has gone")
			}
			switch e := e.(type) {
			case xproto.SelectionRequestEvent:
				d.serve(e, list)
			case xproto.ClientMessageEvent:
				// The protocol means one bit; GLFW answers with the length of what it got.
				accepted := len(e.Data.Data32) > 1 && e.Data.Data32[1] != 0
				switch e.Type {
				case d.atoms["XdndStatus"]:
					if !accepted {
						return errors.New("the window refused the drop")
					}
					d.send("XdndDrop", 0, xproto.TimeCurrentTime, 0, 0)
				case d.atoms["XdndFinished"]:
					if !accepted {
						return errors.New("the window did not take what was dropped")
					}
					return nil
				}
			}
		case <-late:
			return errors.New("the window did not answer to a drop")
		}
	}
}

// send sends a message of the protocol; the first of its five numbers is always the source.
func (d *dnd) send(kind string, data ...uint32) {
	message := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atoms[kind],
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(d.source)}, data...)),
	}
	xproto.SendEvent(d.conn, false, d.target, xproto.EventMaskNoEvent, string(message.Bytes()))
}

// serve writes the list where the target wants it, and tells it so.
func (d *dnd) serve(e xproto.SelectionRequestEvent, list string) {
	xproto.ChangeProperty(d.conn, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(list)), []byte(list))
	answer := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property,
	}
	xproto.SendEvent(d.conn, false, e.Requestor, xproto.EventMaskNoEvent, string(answer.Bytes()))
}
