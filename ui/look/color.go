package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours that Fyne's own theme has no name for.
const (
	// ColorPanel fills cards and bars at the window's edge. The window itself
	// has this colour, too: see part.OnGround.
	ColorPanel fyne.ThemeColorName = "panel"
	// ColorGround is what cards lie on.
	ColorGround fyne.ThemeColorName = "ground"
	// ColorRaised fills the track of a bar and a chosen tab.
	ColorRaised fyne.ThemeColorName = "raised"
	// ColorButton fills a chooser and the trough of a segmented control.
	ColorButton = theme.ColorNameButton
	// ColorButtonHover is ColorButton under the pointer.
	ColorButtonHover fyne.ThemeColorName = "buttonHover"
	// ColorLine draws borders, rules and grid lines.
	ColorLine fyne.ThemeColorName = "line"
	// ColorText is what people read first.
	ColorText = theme.ColorNameForeground
	// ColorDim is what people read second.
	ColorDim fyne.ThemeColorName = "dim"
	// ColorAccent marks what can be operated, and the focus.
	ColorAccent = theme.ColorNamePrimary
	// ColorVeil lies under text that is written on a picture.
	ColorVeil fyne.ThemeColorName = "veil"
	// ColorOnVeil is text written on ColorVeil.
	ColorOnVeil fyne.ThemeColorName = "onVeil"
)

// palette holds the colours of one variant by name.
type palette map[fyne.ThemeColorName]color.NRGBA

var light = newPalette(tokens{
	ground: rgb(0xf3f4f6), panel: rgb(0xffffff),
	raised: rgb(0xf0f2f5), button: rgb(0xe9ecf1), line: rgb(0xdde1e7),
	text: rgb(0x1b1f24), dim: rgb(0x5f6873), accent: rgb(0x2f5fd0), onAccent: rgb(0xffffff),
	original: rgb(0x0072b2), attacked: rgb(0xd55e00), defended: rgb(0x009e73),
	// Vermillion and green are too pale on white for small type: 3.7 and 3.4 to 1.
	attackedText: rgb(0xb64f00), defendedText: rgb(0x007a59),
})

var dark = newPalette(tokens{
	ground: rgb(0x15181d), panel: rgb(0x1d2127),
	raised: rgb(0x262b33), button: rgb(0x2b313b), line: rgb(0x323843),
	text: rgb(0xe8eaed), dim: rgb(0x9aa3af), accent: rgb(0x7aa7ff), onAccent: rgb(0x15181d),
	original: rgb(0x3d9be0), attacked: rgb(0xf0803c), defended: rgb(0x2cc49a),
	attackedText: rgb(0xf0803c), defendedText: rgb(0x2cc49a),
})

// tokens are the colours that were chosen; all others are derived from them.
type tokens struct {
	ground, panel, raised, button, line color.NRGBA
	text, dim, accent, onAccent         color.NRGBA
	original, attacked, defended        color.NRGBA
	attackedText, defendedText          color.NRGBA
}

func newPalette(t tokens) palette {
	p := palette{
		ColorPanel: t.panel, ColorGround: t.ground, ColorRaised: t.raised, ColorButton: t.button,
		ColorButtonHover: mix(t.button, t.text, 0.07),
		ColorLine:        t.line, ColorText: t.text, ColorDim: t.dim, ColorAccent: t.accent,
		ColorVeil: {A: 0xb4}, ColorOnVeil: rgb(0xffffff),

		theme.ColorNameBackground:          t.panel,
		theme.ColorNameMenuBackground:      t.panel,
		theme.ColorNameOverlayBackground:   t.panel,
		theme.ColorNameHeaderBackground:    t.raised,
		theme.ColorNameInputBackground:     t.raised,
		theme.ColorNameInputBorder:         t.line,
		theme.ColorNameSeparator:           t.line,
		theme.ColorNameDisabled:            mix(t.dim, t.panel, 0.45),
		theme.ColorNameDisabledButton:      t.raised,
		theme.ColorNamePlaceHolder:         t.dim,
		theme.ColorNameHyperlink:           t.accent,
		theme.ColorNameForegroundOnPrimary: t.onAccent,
		theme.ColorNameForegroundOnError:   t.onAccent,
		theme.ColorNameForegroundOnSuccess: t.onAccent,
		theme.ColorNameForegroundOnWarning: t.onAccent,
		theme.ColorNameError:               t.attackedText,
		theme.ColorNameWarning:             t.attackedText,
		theme.ColorNameSuccess:             t.defendedText,
		theme.ColorNameHover:               fade(t.text, 0.06),
		theme.ColorNamePressed:             fade(t.text, 0.12),
		theme.ColorNameFocus:               fade(t.accent, 0.30),
		theme.ColorNameSelection:           fade(t.accent, 0.22),
		theme.ColorNameScrollBar:           fade(t.dim, 0.55),
		theme.ColorNameScrollBarBackground: fade(t.dim, 0),
		theme.ColorNameShadow:              {A: 0x30},
	}
	fills := map[Meaning]color.NRGBA{Neutral: t.dim, Original: t.original, Attacked: t.attacked, Defended: t.defended}
	texts := map[Meaning]color.NRGBA{Neutral: t.dim, Original: t.original, Attacked: t.attackedText, Defended: t.defendedText}
	for m, fill := range fills {
		p[m.Fill()] = fill
		p[m.Faint()] = mix(fill, t.raised, 0.55)
		p[m.Text()] = texts[m]
	}
	return p
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
}

// mix goes from a (share 0) to b (share 1).
func mix(a, b color.NRGBA, share float64) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(float64(x)*(1-share) + float64(y)*share + 0.5) }
	return color.NRGBA{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B), A: at(a.A, b.A)}
}

func fade(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(opacity*255 + 0.5)
	return c
}
