package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// providers is the choice of what computes networks, in the help. It is empty
// where there is only the CPU.
type providers struct {
	w       *mainWindow
	chooser session.Chooser
	// content is the choice, notes are what there is to say about it.
	content, notes *fyne.Container
	// looked is true once somebody wanted to know what there is.
	looked bool
	// offered are those that work, one a tab.
	offered []session.Provider
	tabs    *part.Tabs
}

func newProviders(w *mainWindow) *providers {
	p := &providers{w: w, content: container.NewStack(), notes: part.Column(look.Gap4)}
	p.chooser, _ = w.options.Engine.(session.Chooser)
	return p
}

// look finds out what there is, on a goroutine of its own: drivers may take
// their time to load.
func (p *providers) look() {
	if p.chooser == nil || p.looked {
		return
	}
	p.looked = true
	p.content.Objects = []fyne.CanvasObject{part.NewLabel(words.Say("provider.looking"), look.SizeBody, look.ColorDim)}
	p.content.Refresh()
	go func() {
		found, err := p.chooser.Providers()
		p.w.dispatch(func() { p.show(found, err) })
	}()
}

// show offers what works, and says why the rest does not.
func (p *providers) show(found []session.Provider, err error) {
	p.content.Objects, p.notes.Objects = nil, nil
	defer p.w.help.grow()
	if err != nil {
		// The window is blocked, and says why. It may not be the next time.
		p.looked = false
		return
	}
	if len(found) < 2 {
		return
	}
	var titles []string
	p.offered = nil
	for _, f := range found {
		if f.Problem != nil {
			p.say(words.Sentence(f.Problem))
			continue
		}
		p.offered, titles = append(p.offered, f), append(titles, f.Title)
	}
	p.tabs = part.NewTabs(func(i int) { p.choose(p.offered[i].Key) }, titles...)
	p.tabs.SetSelected(0)
	for i, f := range p.offered {
		if f.Key == p.chooser.Preferred() {
			p.tabs.SetSelected(i)
		}
	}
	if len(p.offered) > 1 {
		p.say(words.Say("provider.tried"))
	}
	p.content.Objects = []fyne.CanvasObject{container.NewHBox(part.NewLabel(words.Say("provider.runs"), look.SizeBody, look.ColorText), p.tabs)}
}

// say adds a line to the notes.
func (p *providers) say(text string) {
	p.notes.Add(part.NewLabel(text, look.SizeTable, look.ColorDim).Elastic(fyne.TextAlignLeading))
}

// choose opens the networks again on another provider, and remembers it.
func (p *providers) choose(key string) {
	if err := p.chooser.Prefer(key); err != nil {
		p.w.session.Complain("%s", words.Sentence(err))
		return
	}
	p.w.app.Preferences().SetString(providerKey, key)
	p.w.pages.opener().Reopen()
}

// preferAgain chooses the provider of the last time, unless another was asked
// for.
func (o Options) preferAgain(kept fyne.Preferences) error {
	chooser, ok := o.Engine.(session.Chooser)
	key := kept.String(providerKey)
	if !ok || key == "" || o.ProviderGiven {
		return nil
	}
	return chooser.Prefer(key)
}
