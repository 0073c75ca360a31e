package tiff

import (
	"context"

	"foolscope/engine/jfif"
)

// jpegBlocks reads blocks that are JPEG files of their own, but for the tables
// that they share.
func (l *layout) jpegBlocks(ctx context.Context, out *Picture) error {
	colors := jfif.Grey
	switch l.photometric {
	case rgb:
		colors = jfif.RGB
	case ycbcr:
		colors = jfif.YCbCr
	case separated:
		colors = jfif.Inks
	}
	var tables *jfif.Tables
	if data := l.fields[tagJPEGTables].data; len(data) > 0 {
		var err error
		if tables, err = jfif.ReadTables(data); err != nil {
			return err
		}
	}
	visits := 0
	row := make([][3]uint8, l.blockWidth)
	for block := range l.across * l.down {
		data, err := l.block(block)
		if err != nil {
			return err
		}
		config, err := jfif.DecodeConfig(data)
		if err != nil {
			return err
		}
		left, top := block%l.across*l.blockWidth, block/l.across*l.blockHeight
		width, height := min(l.blockWidth, l.width-left), min(l.blockHeight, l.height-top)
		if config.Width < width || config.Height < height || config.Width > l.blockWidth || config.Height > l.blockHeight {
			return damaged("a block has %d x %d pixels instead of %d x %d", config.Width, config.Height, width, height)
		}
		if visits += config.Visits; visits > jfif.MaxVisits {
			return Unsupported("more passes over the picture than any program writes")
		}
		picture, err := jfif.DecodeAs(ctx, colors, tables, data)
		if err != nil {
			return err
		}
		rows := picture.Rows()
		for y := range height {
			rows.Read(y, row[:config.Width])
			line := out.Pix[out.Bytes*((top+y)*l.width+left):]
			for x, p := range row[:width] {
				if out.Bytes == 1 {
					line[x] = p[0]
				} else {
					copy(line[3*x:3*x+3], p[:])
				}
			}
		}
	}
	if l.photometric == whiteIsZero {
		for i, v := range out.Pix {
			out.Pix[i] = 255 - v
		}
	}
	return nil
}
