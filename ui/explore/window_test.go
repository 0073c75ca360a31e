package explore

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/events"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
)

// host is a window as far as these tests need one.
type host struct {
	page.Window
	session   *session.Session
	clipboard clipboard
	canvas    fyne.Canvas
	// use takes the file that was asked for last.
	use func(path string)
	// offer is a model for everyday photos, if offered is true; got counts how often
	// it was asked for.
	offer   page.Offer
	offered bool
	got     int
}

func (h *host) Everyday() (page.Offer, bool)  { return h.offer, h.offered }
func (h *host) GetEveryday()                  { h.got++ }
func (h *host) Preferences() fyne.Preferences { return fyne.CurrentApp().Preferences() }

func (h *host) Session() *session.Session                     { return h.session }
func (h *host) Clipboard() page.Clipboard                     { return &h.clipboard }
func (h *host) Ask(_, _ string, _ []string, use func(string)) { h.use = use }
func (h *host) Canvas() fyne.Canvas                           { return h.canvas }
func (h *host) MenuButton(string) *part.Button                { return nil }
func (h *host) OpenPictures()                                 {}
func (h *host) LocateLibrary()                                {}
func (h *host) StatusChanged()                                {}
func (h *host) WhenPainted(func())                            {}
func (h *host) Log(func(*events.Log) error)                   {}
func (h *host) Explain(string)                                {}
func (h *host) Used(string)                                   {}

// clipboard holds text.
type clipboard struct {
	page.Clipboard
	text string
}

func (c *clipboard) SetText(text string)          { c.text = text }
func (c *clipboard) Text(use func(string, error)) { use(c.text, nil) }
