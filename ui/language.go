package ui

import (
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// useLanguage writes all explanations in another language from now on, and
// remembers it.
func (w *mainWindow) useLanguage(code string) {
	words.Use(code)
	w.app.Preferences().SetString(languageKey, code)
	w.top.setLecture(w.classroom.on)
	w.show(w.snap)
}

// explainFocus shows the card of what has the focus, or else the help.
func (w *mainWindow) explainFocus() {
	cv := w.window.Canvas()
	if cv.Overlays().Top() == nil && w.tips.Pin(cv.Focused()) {
		return
	}
	w.help.toggle()
}

// languageChoice lets the user choose the language; chosen is its code.
func languageChoice(chosen string, use func(code string)) *part.Tabs {
	codes, names := []string{words.System}, []string{"System"}
	for _, l := range words.Languages() {
		codes, names = append(codes, l.Code), append(names, l.Name)
	}
	tabs := part.NewTabs(func(i int) { use(codes[i]) }, names...)
	for i, code := range codes {
		if code == chosen {
			tabs.SetSelected(i)
		}
	}
	return tabs
}
