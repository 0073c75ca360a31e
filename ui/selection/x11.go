//go:build linux || freebsd || openbsd || netbsd

package selection

import (
	"io"
	"log"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// Errors come back; printed besides they would only confuse.
func init() { xgb.Logger = log.New(io.Discard, "", 0) }

// Read returns what is on the clipboard in a form. It has a connection to the
// X server of its own, so that the program's own window, which may have to answer,
// goes on.
func Read(form Form) ([]byte, error) { return read("", form, Patience) }

// read is Read from a display.
func read(display string, form Form, patience time.Duration) ([]byte, error) {
	connected := make(chan *xgb.Conn, 1)
	go func() {
		c, err := xgb.NewConnDisplay(display)
		if err != nil {
			c = nil
		}
		connected <- c
	}()
	select {
	case c := <-connected:
		if c == nil {
			return nil, ErrNone
		}
		defer c.Close()
		return (&request{conn: c, patience: patience, events: events(c)}).read(form)
	case <-time.After(patience):
		go func() {
			if c := <-connected; c != nil {
				c.Close()
			}
		}()
		return nil, ErrSilent
	}
}

// events hands over what a connection brings; the channel is closed with it.
func events(c *xgb.Conn) chan xgb.Event {
	out := make(chan xgb.Event, 16)
	go func() {
		defer close(out)
		for {
			event, err := c.WaitForEvent()
			if event == nil && err == nil {
				return
			}
			if event != nil {
				out <- event
			}
		}
	}()
	return out
}

// request is one question for what is on the clipboard.
type request struct {
	conn     *xgb.Conn
	patience time.Duration
	events   chan xgb.Event
	window   xproto.Window
	property xproto.Atom
}

func (r *request) atom(name string) (xproto.Atom, error) {
	reply, err := xproto.InternAtom(r.conn, false, uint16(len(name)), name).Reply()
	if err != nil {
		return 0, err
	}
	return reply.Atom, nil
}

func (r *request) read(form Form) ([]byte, error) {
	defer func() {
		// Whoever hands events over waits for nobody.
		go func() {
			for range r.events {
			}
		}()
	}()
	var atoms [4]xproto.Atom
	for i, name := range []string{"CLIPBOARD", map[Form]string{Text: "UTF8_STRING", PNG: "image/png"}[form], "FOOLSCOPE_CLIPBOARD", "INCR"} {
		var err error
		if atoms[i], err = r.atom(name); err != nil {
			return nil, ErrNone
		}
	}
	r.property = atoms[2]
	var err error
	if r.window, err = xproto.NewWindowId(r.conn); err != nil {
		return nil, ErrNone
	}
	screen := xproto.Setup(r.conn).DefaultScreen(r.conn)
	xproto.CreateWindow(r.conn, 0, r.window, screen.Root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0,
		xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
	xproto.ConvertSelection(r.conn, r.window, atoms[0], atoms[1], r.property, xproto.TimeCurrentTime)
	err = r.until(func(event xgb.Event) bool {
		n, ok := event.(xproto.SelectionNotifyEvent)
		if ok && n.Property == xproto.AtomNone {
			r.property = xproto.AtomNone
		}
		return ok
	})
	if err != nil {
		return nil, err
	}
	if r.property == xproto.AtomNone {
		return nil, ErrEmpty
	}
	data, kind, err := r.take()
	if err != nil || kind != atoms[3] {
		return data, err
	}
	return r.pieces()
}

// longestTransfer is how long pieces may follow each other.
const longestTransfer = 30 * time.Second

// pieces reads what is handed over piece by piece; an empty one is the last.
func (r *request) pieces() ([]byte, error) {
	var all []byte
	for end := time.Now().Add(longestTransfer); ; {
		if time.Now().After(end) {
			return nil, ErrSilent
		}
		err := r.until(func(event xgb.Event) bool {
			n, ok := event.(xproto.PropertyNotifyEvent)
			return ok && n.Atom == r.property && n.State == xproto.PropertyNewValue
		})
		if err != nil {
			return nil, err
		}
		piece, _, err := r.take()
		if err != nil {
			return nil, err
		}
		if len(piece) == 0 {
			return all, nil
		}
		if all = append(all, piece...); len(all) > largest {
			return nil, errSize
		}
	}
}

// until waits for an event.
func (r *request) until(wanted func(xgb.Event) bool) error {
	over := time.After(r.patience)
	for {
		select {
		case event, ok := <-r.events:
			if !ok {
				return ErrNone
			}
			if wanted(event) {
				return nil
			}
		case <-over:
			return ErrSilent
		}
	}
}

// take reads the property and removes it, which asks for the next piece.
func (r *request) take() ([]byte, xproto.Atom, error) {
	reply, err := xproto.GetProperty(r.conn, true, r.window, r.property, xproto.GetPropertyTypeAny, 0, largest/4).Reply()
	if err != nil || reply == nil {
		return nil, 0, ErrNone
	}
	if reply.BytesAfter > 0 {
		return nil, 0, errSize
	}
	return reply.Value, reply.Type, nil
}
