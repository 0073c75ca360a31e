package roadsign

import (
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var bold = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		panic("roadsign: the embedded Go Bold font does not parse: " + err.Error())
	}
	return f
})

// lettering is text as outlines, scaled to fill the box between lo and hi
// exactly.
func lettering(text string, lo, hi pt) path {
	const em = 1000
	var buf sfnt.Buffer
	var out path
	var pen float64
	of := func(p fixed.Point26_6) pt {
		return pt{pen + float64(p.X)/64, float64(p.Y) / 64}
	}
	for _, r := range text {
		g, err := bold().GlyphIndex(&buf, r)
		if err != nil {
			panic("roadsign: no glyph for " + string(r))
		}
		segments, err := bold().LoadGlyph(&buf, g, fixed.I(em), nil)
		if err != nil {
			panic("roadsign: glyph of " + string(r) + ": " + err.Error())
		}
		var line []pt
		for _, s := range segments {
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				if line != nil {
					out = append(out, line)
				}
				line = []pt{of(s.Args[0])}
			case sfnt.SegmentOpLineTo:
				line = append(line, of(s.Args[0]))
			case sfnt.SegmentOpQuadTo:
				a, b, c := line[len(line)-1], of(s.Args[0]), of(s.Args[1])
				for k := 1; k <= 6; k++ {
					t := float64(k) / 6
					line = append(line, a.mix(b, t).mix(b.mix(c, t), t))
				}
			}
		}
		if line != nil {
			out = append(out, line)
		}
		advance, err := bold().GlyphAdvance(&buf, g, fixed.I(em), font.HintingNone)
		if err != nil {
			panic("roadsign: advance of " + string(r) + ": " + err.Error())
		}
		pen += float64(advance) / 64
	}
	a, b := out.bounds()
	return out.to(func(p pt) pt {
		return pt{
			lo.x + (p.x-a.x)/(b.x-a.x)*(hi.x-lo.x),
			lo.y + (p.y-a.y)/(b.y-a.y)*(hi.y-lo.y),
		}
	})
}
