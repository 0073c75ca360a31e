package part

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"foolscope/ui/look"
)

// numberField is where the number of a row is typed. It is made when somebody
// first types one: most rows are never typed in, and Fyne's entry has more objects
// than the whole row.
type numberField struct {
	*Field
	// framed is the field with a theme that makes it as low as a row.
	framed *container.ThemeOverride
	// frame is around it, with room between the edge and the text, which Fyne's entry
	// would have above and below, too.
	frame  canvas.Rectangle
	theme  *lowTheme
	active bool
	// began is the text that the field opened with.
	began string
}

func newNumberField() *numberField {
	f := &numberField{Field: NewField(), theme: &lowTheme{}}
	f.Accepts = func(char rune) bool { return startsNumber(char) || strings.ContainsRune("+eE", char) }
	f.TextStyle = bold
	f.framed = container.NewThemeOverride(f.Field, f.theme)
	f.framed.Hide()
	f.frame.Hide()
	return f
}

// startsNumber reports whether a character opens the field when it is typed on
// a row.
func startsNumber(char rune) bool { return strings.ContainsRune("0123456789.,-", char) }

// begin opens the field with a text, all of it selected.
func (f *numberField) begin(text string) {
	f.active, f.began, f.theme.bad = true, text, false
	f.SetText(text)
	f.framed.Show()
	f.frame.Show()
	// Fyne forgets the theme of what was out of sight for long.
	f.framed.Refresh()
	f.SelectAll()
}

func (f *numberField) end() {
	f.active = false
	f.framed.Hide()
	f.frame.Hide()
}

// textRoom is the room between the frame and the text at both sides.
const textRoom = 4

// place puts the frame into a box, and the text into the frame.
func (f *numberField) place(x, y, width, height, room float32) {
	th := f.theme.app()
	f.frame.FillColor = look.Color(th, look.ColorPanel)
	f.frame.StrokeColor, f.frame.StrokeWidth = look.Color(th, look.ColorAccent), 1
	f.frame.CornerRadius = look.Size(th, look.RadiusThumb)
	Put(&f.frame, x, y, width, height)
	Put(f.framed, x+room, y+1, width-2*room, height-2)
}

// refuse shows that the text is not a number that can be taken.
func (f *numberField) refuse(bad bool) {
	if f.theme.bad != bad {
		f.theme.bad = bad
		f.framed.Refresh()
	}
}

// number is the text with a point where many people write a comma.
func (f *numberField) number() string {
	return strings.ReplaceAll(strings.TrimSpace(f.Text), ",", ".")
}

// lowTheme is the app's theme with an entry as low as a row of a sidebar. A text
// that was refused is written in the colour of an attack.
type lowTheme struct{ bad bool }

var _ fyne.Theme = (*lowTheme)(nil)

func (t *lowTheme) app() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color implements fyne.Theme.
func (t *lowTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	switch {
	case name == theme.ColorNameForeground && t.bad:
		name = look.Attacked.Text()
	case name == theme.ColorNameInputBackground:
		name = look.ColorPanel
	}
	return t.app().Color(name, variant)
}

// Size implements fyne.Theme.
func (t *lowTheme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameInnerPadding:
		return 2
	case theme.SizeNameInputBorder:
		return 0
	case theme.SizeNameInputRadius:
		name = look.RadiusThumb
	}
	return t.app().Size(name)
}

// Font implements fyne.Theme.
func (t *lowTheme) Font(style fyne.TextStyle) fyne.Resource { return t.app().Font(style) }

// Icon implements fyne.Theme.
func (t *lowTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.app().Icon(name) }
