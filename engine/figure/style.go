package figure

import (
	"image/color"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	stdfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/vg"
)

// pageWidth is the width of the text of a page with two columns.
const pageWidth vg.Length = 7.2 * vg.Inch

// Lengths in points.
const (
	margin    vg.Length = 6
	gutter    vg.Length = 12
	rowPitch  vg.Length = 15
	barHeight vg.Length = 3
	lineWidth vg.Length = 1.2
)

var (
	white  = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	ink    = color.NRGBA{0x1b, 0x1f, 0x24, 0xff}
	dim    = color.NRGBA{0x5f, 0x68, 0x73, 0xff}
	rule   = color.NRGBA{0xdd, 0xe1, 0xe7, 0xff}
	trough = color.NRGBA{0xf0, 0xf2, 0xf5, 0xff}
)

// fill is the colour of bars and lines of a role.
func (r Role) fill() color.NRGBA {
	return [...]color.NRGBA{
		Neutral: dim, Original: {0x00, 0x72, 0xb2, 0xff}, Attacked: {0xd5, 0x5e, 0x00, 0xff}, Defended: {0x00, 0x9e, 0x73, 0xff},
	}[r]
}

// faint is fill for what comes second.
func (r Role) faint() color.NRGBA {
	c := r.fill()
	mix := func(a, b uint8) uint8 { return uint8((9*int(a) + 11*int(b)) / 20) }
	return color.NRGBA{mix(c.R, trough.R), mix(c.G, trough.G), mix(c.B, trough.B), 0xff}
}

// words is the colour of text: vermillion and green are too pale on white for
// small type.
func (r Role) words() color.NRGBA {
	return [...]color.NRGBA{
		Neutral: ink, Original: {0x00, 0x72, 0xb2, 0xff}, Attacked: {0xb6, 0x4f, 0x00, 0xff}, Defended: {0x00, 0x7a, 0x59, 0xff},
	}[r]
}

// style is how words are set.
type style struct {
	size  vg.Length
	bold  bool
	color color.NRGBA
}

var (
	titleStyle   = style{8.5, true, ink}
	noteStyle    = style{7, false, dim}
	verdictStyle = style{7.5, true, ink}
	labelStyle   = style{7, false, ink}
	captionStyle = style{8, false, ink}
)

func (s style) in(c color.NRGBA) style   { s.color = c; return s }
func (s style) weight(bold bool) style   { s.bold = bold; return s }
func (s style) width(t string) vg.Length { f := s.face(); return f.Width(t) }

var faces = sync.OnceValue(func() *font.Cache { return font.NewCache(liberation.Collection()) })

func (s style) face() font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if s.bold {
		f.Weight = stdfont.WeightBold
	}
	return faces().Lookup(f, s.size)
}

// cut shortens words until they fit into width.
func (s style) cut(t string, width vg.Length) string {
	if s.width(t) <= width {
		return t
	}
	const ellipsis = "…"
	if s.width(ellipsis) > width {
		return ""
	}
	return s.longest(t, width-s.width(ellipsis)) + ellipsis
}

// cutName shortens the name of a curve, such as "stop, after defence". What stands
// behind the last comma tells curves of one class apart and stays.
func (s style) cutName(t string, width vg.Length) string {
	comma := strings.LastIndex(t, ", ")
	if comma < 0 || s.width(t) <= width {
		return s.cut(t, width)
	}
	return s.cut(t[:comma], width-s.width(t[comma:])) + t[comma:]
}

// head is the longest beginning that fits into width, a letter at least.
func (s style) head(t string, width vg.Length) string {
	if head := s.longest(t, width); head != "" {
		return head
	}
	_, size := utf8.DecodeRuneInString(t)
	return t[:size]
}

// longest is the longest beginning that fits into width, which may be empty.
func (s style) longest(t string, width vg.Length) string {
	runes := []rune(t)
	n := sort.Search(len(runes), func(n int) bool { return s.width(string(runes[:n+1])) > width })
	return string(runes[:n])
}
