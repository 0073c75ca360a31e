package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"foolscope/assets"
)

// Theme is Foolscope's theme.
type Theme struct {
	variant fyne.ThemeVariant
	// fixed themes do not follow the system from light to dark and back.
	fixed bool
	scale float32
	// lecture themes have the lengths of a lecture hall.
	lecture bool
}

var _ fyne.Theme = (*Theme)(nil)

// System returns the theme that is light or dark as the system is.
func System() *Theme { return &Theme{scale: 1} }

// Light returns the light theme.
func Light() *Theme { return &Theme{variant: theme.VariantLight, fixed: true, scale: 1} }

// Dark returns the dark theme.
func Dark() *Theme { return &Theme{variant: theme.VariantDark, fixed: true, scale: 1} }

// Dark reports whether the theme is dark where the system has the given variant.
func (t *Theme) Dark(system fyne.ThemeVariant) bool {
	if t.fixed {
		system = t.variant
	}
	return system == theme.VariantDark
}

// Scaled returns a copy in which type and distances are factor times as large,
// for a projector or for weak eyes.
func (t *Theme) Scaled(factor float32) *Theme {
	scaled := *t
	scaled.scale *= factor
	return &scaled
}

// Color implements fyne.Theme.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	if t.fixed {
		variant = t.variant
	}
	colors := light
	if variant == theme.VariantDark {
		colors = dark
	}
	if c, ok := colors[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// Size implements fyne.Theme.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	length, ok := lectureLengths[name]
	if !ok || !t.lecture {
		length, ok = lengths[name]
	}
	if !ok {
		length = theme.DefaultTheme().Size(name)
	}
	if rigid[name] {
		return length
	}
	// Whole units keep text and hairlines on the pixel grid.
	return float32(int(length*t.scale + 0.5))
}

// Font implements fyne.Theme. It names the font of mathematical signs, which
// has no letters: Fyne takes what a theme's font lacks from its own font, so
// letters look as ever, and nothing makes Fyne search the system for a font.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Monospace || style.Symbol {
		return theme.DefaultTheme().Font(style)
	}
	return signs
}

var signs = fyne.NewStaticResource("signs.ttf", assets.SignsFont)

// Icon implements fyne.Theme.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Color looks a colour up in th for the variant of the running app. A theme
// that is not Foolscope's own lacks most of our names; it gets our colours.
func Color(th fyne.Theme, name fyne.ThemeColorName) color.Color {
	return ours(th).Color(name, fyne.CurrentApp().Settings().ThemeVariant())
}

// Size looks a length up in th, with the same fallback as Color.
func Size(th fyne.Theme, name fyne.ThemeSizeName) float32 { return ours(th).Size(name) }

func ours(th fyne.Theme) fyne.Theme {
	if _, ok := th.(*Theme); ok {
		return th
	}
	return System()
}
