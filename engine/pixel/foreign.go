package pixel

import (
	"bytes"
	"errors"
)

// foreign lists kinds of file that people may take for a picture that can be
// opened, and what is said of them.
var foreign = []struct{ magic, text string }{
	{"????ftypavi", "it is an AVIF picture; save it as JPEG or PNG and open that (for example: magick photo.avif photo.png)"},
	{"????ftyphe", "it is a HEIC photo; save it as JPEG or PNG and open that (an iPhone takes JPEG with Settings, Camera, Formats, Most Compatible)"},
	{"????ftypmif1", "it is a HEIC photo; save it as JPEG or PNG and open that (an iPhone takes JPEG with Settings, Camera, Formats, Most Compatible)"},
	{"????ftypmsf1", "it is a HEIC photo; save it as JPEG or PNG and open that (an iPhone takes JPEG with Settings, Camera, Formats, Most Compatible)"},
	{"????ftypcrx", "it is a raw photo of a camera; develop it to JPEG or PNG and open that"},
	{"????ftyp", "it is a film, not a picture"},
	{"\x1aE\xdf\xa3", "it is a film, not a picture"},
	{"RIFF????AVI ", "it is a film, not a picture"},
	{"RIFF????WAVE", "it is a sound, not a picture"},
	{"\x00\x00\x00\x0cJXL ", "it is a JPEG XL picture; save it as JPEG or PNG and open that"},
	{"\xff\x0a", "it is a JPEG XL picture; save it as JPEG or PNG and open that"},
	{"\x00\x00\x00\x0cjP  ", "it is a JPEG 2000 picture; save it as JPEG or PNG and open that"},
	{"\xff\x4f\xff\x51", "it is a JPEG 2000 picture; save it as JPEG or PNG and open that"},
	{"II\xbc\x01", "it is a JPEG XR picture; save it as JPEG or PNG and open that"},
	{"FUJIFILMCCD-RAW", "it is a raw photo of a camera; develop it to JPEG or PNG and open that"},
	{"IIRO", "it is a raw photo of a camera; develop it to JPEG or PNG and open that"},
	{"IIU\x00", "it is a raw photo of a camera; develop it to JPEG or PNG and open that"},
	{"8BPS", "it is a Photoshop file; save it as PNG and open that"},
	{"gimp xcf", "it is a GIMP file; export it as PNG and open that"},
	{"\x00\x00\x01\x00", "it is an icon file; save it as PNG and open that"},
	{"icns", "it is an icon file; save it as PNG and open that"},
	{"qoif", "it is a QOI picture; save it as PNG and open that"},
	{"v/1\x01", "it is an OpenEXR picture; save it as PNG and open that"},
	{"#?RADIANCE", "it is a Radiance HDR picture; save it as PNG and open that"},
	{"DDS ", "it is a DirectDraw texture; save it as PNG and open that"},
	{"\x8aMNG", "it is an MNG animation; save one frame as PNG and open that"},
	{"\xd7\xcd\xc6\x9a", "it is a Windows metafile; save it as PNG and open that"},
	{"SIMPLE  =", "it is a FITS file; save its picture as PNG and open that"},
	{"%!PS", "it is a PostScript drawing; save it as PNG and open that"},
	{"%PDF", "it is a PDF document, not a picture"},
	{"AT&TFORM", "it is a DjVu document, not a picture"},
	{"\xd0\xcf\x11\xe0", "it is an office document, not a picture"},
	{"PK\x03\x04", "it is a ZIP archive or an office document, not a picture"},
	{"7z\xbc\xaf", "it is a compressed archive, not a picture"},
	{"Rar!", "it is a compressed archive, not a picture"},
	{"\x1f\x8b", "it is a compressed archive, not a picture"},
	{"\x93NUMPY", "it is a NumPy array, not a picture"},
	{"\x89HDF", "it is an HDF5 file, not a picture"},
	{"\x7fELF", "it is a program, not a picture"},
	{"MZ", "it is a program, not a picture"},
}

// notAPicture says what a file without a known picture format is.
func notAPicture(data []byte) error {
	for _, kind := range foreign {
		if startsWith(data, kind.magic) {
			return errors.New(kind.text)
		}
	}
	start := data[:min(len(data), 1024)]
	switch {
	case isNetpbm(data):
		return errors.New("it is a Netpbm picture (PBM, PGM, PPM, PAM); save it as PNG and open that")
	case isTarga(data):
		return errors.New("it looks like a Targa picture; save it as PNG and open that")
	case len(data) > 132 && string(data[128:132]) == "DICM":
		return errors.New("it is a DICOM file; save its picture as PNG and open that")
	case bytes.Contains(start, []byte("<svg")):
		return errors.New("it is an SVG drawing; save it as PNG and open that")
	case bytes.Contains(bytes.ToLower(start), []byte("<html")), bytes.Contains(bytes.ToLower(start), []byte("<!doctype html")):
		return errors.New("it is a web page, not a picture; the download may have failed")
	case isONNX(start):
		return errors.New("it looks like an ONNX model, not a picture; open it as a model")
	case len(bytes.Trim(start, "\x00")) == 0:
		return errors.New("the file starts with nothing but zeros: it is damaged, or was never written whole")
	case isText(start):
		return errors.New("it looks like a text file, not a picture")
	}
	return errors.New("it is not a picture of a known kind; PNG, JPEG, GIF, BMP, WebP and TIFF can be opened")
}

// isNetpbm recognises P1 to P7, white space and a number or a comment.
func isNetpbm(data []byte) bool {
	return len(data) > 3 && data[0] == 'P' && data[1] >= '1' && data[1] <= '7' &&
		bytes.IndexByte([]byte(" \t\r\n"), data[2]) >= 0 && bytes.IndexByte([]byte("0123456789#WH "), data[3]) >= 0
}

// isTarga recognises the header of a format that has no magic by the bounds of
// its fields: the kind of colour map and of picture, the bits of a pixel, and a
// size that is not 0.
func isTarga(data []byte) bool {
	if len(data) < 18 {
		return false
	}
	kind, bits := data[2], data[16]
	return data[1] <= 1 && bytes.IndexByte([]byte{1, 2, 3, 9, 10, 11}, kind) >= 0 &&
		bytes.IndexByte([]byte{8, 15, 16, 24, 32}, bits) >= 0 && data[17]&0xc0 == 0 &&
		(data[12]|data[13]) != 0 && (data[14]|data[15]) != 0
}

// isONNX recognises a ModelProto: field 1 is the format's version, a small
// number, and then mostly field 2, the producer's name, or 7, the graph.
func isONNX(start []byte) bool {
	const version, producer, domain, graph = 0x08, 0x12, 0x22, 0x3a
	return len(start) > 4 && start[0] == version && start[1] >= 1 && start[1] < 32 &&
		bytes.IndexByte([]byte{producer, domain, graph}, start[2]) >= 0
}

func isText(start []byte) bool {
	for _, b := range start {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			return false
		}
	}
	return true
}
