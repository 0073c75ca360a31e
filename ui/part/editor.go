package part

import "strings"

// editor is a number while it is typed.
type editor struct {
	active bool
	text   string
	// fresh text is replaced by the first sign, as if it were selected.
	fresh bool
	// bad says that the number was refused.
	bad bool
}

// maxTyped is more digits than any parameter needs.
const maxTyped = 12

func (e *editor) begin(text string) { *e = editor{active: true, text: text, fresh: true} }

func (e *editor) accepts(char rune) bool { return strings.ContainsRune("0123456789.,-", char) }

func (e *editor) add(char rune) {
	if e.fresh {
		e.text, e.fresh = "", false
	}
	e.bad = false
	if len(e.text) < maxTyped {
		e.text += string(char)
	}
}

func (e *editor) erase() {
	if e.fresh || e.text == "" {
		e.text, e.fresh = "", false
		return
	}
	e.bad = false
	e.text = e.text[:len(e.text)-1]
}

// number is the text with a point where many people write a comma.
func (e *editor) number() string { return strings.ReplaceAll(e.text, ",", ".") }
