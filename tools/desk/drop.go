package desk

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// dndVersion is that of the protocol XDND (https://www.freedesktop.org/wiki/Specifications/XDND) that is spoken here.
const dndVersion = 5

// dnd is the source of a drop: a window that nobody sees.
type dnd struct {
	*client
	source xproto.Window
}

// Drop drops files on a point of the window, as a file manager does.
func (p *Program) Drop(at Point, paths ...string) error {
	d, err := newDND(p.display)
	if err != nil {
		return fmt.Errorf("cannot drop: %w", err)
	}
	defer d.conn.Close()
	var list strings.Builder
	for _, path := range paths {
		list.WriteString((&url.URL{Scheme: "file", Path: path}).String() + "\r\n")
	}
	return d.drop(at, list.String())
}

func newDND(display *Display) (*dnd, error) {
	c, err := display.connect("XdndEnter", "XdndPosition", "XdndStatus", "XdndDrop", "XdndFinished",
		"XdndSelection", "XdndActionCopy", "text/uri-list")
	if err != nil {
		return nil, err
	}
	d := &dnd{client: c}
	if d.source, err = xproto.NewWindowId(c.conn); err == nil {
		err = xproto.CreateWindowChecked(c.conn, 0, d.source, c.root, -1, -1, 1, 1, 0,
			xproto.WindowClassInputOnly, xproto.Setup(c.conn).DefaultScreen(c.conn).RootVisual, 0, nil).Check()
	}
	if err != nil {
		c.conn.Close()
	}
	return d, err
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
	message := [5]uint32{uint32(d.source)}
	copy(message[1:], data)
	d.client.send(kind, message)
}

// serve writes the list where the target wants it, and tells it so.
func (d *dnd) serve(e xproto.SelectionRequestEvent, list string) {
	xproto.ChangeProperty(d.conn, xproto.PropModeReplace, e.Requestor, e.Property, e.Target, 8, uint32(len(list)), []byte(list))
	answer := xproto.SelectionNotifyEvent{
		Time: e.Time, Requestor: e.Requestor, Selection: e.Selection, Target: e.Target, Property: e.Property,
	}
	xproto.SendEvent(d.conn, false, e.Requestor, xproto.EventMaskNoEvent, string(answer.Bytes()))
}
