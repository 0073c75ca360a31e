package figure

import (
	"image"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgpdf"
)

// The page that Print prints on, A4.
const (
	paperWidth  = 21 * vg.Centimeter
	paperHeight = 29.7 * vg.Centimeter
)

// LargestPrint is the longest side that Print has room for, in centimetres.
const LargestPrint = 19

// Print writes a page of paper with a picture in its middle, so wide in centimetres when it is printed at its
// own size. It panics if the picture is larger than LargestPrint.
func Print(w io.Writer, picture image.Image, centimetres float64) error {
	bounds := picture.Bounds()
	wide := vg.Length(centimetres) * vg.Centimeter
	high := wide * vg.Length(bounds.Dy()) / vg.Length(bounds.Dx())
	if centimetres <= 0 || max(wide, high) > LargestPrint*vg.Centimeter {
		panic("figure: a picture that does not fit the paper")
	}
	c := vgpdf.New(paperWidth, paperHeight)
	left, bottom := (paperWidth-wide)/2, (paperHeight-high)/2
	c.DrawImage(vg.Rectangle{Min: vg.Point{X: left, Y: bottom}, Max: vg.Point{X: left + wide, Y: bottom + high}}, picture)
	_, err := c.WriteTo(w)
	return err
}
