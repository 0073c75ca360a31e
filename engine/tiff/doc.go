// Package tiff decodes TIFF files of the kinds that scanners, cameras and image
// programs write: strips and tiles, planes together and apart, grey, palette,
// RGB, CMYK and YCbCr (as JPEG), with and without alpha, 1 to 16 bits a sample,
// uncompressed or by PackBits, LZW, deflate, JPEG or fax, and BigTIFF.
// golang.org/x/image/tiff knows neither CMYK nor JPEG nor planes apart nor
// BigTIFF, shows fax pages as negatives, and holds several times the picture in
// memory; its LZW and fax decoders are used here.
//
// What is decoded is 8 bits a sample, opaque, laid on white. Samples are
// written once, row by row, so a picture takes 1 or 3 bytes a pixel, whatever
// its file has.
package tiff
