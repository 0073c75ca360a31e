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

// languages lists the languages, each by its own name, and that of the system, with what
// each does.
func (w *mainWindow) languages() (options []part.Option, do []func()) {
	for _, l := range words.Languages() {
		options, do = append(options, part.Option{Label: l.Name}), append(do, func() { w.useLanguage(l.Code) })
	}
	options = append(options, part.Option{Label: words.Say("menu.system_language"), Action: true})
	return options, append(do, func() { w.useLanguage(words.System) })
}

// languageButton lists the languages.
func (w *mainWindow) languageButton() *part.Button {
	options, do := w.languages()
	list := words.Languages()
	at := slices.IndexFunc(list, func(l words.Language) bool { return l.Code == words.Chosen() })
	return part.NewMenuButton(list[at].Name, func() []part.Option { return options }, func(i int) { do[i]() })
}
