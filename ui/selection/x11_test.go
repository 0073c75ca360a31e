//go:build linux

package selection

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// screen starts an invisible X server and returns its name.
func screen(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("Xvfb"); err != nil {
		t.Skip("there is no Xvfb")
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "64x64x24", "-nolisten", "tcp", "-noreset")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Skip(err)
	}
	write.Close()
	t.Cleanup(func() { server.Process.Kill(); server.Wait() })
	var number int
	if _, err := fmt.Fscan(read, &number); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(":", number)
}

// owner is a program that has something on the clipboard. answer puts it into
// the property, or does not; it is told each time that a piece was taken.
func owner(t *testing.T, display string, answer func(c *xgb.Conn, ask xproto.SelectionRequestEvent), taken func(c *xgb.Conn, ask xproto.SelectionRequestEvent)) {
	t.Helper()
	c, err := xgb.NewConnDisplay(display)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	window, err := xproto.NewWindowId(c)
	if err != nil {
		t.Fatal(err)
	}
	root := xproto.Setup(c).DefaultScreen(c).Root
	xproto.CreateWindow(c, 0, window, root, 0, 0, 1, 1, 0, xproto.WindowClassInputOnly, 0, 0, nil)
	clipboard, err := xproto.InternAtom(c, false, 9, "CLIPBOARD").Reply()
	if err != nil {
		t.Fatal(err)
	}
	if err := xproto.SetSelectionOwnerChecked(c, window, clipboard.Atom, xproto.TimeCurrentTime).Check(); err != nil {
		t.Fatal(err)
	}
	go func() {
		var last xproto.SelectionRequestEvent
		for {
			event, err := c.WaitForEvent()
			if event == nil && err == nil {
				return
			}
			switch e := event.(type) {
			case xproto.SelectionRequestEvent:
				last = e
				xproto.ChangeWindowAttributes(c, e.Requestor, xproto.CwEventMask, []uint32{xproto.EventMaskPropertyChange})
				answer(c, e)
			case xproto.PropertyNotifyEvent:
				if e.State == xproto.PropertyDelete && taken != nil {
					taken(c, last)
				}
			}
		}
	}()
}

func put(c *xgb.Conn, ask xproto.SelectionRequestEvent, kind xproto.Atom, data []byte) {
	xproto.ChangeProperty(c, xproto.PropModeReplace, ask.Requestor, ask.Property, kind, 8, uint32(len(data)), data)
}

// notify tells who asked that the answer is there, or that there is none.
func notify(c *xgb.Conn, ask xproto.SelectionRequestEvent, property xproto.Atom) {
	event := xproto.SelectionNotifyEvent{Time: ask.Time, Requestor: ask.Requestor, Selection: ask.Selection, Target: ask.Target, Property: property}
	xproto.SendEvent(c, false, ask.Requestor, 0, string(event.Bytes()))
}

const shortly = 300 * time.Millisecond

func TestReadTheClipboard(t *testing.T) {
	display := screen(t)
	text := []byte("foolscope: grüße")
	large := bytes.Repeat([]byte("0123456789"), 200000)
	incr := func(c *xgb.Conn) xproto.Atom {
		a, err := xproto.InternAtom(c, false, 4, "INCR").Reply()
		if err != nil {
			t.Error(err)
			return 0
		}
		return a.Atom
	}
	pieces := func(of []byte, silentAfter int) (answer, taken func(*xgb.Conn, xproto.SelectionRequestEvent)) {
		left, sent := of, 0
		return func(c *xgb.Conn, ask xproto.SelectionRequestEvent) {
				put(c, ask, incr(c), []byte{0, 0, 0, 0})
				notify(c, ask, ask.Property)
			}, func(c *xgb.Conn, ask xproto.SelectionRequestEvent) {
				if sent++; silentAfter > 0 && sent > silentAfter {
					return
				}
				n := min(100000, len(left))
				put(c, ask, ask.Target, left[:n])
				left = left[n:]
			}
	}
	wholeIncr, nextIncr := pieces(large, 0)
	stopIncr, stopNext := pieces(large, 3)
	for _, c := range []struct {
		name          string
		answer, taken func(*xgb.Conn, xproto.SelectionRequestEvent)
		want          []byte
		err           error
	}{
		{"at once", func(c *xgb.Conn, ask xproto.SelectionRequestEvent) {
			put(c, ask, ask.Target, text)
			notify(c, ask, ask.Property)
		}, nil, text, nil},
		{"in pieces", wholeIncr, nextIncr, large, nil},
		{"in another form", func(c *xgb.Conn, ask xproto.SelectionRequestEvent) { notify(c, ask, xproto.AtomNone) }, nil, nil, ErrEmpty},
		{"a program that hangs", func(*xgb.Conn, xproto.SelectionRequestEvent) {}, nil, nil, ErrSilent},
		{"a program that hangs between pieces", stopIncr, stopNext, nil, ErrSilent},
	} {
		t.Run(c.name, func(t *testing.T) {
			owner(t, display, c.answer, c.taken)
			begun := time.Now()
			got, err := read(display, Text, shortly)
			if !errors.Is(err, c.err) || !bytes.Equal(got, c.want) {
				t.Errorf("got %d bytes and %v, want %d and %v", len(got), err, len(c.want), c.err)
			}
			if took := time.Since(begun); took > 20*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestNobodyHasTheClipboard(t *testing.T) {
	if _, err := read(screen(t), PNG, shortly); !errors.Is(err, ErrEmpty) {
		t.Errorf("the error is %v, want %v", err, ErrEmpty)
	}
}

func TestNoScreen(t *testing.T) {
	if _, err := read("foolscope.invalid:0", Text, shortly); err == nil {
		t.Error("it was read")
	}
}
