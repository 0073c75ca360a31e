package pixel

import (
	"context"

	"foolscope/engine/jfif"
)

func jpegHeader(data []byte) (header, error) {
	config, err := jfif.DecodeConfig(data)
	return header{config.Width, config.Height, config.Bytes}, err
}

func decodeJPEG(ctx context.Context, data []byte) (raster, error) {
	picture, err := jfif.Decode(ctx, data)
	if err != nil {
		return raster{}, err
	}
	return jpegRaster(picture), nil
}

func jpegRaster(picture *jfif.Picture) raster {
	return raster{picture.Width, picture.Height, func() func(int, [][3]uint8) { return picture.Rows().Read }}
}
