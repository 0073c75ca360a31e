package ui

import (
	"slices"

	"foolscope/ui/part"
	"foolscope/ui/words"
)

// useLanguage writes everything in another language from now on, and remembers it:
// the widgets are made anew, and the result is told again.
func (w *mainWindow) useLanguage(code string) {
	words.Use(code)
	w.app.Preferences().SetString(languageKey, code)
	w.window.Canvas().Unfocus()
	w.pages.reword()
	w.furnish()
	w.classroom.show()
	w.pages.opener().Retry()
}

// explainFocus shows the card of what has the focus, or else the help.
func (w *mainWindow) explainFocus() {
	cv := w.window.Canvas()
	if cv.Overlays().Top() == nil && w.tips.Pin(cv.Focused()) {
		return
	}
	w.help.toggle()
}

// languageButton lists the languages, each by its own name, and that of the system.
func (w *mainWindow) languageButton() *part.Button {
	list := words.Languages()
	options := make([]part.Option, 0, len(list)+1)
	for _, l := range list {
		options = append(options, part.Option{Label: l.Name})
	}
	options = append(options, part.Option{Label: words.Say("menu.system_language"), Action: true})
	at := slices.IndexFunc(list, func(l words.Language) bool { return l.Code == words.Chosen() })
	return part.NewMenuButton(list[at].Name, func() []part.Option { return options }, func(i int) {
		if i < len(list) {
			w.useLanguage(list[i].Code)
		} else {
			w.useLanguage(words.System)
		}
	})
}
