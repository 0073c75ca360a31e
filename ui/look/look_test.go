package look

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"foolscope/ui/look/wcag"
)

// pairs are the inks that are written on each ground, under the pointer and
// beside the focus too.
func pairs() map[fyne.ThemeColorName][]fyne.ThemeColorName {
	meanings := []fyne.ThemeColorName{Neutral.Text(), Original.Text(), Attacked.Text(), Defended.Text()}
	all := append([]fyne.ThemeColorName{ColorText, ColorDim, ColorAccent}, meanings...)
	quiet := []fyne.ThemeColorName{ColorText, ColorDim}
	return map[fyne.ThemeColorName][]fyne.ThemeColorName{
		ColorPanel: all, ColorRaised: all,
		theme.ColorNameBackground: quiet, ColorButton: quiet, ColorButtonHover: {ColorText},
		ColorAccent: {theme.ColorNameForegroundOnPrimary},
	}
}

func TestTextIsReadable(t *testing.T) {
	for variant, th := range map[string]*Theme{"light": Light(), "dark": Dark()} {
		for ground, inks := range pairs() {
			for _, ink := range inks {
				if c := wcag.Contrast(th.Color(ink, 0), th.Color(ground, 0)); c < wcag.Text {
					t.Errorf("%s: %s on %s has contrast %.2f, want at least %g", variant, ink, ground, c, wcag.Text)
				}
			}
		}
	}
}

// What is written on pictures lies on a veil, which has to do on white ones.
func TestVeilMakesPicturesReadable(t *testing.T) {
	for variant, th := range map[string]*Theme{"light": Light(), "dark": Dark()} {
		veil := th.Color(ColorVeil, 0).(color.NRGBA)
		under := mix(rgb(0xffffff), color.NRGBA{veil.R, veil.G, veil.B, 0xff}, float64(veil.A)/255)
		if c := wcag.Contrast(th.Color(ColorOnVeil, 0), under); c < wcag.Text {
			t.Errorf("%s: contrast %.2f", variant, c)
		}
	}
}

func TestFocusMarkStandsOut(t *testing.T) {
	for variant, th := range map[string]*Theme{"light": Light(), "dark": Dark()} {
		for _, ground := range []fyne.ThemeColorName{ColorPanel, ColorRaised, ColorButton, ColorButtonHover, theme.ColorNameBackground} {
			if c := wcag.Contrast(th.Color(ColorAccent, 0), th.Color(ground, 0)); c < wcag.Area {
				t.Errorf("%s: the mark on %s has contrast %.2f, want at least %d", variant, ground, c, wcag.Area)
			}
		}
	}
}

func TestAreasStandOut(t *testing.T) {
	for variant, th := range map[string]*Theme{"light": Light(), "dark": Dark()} {
		for _, m := range []Meaning{Neutral, Original, Attacked, Defended} {
			if c := wcag.Contrast(th.Color(m.Fill(), 0), th.Color(ColorPanel, 0)); c < wcag.Area {
				t.Errorf("%s: %s on the panel has contrast %.2f, want at least 3", variant, m.Fill(), c)
			}
		}
	}
}

func TestTokens(t *testing.T) {
	for _, c := range []struct {
		theme *Theme
		name  fyne.ThemeColorName
		want  color.NRGBA
	}{
		{Light(), ColorGround, rgb(0xf3f4f6)},
		{Light(), theme.ColorNameBackground, rgb(0xffffff)},
		{Light(), ColorPanel, rgb(0xffffff)},
		{Light(), Attacked.Fill(), rgb(0xd55e00)},
		{Dark(), ColorPanel, rgb(0x1d2127)},
		{Dark(), ColorAccent, rgb(0x7aa7ff)},
		{Dark(), Defended.Fill(), rgb(0x2cc49a)},
	} {
		if got := c.theme.Color(c.name, 0); got != c.want {
			t.Errorf("%s is %v, want %v", c.name, got, c.want)
		}
	}
}

func TestEveryFyneColorIsOurs(t *testing.T) {
	for _, name := range []fyne.ThemeColorName{
		theme.ColorNameBackground, theme.ColorNameButton, theme.ColorNameDisabledButton, theme.ColorNameDisabled,
		theme.ColorNameError, theme.ColorNameFocus, theme.ColorNameForeground, theme.ColorNameForegroundOnError,
		theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnSuccess, theme.ColorNameForegroundOnWarning,
		theme.ColorNameHeaderBackground, theme.ColorNameHover, theme.ColorNameHyperlink, theme.ColorNameInputBackground,
		theme.ColorNameInputBorder, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground,
		theme.ColorNamePlaceHolder, theme.ColorNamePressed, theme.ColorNamePrimary, theme.ColorNameScrollBar,
		theme.ColorNameScrollBarBackground, theme.ColorNameSelection, theme.ColorNameSeparator, theme.ColorNameShadow,
		theme.ColorNameSuccess, theme.ColorNameWarning,
	} {
		if _, ok := light[name]; !ok {
			t.Errorf("the light palette lacks %s", name)
		}
		if _, ok := dark[name]; !ok {
			t.Errorf("the dark palette lacks %s", name)
		}
	}
}

func TestSystemFollowsVariant(t *testing.T) {
	th := System()
	if got := th.Color(ColorPanel, theme.VariantDark); got != dark[ColorPanel] {
		t.Errorf("dark system gets panel %v", got)
	}
	if got := Light().Color(ColorPanel, theme.VariantDark); got != light[ColorPanel] {
		t.Errorf("the light theme in a dark system gets panel %v", got)
	}
}

func TestScaled(t *testing.T) {
	th := Light().Scaled(1.5)
	for name, want := range map[fyne.ThemeSizeName]float32{
		SizeTable: 18, Gap4: 6, RowHeight: 29, theme.SizeNameSeparatorThickness: 1,
	} {
		if got := th.Size(name); got != want {
			t.Errorf("%s is %v at 1.5, want %v", name, got, want)
		}
	}
	if got := Light().Size(SizeTable); got != 12 {
		t.Errorf("scaling changed the original: %v", got)
	}
}

func TestForeignThemeGetsOurNames(t *testing.T) {
	test.NewTempApp(t)
	if got := Color(theme.DefaultTheme(), ColorPanel); got == nil || got == color.Transparent {
		t.Errorf("panel in Fyne's theme is %v", got)
	}
	if got := Size(theme.DefaultTheme(), RowHeight); got != 19 {
		t.Errorf("row height in Fyne's theme is %v, want 19", got)
	}
}

// Signs come from another font than letters; both must make lines of one
// height, or rows would jump.
func TestSignsKeepTheLineHeight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(Light())
	letters := fyne.MeasureText("stop", 12, fyne.TextStyle{})
	for _, text := range []string{"−", "a ≤ b", "L∞", "→"} {
		if got := fyne.MeasureText(text, 12, fyne.TextStyle{}); got.Height != letters.Height || got.Width <= 0 {
			t.Errorf("%q measures %v, letters are %v high", text, got, letters.Height)
		}
	}
}

func TestSignsFontHasTheSigns(t *testing.T) {
	f, err := sfnt.Parse(signs.Content())
	if err != nil {
		t.Fatal(err)
	}
	for _, sign := range " −∞≤≥→←√∇∂∑∈≈≠" {
		if glyph, err := f.GlyphIndex(nil, sign); err != nil || glyph == 0 {
			t.Errorf("no glyph for %q (%v)", sign, err)
		}
	}
}
