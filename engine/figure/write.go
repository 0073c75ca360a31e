package figure

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"
	"gonum.org/v1/plot/vg/vgsvg"

	"foolscope/engine/disk"
)

// Endings are those of the files that Write can write.
var Endings = []string{".png", ".svg", ".pdf"}

// dotsPerInch is what journals ask of pictures with words in them.
const dotsPerInch = 300

// Write draws a figure into the file path, whole or not at all. The ending of
// path chooses the format.
func Write(path string, f Figure) error {
	encode := map[string]func(io.Writer, Figure) error{".png": PNG, ".svg": SVG, ".pdf": PDF}[strings.ToLower(filepath.Ext(path))]
	if encode == nil {
		return fmt.Errorf("cannot save %s: a figure's name ends in .png, .svg or .pdf", filepath.Base(path))
	}
	return disk.Save(path, func(w io.Writer) error { return encode(w, f) })
}

// PNG draws a figure with 300 dots an inch.
func PNG(w io.Writer, f Figure) error {
	p := layout(f)
	c := vgimg.NewWith(vgimg.UseWH(pageWidth, p.height), vgimg.UseDPI(dotsPerInch), vgimg.UseBackgroundColor(color.White))
	p.drawOn(c)
	return png.Encode(w, c.Image())
}

// SVG draws a figure whose words stay words, in Liberation Sans or what has
// its widths, such as Arial.
func SVG(w io.Writer, f Figure) error {
	p := layout(f)
	c := vgsvg.New(pageWidth, p.height)
	p.drawOn(c)
	var out bytes.Buffer
	if _, err := c.WriteTo(&out); err != nil {
		return err
	}
	// The writer calls the PNG pictures that it embeds JPEG.
	_, err := w.Write(bytes.ReplaceAll(out.Bytes(), []byte("data:image/jpg;base64,"), []byte("data:image/png;base64,")))
	return err
}

// PDF draws a figure as one page of its own size. Its words are shapes, so
// that it needs no font; and it bears the time when it was drawn.
func PDF(w io.Writer, f Figure) error {
	p := layout(f)
	c := vgpdf.New(pageWidth, p.height)
	p.drawOn(c)
	_, err := c.WriteTo(w)
	return err
}

// documentHeight is that of the pages of a document, which are as wide as a figure.
const documentHeight vg.Length = 10.2 * vg.Inch

// Document draws figures as the pages of one PDF, each from the top of a page of its own.
func Document(w io.Writer, pages []Figure) error {
	c := vgpdf.New(pageWidth, documentHeight)
	for i, f := range pages {
		if i > 0 {
			c.NextPage()
		}
		p := layout(f)
		// The ground is white already.
		p.strokes = p.strokes[1:]
		p.height = documentHeight
		p.drawOn(c)
	}
	_, err := c.WriteTo(w)
	return err
}
