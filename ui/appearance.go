package ui

import (
	"os"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/words"
)

// appearance is whether the window is light or dark: as the system is, unless
// somebody chose the other one.
type appearance struct{ w *mainWindow }

// What is remembered of a choice; anything else is the system's.
const (
	lightAppearance = "light"
	darkAppearance  = "dark"
)

// themeOf is the theme of a choice that was remembered.
func themeOf(choice string) *look.Theme {
	switch choice {
	case lightAppearance:
		return look.Light()
	case darkAppearance:
		return look.Dark()
	}
	return look.System()
}

// setTheme brings the window in line with a theme. Fyne would lay out what lies above it
// once for each of its containers: the help, of many texts, is made anew instead.
func (w *mainWindow) setTheme(theme *look.Theme) {
	helped := w.help.visible()
	if helped {
		w.help.toggle()
	}
	w.tips.SetTheme(theme)
	if helped {
		w.help.toggle()
	}
}

// dark reports whether the window is dark now.
func (a *appearance) dark() bool { return a.isDark(a.w.app.Settings().Theme()) }

func (a *appearance) isDark(theme fyne.Theme) bool {
	ours, ok := theme.(*look.Theme)
	return ok && ours.Dark(a.w.app.Settings().ThemeVariant())
}

// toggle makes a dark window light and a light one dark, and remembers it. A
// window that looks as the system does follows it from then on.
func (a *appearance) toggle() {
	choice := darkAppearance
	if a.dark() {
		choice = lightAppearance
	}
	if a.isDark(look.System()) == a.isDark(themeOf(choice)) {
		choice = ""
	}
	a.w.app.Preferences().SetString(appearanceKey, choice)
	a.w.classroom.dress(themeOf(choice))
	a.w.top.showAppearance()
}

// other names what the window would be after a toggle.
func (a *appearance) other() string {
	if a.dark() {
		return words.Say("appearance.light")
	}
	return words.Say("appearance.dark")
}

// startTheme is the theme to begin with. What the environment says of light and
// dark holds until somebody chooses.
func startTheme(kept fyne.Preferences) *look.Theme {
	if os.Getenv("FYNE_THEME") != "" {
		return look.System()
	}
	return themeOf(kept.String(appearanceKey))
}
