package collecttest

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"net/http"
	"strconv"
	"strings"
)

// photo sends a drawn photo, or what is wrong with it.
func (s *Server) photo(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/photo/"), "/")
	if len(parts) == 1 && strings.HasPrefix(parts[0], "photo_unavailable") {
		_ = png.Encode(w, draw(0, 500, 375))
		return
	}
	if len(parts) != 4 {
		http.NotFound(w, r)
		return
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil {
		http.NotFound(w, r)
		return
	}
	fault := s.fault(n)
	if fault == Same {
		n -= 2
	}
	width := map[string]int{"n.jpg": 320, "m.jpg": 500, "500px.jpg": 500, "thumb.jpg": 600}[parts[3]]
	if width == 0 {
		width = 640
	}
	if s.Width > 0 {
		width = min(width, s.Width)
	}
	if fault == Tiny {
		width = 40
	}
	picture := draw(number(parts[0]+parts[1])+n, width, width*3/4)
	var out bytes.Buffer
	if fault == Disguised {
		_ = png.Encode(&out, picture)
	} else {
		_ = jpeg.Encode(&out, picture, nil)
	}
	w.Header().Set("Content-Type", "image/jpeg")
	switch fault {
	case Dead:
		http.NotFound(w, r)
	case Notice:
		http.Redirect(w, r, "/photo/photo_unavailable.png", http.StatusFound)
	case Page:
		_, _ = w.Write([]byte("<!DOCTYPE html><html><body>Log in to see this photo</body></html>"))
	case Torn:
		_, _ = w.Write(out.Bytes()[:out.Len()/2])
	default:
		_, _ = w.Write(out.Bytes())
	}
}

// draw draws stripes whose colours and widths are those of a number, and of no other one.
func draw(n, width, height int) image.Image {
	colors := color.Palette{color.RGBA{uint8(n), uint8(n >> 8), uint8(n >> 16), 255}, color.White, color.Black}
	picture := image.NewPaletted(image.Rect(0, 0, width, height), colors)
	for y := range height {
		row := picture.Pix[y*picture.Stride:][:width]
		bit := n >> (y * 24 / height) & 1
		for x := range row {
			row[x] = uint8(bit * (1 + x*8/width%2))
		}
	}
	return picture
}
