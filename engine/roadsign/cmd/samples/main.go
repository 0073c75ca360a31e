// Command samples renders the sample pictures that are embedded in the program,
// or a contact sheet of what classifiers train on.
//
//	go run ./engine/roadsign/cmd/samples -out assets/samples
//	go run ./engine/roadsign/cmd/samples -sheet sheet.png -class 4
package main

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
)

// samples are the embedded pictures: a class and the seed whose showcase looks
// best.
var samples = []struct {
	class string
	seed  uint64
}{
	{"stop", 26},
	{"speed limit 50", 24},
	{"traffic light red", 34},
	{"give way", 24},
	{"no entry", 34},
	{"pedestrian crossing", 23},
	{"school bus", 33},
	{"ambulance", 22},
	{"roundabout", 22},
	{"priority road", 29},
}

func main() {
	out := flag.String("out", "assets/samples", "folder for the sample pictures")
	size := flag.Int("size", 0, "side of each picture in pixels (default 640, in sheets 128)")
	sheet := flag.String("sheet", "", "write a contact sheet to this PNG `file` instead")
	class := flag.Int("class", -1, "class of the sheet; -1 gives a row to each")
	columns := flag.Int("columns", 12, "columns of the sheet")
	rows := flag.Int("rows", 8, "rows of a sheet of one class")
	seed := flag.Uint64("seed", 1, "first seed of the sheet")
	easy := flag.Bool("showcase", false, "fill the sheet with showcase pictures")
	flag.Parse()
	var err error
	if *sheet != "" {
		render := roadsign.Render
		if *easy {
			render = roadsign.Showcase
		}
		err = contactSheet(*sheet, render, *class, *columns, *rows, *seed, orElse(*size, 128))
	} else {
		err = writeSamples(*out, orElse(*size, 640))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "samples:", err)
		os.Exit(1)
	}
}

func orElse(n, standard int) int {
	if n > 0 {
		return n
	}
	return standard
}

func writeSamples(dir string, size int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for i, s := range samples {
		class := -1
		for k, name := range roadsign.Classes {
			if name == s.class {
				class = k
			}
		}
		if class < 0 {
			return fmt.Errorf("there is no class %q", s.class)
		}
		var buf bytes.Buffer
		im := roadsign.Showcase(class, s.seed, size)
		if err := jpeg.Encode(&buf, im.RGBA(), &jpeg.Options{Quality: 92}); err != nil {
			return err
		}
		name := fmt.Sprintf("%02d-%s.jpg", i+1, strings.ReplaceAll(s.class, " ", "-"))
		if err := write(filepath.Join(dir, name), buf.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

func contactSheet(file string, render func(int, uint64, int) *pixel.Image, class, columns, rows int, seed uint64, size int) error {
	if class < 0 {
		rows = len(roadsign.Classes)
	}
	sheet := image.NewRGBA(image.Rect(0, 0, columns*size, rows*size))
	for y := range rows {
		for x := range columns {
			k, s := class, seed+uint64(y*columns+x)
			if class < 0 {
				k, s = y, seed+uint64(x)
			}
			at := image.Rect(x*size, y*size, (x+1)*size, (y+1)*size)
			draw.Draw(sheet, at, render(k, s, size).RGBA(), image.Point{}, draw.Src)
		}
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, sheet); err != nil {
		return err
	}
	return write(file, buf.Bytes())
}

// write replaces a file in one step.
func write(file string, data []byte) error {
	part := file + ".part"
	if err := os.WriteFile(part, data, 0o644); err != nil {
		return err
	}
	return os.Rename(part, file)
}
