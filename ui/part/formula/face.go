package formula

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"fyne.io/fyne/v2"
	"golang.org/x/image/font/sfnt"

	"foolscope/assets"
)

// Face is a font.
type Face int

const (
	// Italic is for variables.
	Italic Face = iota
	// Roman is for words, numbers and signs.
	Roman
	// Bold is for live numbers.
	Bold
	// Signs is for the signs that the others lack.
	Signs
)

// The serifs of Liberation, which draws plots too, tell a formula from the
// words around it.
var faces = [...]fyne.Resource{
	Italic: fyne.NewStaticResource("formula-italic.ttf", liberationserifitalic.TTF),
	Roman:  fyne.NewStaticResource("formula-roman.ttf", liberationserifregular.TTF),
	Bold:   fyne.NewStaticResource("formula-bold.ttf", liberationserifbold.TTF),
	Signs:  fyne.NewStaticResource("formula-signs.ttf", assets.SignsFont),
}

// Source is the font's file.
func (f Face) Source() fyne.Resource { return faces[f] }

// glyphs are the parsed fonts, for looking up what they have.
var glyphs = sync.OnceValue(func() (out [len(faces)]*sfnt.Font) {
	for i, f := range faces {
		parsed, err := sfnt.Parse(f.Content())
		if err != nil {
			panic("formula: an embedded font: " + err.Error())
		}
		out[i] = parsed
	}
	return out
})

// Has reports whether the font has a glyph for a sign.
func (f Face) Has(sign rune) bool {
	index, err := glyphs()[f].GlyphIndex(nil, sign)
	return err == nil && index != 0
}

// faceFor is the wanted face, or the one of signs if the former lacks any.
func faceFor(text string, wanted Face) Face {
	for _, sign := range text {
		if sign != ' ' && !wanted.Has(sign) {
			return Signs
		}
	}
	return wanted
}

// measure returns the width of a text.
func measure(text string, size float32, f Face) float32 {
	s, _ := fyne.CurrentApp().Driver().RenderedTextSize(text, size, fyne.TextStyle{}, f.Source())
	return s.Width
}
