package pixel

import (
	"context"
	"errors"

	"foolscope/engine/jfif"
	"foolscope/engine/tiff"
)

func tiffHeader(data []byte) (header, error) {
	config, err := tiff.DecodeConfig(data)
	return header{config.Width, config.Height, config.Bytes}, tiffError(err)
}

func decodeTIFF(ctx context.Context, data []byte) (raster, error) {
	picture, err := tiff.Decode(ctx, data)
	if err != nil {
		return raster{}, tiffError(err)
	}
	return raster{picture.Width, picture.Height, picture.Rows}, nil
}

// tiffError gives the errors of package tiff the words of this one.
func tiffError(err error) error {
	switch {
	case errors.Is(err, tiff.ErrCutShort):
		return errCutShort
	case errors.Is(err, tiff.ErrRaw):
		return sentence{errors.New("it is a raw photo of a camera; develop it to JPEG or PNG and open that")}
	}
	if kind, ok := errors.AsType[tiff.Unsupported](err); ok {
		return jfif.Unsupported(kind)
	}
	return err
}
