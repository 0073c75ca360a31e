//go:build !linux && !freebsd && !openbsd && !netbsd

package selection

import (
	"sync"
	"sync/atomic"
	"time"

	"golang.design/x/clipboard"
)

var (
	ready = sync.OnceValue(clipboard.Init)
	// waiting is true while a program has not answered yet: it is not asked
	// again before.
	waiting atomic.Bool
)

// Read returns what is on the clipboard in a form.
func Read(form Form) ([]byte, error) {
	if ready() != nil {
		return nil, ErrNone
	}
	if !waiting.CompareAndSwap(false, true) {
		return nil, ErrSilent
	}
	answer := make(chan []byte, 1)
	go func() {
		defer waiting.Store(false)
		answer <- clipboard.Read(map[Form]clipboard.Format{Text: clipboard.FmtText, PNG: clipboard.FmtImage}[form])
	}()
	select {
	case data := <-answer:
		switch {
		case len(data) == 0:
			return nil, ErrEmpty
		case len(data) > largest:
			return nil, errSize
		}
		return data, nil
	case <-time.After(Patience):
		return nil, ErrSilent
	}
}
