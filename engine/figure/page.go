package figure

import (
	"image"
	"image/color"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// page collects what is to be drawn, so that its height need not be known
// before. Heights grow downwards from the top of the page.
type page struct {
	height  vg.Length
	strokes []func(c vg.Canvas, top vg.Length)
	numeral func(english string) string
}

func (p *page) add(draw func(c vg.Canvas, top vg.Length)) { p.strokes = append(p.strokes, draw) }

func (p *page) drawOn(c vg.Canvas) {
	for _, draw := range p.strokes {
		draw(c, p.height)
	}
}

func (p *page) box(x, y, w, h vg.Length, fill color.Color) {
	p.add(func(c vg.Canvas, top vg.Length) {
		c.SetColor(fill)
		c.Fill(vg.Rectangle{Min: vg.Point{X: x, Y: top - y - h}, Max: vg.Point{X: x + w, Y: top - y}}.Path())
	})
}

// through is the way from point to point on a canvas, whose heights grow upwards.
func through(points []vg.Point, top vg.Length) (path vg.Path) {
	for i, at := range points {
		at.Y = top - at.Y
		if i == 0 {
			path.Move(at)
		} else {
			path.Line(at)
		}
	}
	return path
}

// line draws straight lines from point to point.
func (p *page) line(points []vg.Point, width vg.Length, stroke color.Color, dashes ...vg.Length) {
	p.add(func(c vg.Canvas, top vg.Length) {
		path := through(points, top)
		c.SetColor(stroke)
		c.SetLineWidth(width)
		c.SetLineDash(dashes, 0)
		c.Stroke(path)
	})
}

// area fills a shape whose corners are given.
func (p *page) area(corners []vg.Point, fill color.NRGBA) {
	p.add(func(c vg.Canvas, top vg.Length) {
		path := through(corners, top)
		path.Close()
		c.SetColor(fill)
		// plot writes no opacity into a PDF.
		if _, pdf := c.(*vgpdf.Canvas); pdf {
			c.SetColor(onWhite(fill))
		}
		c.Fill(path)
	})
}

// onWhite is how a colour that is not opaque looks on white.
func onWhite(c color.NRGBA) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8((int(v)*int(c.A) + 255*(255-int(c.A))) / 255) }
	return color.NRGBA{mix(c.R), mix(c.G), mix(c.B), 0xff}
}

// fill draws a shape around a point.
func (p *page) fill(at vg.Point, corners []vg.Point, fill color.Color) {
	p.add(func(c vg.Canvas, top vg.Length) {
		var path vg.Path
		for i, corner := range corners {
			to := vg.Point{X: at.X + corner.X, Y: top - at.Y - corner.Y}
			if i == 0 {
				path.Move(to)
			} else {
				path.Line(to)
			}
		}
		path.Close()
		c.SetColor(fill)
		c.Fill(path)
	})
}

// crisp is how many dots a picture has at least, lest a viewer blur its pixels.
const crisp = 600

// picture draws an image whose pixels stay squares.
func (p *page) picture(x, y, w, h vg.Length, im image.Image) {
	from := im.Bounds()
	times := max(1, (crisp+from.Dx()-1)/from.Dx())
	large := image.NewRGBA(image.Rect(0, 0, times*from.Dx(), times*from.Dy()))
	draw.NearestNeighbor.Scale(large, large.Bounds(), im, from, draw.Src, nil)
	p.add(func(c vg.Canvas, top vg.Length) {
		shown := large
		if _, pdf := c.(*vgpdf.Canvas); pdf {
			// plot's PDF pages grow upwards, and it turns words round, but no
			// pictures.
			shown = upsideDown(large)
		}
		c.DrawImage(vg.Rectangle{Min: vg.Point{X: x, Y: top - y - h}, Max: vg.Point{X: x + w, Y: top - y}}, shown)
	})
}

func upsideDown(im *image.RGBA) *image.RGBA {
	out := image.NewRGBA(im.Rect)
	for y := range im.Rect.Dy() {
		copy(out.Pix[y*im.Stride:(y+1)*im.Stride], im.Pix[(im.Rect.Dy()-1-y)*im.Stride:])
	}
	return out
}

// text writes words from x on; y is their baseline.
func (p *page) text(x, y vg.Length, words string, s style) {
	if words == "" {
		return
	}
	p.add(func(c vg.Canvas, top vg.Length) {
		c.SetColor(s.color)
		at := vg.Point{X: x, Y: top - y}
		// plot writes no letters but ASCII's into a PDF, and none in bold: there
		// all words are drawn as shapes.
		if _, pdf := c.(*vgpdf.Canvas); pdf {
			c.Fill(outline(at, words, s))
			return
		}
		c.FillString(s.face(), at, words)
	})
}

// textRight writes words that end at x.
func (p *page) textRight(x, y vg.Length, words string, s style) {
	p.text(x-s.width(words), y, words, s)
}

// textMiddle writes words around x.
func (p *page) textMiddle(x, y vg.Length, words string, s style) {
	p.text(x-s.width(words)/2, y, words, s)
}

// outline is the shape of words.
func outline(at vg.Point, words string, s style) vg.Path {
	face := s.face()
	var path vg.Path
	var buf sfnt.Buffer
	// At this size a unit of 26.6 is one unit of the font.
	em := fixed.Int26_6(face.Face.UnitsPerEm())
	scale := s.size / vg.Length(em)
	for i, r := range words {
		x := at.X + s.width(words[:i])
		index, err := face.Face.GlyphIndex(&buf, r)
		if err != nil {
			continue
		}
		segments, err := face.Face.LoadGlyph(&buf, index, em, nil)
		if err != nil {
			continue
		}
		point := func(q fixed.Point26_6) vg.Point {
			return vg.Point{X: x + vg.Length(q.X)*scale, Y: at.Y - vg.Length(q.Y)*scale}
		}
		open := false
		for _, segment := range segments {
			a := segment.Args
			switch segment.Op {
			case sfnt.SegmentOpMoveTo:
				if open {
					path.Close()
				}
				open = true
				path.Move(point(a[0]))
			case sfnt.SegmentOpLineTo:
				path.Line(point(a[0]))
			case sfnt.SegmentOpQuadTo:
				path.QuadTo(point(a[0]), point(a[1]))
			case sfnt.SegmentOpCubeTo:
				path.CubeTo(point(a[0]), point(a[1]), point(a[2]))
			}
		}
		if open {
			path.Close()
		}
	}
	return path
}

// wrap breaks words into lines that fit into width. A word that does not fit by
// itself is broken, too.
func wrap(words string, s style, width vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(words) {
		if line != "" && s.width(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		line = word
		for s.width(line) > width {
			head := s.head(line, width)
			lines, line = append(lines, head), line[len(head):]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}
