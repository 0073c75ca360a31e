package main

import (
	"bytes"
	"fmt"
	"image/gif"
	"image/jpeg"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/roadsign"
)

const picturesKind = "hostile pictures"

// pictures opens pictures that are made to harm.
func (b *bench) pictures() error {
	folder, err := b.folder("pictures")
	if err != nil {
		return err
	}
	made := b.bombs()
	maps.Copy(made, b.brokenPictures())
	for _, name := range some(b, slices.Sorted(maps.Keys(made))) {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, made[name], 0o644); err != nil {
			return err
		}
		b.openPicture(name, 1, path)
	}
	if err := os.WriteFile(filepath.Join(folder, "35 bytes.gif"), made["35 bytes.gif"], 0o644); err != nil {
		return err
	}
	many := 20
	if b.amount.kinds > 0 {
		many = 4
	}
	b.openPicture("many pictures of 35 bytes", many, slices.Repeat([]string{filepath.Join(folder, "35 bytes.gif")}, many)...)
	for name, target := range map[string]string{"endless.png": "/dev/zero", "loop.png": "loop.png", "folder.png": folder} {
		path := filepath.Join(folder, name)
		if err := os.Symlink(target, path); err != nil {
			return err
		}
		b.openPicture("a link: "+name, 1, path)
	}
	pipe := filepath.Join(folder, "pipe.png")
	if err := makePipe(pipe); err == nil {
		b.openPicture("a pipe that nobody writes to", 1, pipe)
	}
	found, _ := filepath.Glob(filepath.Join(b.cases, "*", "*"))
	for _, path := range found {
		if strings.Contains(".gif.tif.jpg.png.bmp.webp", strings.ToLower(filepath.Ext(path))) && filepath.Ext(path) != "" {
			b.openPicture(filepath.Base(path), 1, path)
		}
	}
	return nil
}

// openPicture lets the program attack pictures, and judges how that ends.
func (b *bench) openPicture(what string, files int, paths ...string) {
	args := append([]string{"attack", "--attack", "pixel_noise", "--json"}, paths...)
	b.command(picturesKind, what, child{path: b.program, args: args, slack: mostTime * timesMore(files)})
}

// bombs are small files that want much memory or time.
func (b *bench) bombs() map[string][]byte {
	size := func(least, most int) int { return least + b.chance.IntN(most-least+1) }
	side := size(9000, 10000)
	idat := zeros(int64(side) * int64(side*3+1))
	deep := zeros(int64(side) * int64(side*8+1))
	strip := zeros(int64(side) * int64(side) * 8)
	s := uint32(side)
	tiff := func(compression uint32, bits, samples, photometric uint32, data []byte) []byte {
		return tiffOf(data, [4]uint32{256, 4, 1, s}, [4]uint32{257, 4, 1, s}, [4]uint32{258, 3, 1, bits}, [4]uint32{259, 3, 1, compression},
			[4]uint32{262, 3, 1, photometric}, [4]uint32{273, 4, 1, 8}, [4]uint32{277, 3, 1, samples}, [4]uint32{278, 4, 1, s}, [4]uint32{279, 4, 1, uint32(len(data))})
	}
	vp8x := append([]byte{0x02, 0, 0, 0}, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
	return map[string][]byte{
		"35 bytes.gif":            gifOf(10000, 10000, 1),
		"no frame.gif":            gifOf(side, side, 0),
		"a million frames.gif":    gifOf(64, 64, 1_000_000),
		"65535 squared.gif":       gifOf(65535, 65535, 1),
		"1 x 60000.gif":           gifOf(1, 60000, 1),
		"large.png":               pngOf("IHDR", header(side, side, 8, 2, 0), "IDAT", idat, "IEND", []byte{}),
		"deep.png":                pngOf("IHDR", header(side, side, 16, 6, 0), "IDAT", deep, "IEND", []byte{}),
		"interlaced.png":          pngOf("IHDR", header(side, side, 8, 2, 1), "IDAT", idat, "IEND", []byte{}),
		"beyond.png":              pngOf("IHDR", header(1<<31-1, 1<<31-1, 16, 6, 0), "IDAT", idat[:1000], "IEND", []byte{}),
		"1 x 100000.png":          pngOf("IHDR", header(1, 100000, 8, 0, 0), "IDAT", zeros(200000), "IEND", []byte{}),
		"100000 x 1.png":          pngOf("IHDR", header(100000, 1, 8, 0, 0), "IDAT", zeros(100001), "IEND", []byte{}),
		"1 x 100000000.png":       pngOf("IHDR", header(1, 100000000, 8, 0, 0), "IDAT", zeros(200000000), "IEND", []byte{}),
		"much text.png":           pngOf("IHDR", header(8, 8, 8, 0, 0), "zTXt", append([]byte("a\x00\x00"), zeros(1<<30)...), "IDAT", zeros(72), "IEND", []byte{}),
		"much profile.png":        pngOf("IHDR", header(8, 8, 8, 0, 0), "iCCP", append([]byte("a\x00\x00"), zeros(1<<30)...), "IDAT", zeros(72), "IEND", []byte{}),
		"more than a row.png":     pngOf("IHDR", header(8, 8, 8, 0, 0), "IDAT", zeros(1<<30), "IEND", []byte{}),
		"1000 scans.jpg":          progressiveJPEG(side, side, 1000),
		"30000 scans.jpg":         progressiveJPEG(1000, size(900, 1000), 30000),
		"a million scans.jpg":     progressiveJPEG(64, 64, 1_000_000),
		"65535 squared.jpg":       progressiveJPEG(65535, 65535, 1),
		"1 x 60000.jpg":           progressiveJPEG(1, 60000, 10),
		"deep deflate.tif":        tiff(8, 16, 4, 2, strip),
		"deep raw.tif":            tiff(1, 16, 4, 2, make([]byte, 1000)),
		"loop.tif":                append(tiffOf(nil, [4]uint32{256, 4, 1, 8})[:22], 8, 0, 0, 0),
		"many strips.tif":         tiffOf(make([]byte, 64), [4]uint32{256, 4, 1, s}, [4]uint32{257, 4, 1, s}, [4]uint32{273, 4, 0x3fffffff, 8}, [4]uint32{279, 4, 0x3fffffff, 8}),
		"beyond.tif":              tiffOf(nil, [4]uint32{256, 4, 1, 1<<32 - 1}, [4]uint32{257, 4, 1, 1<<32 - 1}, [4]uint32{258, 3, 1, 8}, [4]uint32{262, 3, 1, 1}),
		"large.bmp":               bmpOf(int32(side), int32(side), 24, make([]byte, 1000)),
		"beyond.bmp":              bmpOf(1<<31-1, -1<<31, 32, make([]byte, 1000)),
		"1 x 100000.bmp":          bmpOf(1, 100000, 24, make([]byte, 400000)),
		"large lossless.webp":     webpOf("VP8L", append([]byte{0x2f, 0xff, 0xff, 0xff, 0x0f}, make([]byte, 200)...)),
		"large lossy.webp":        webpOf("VP8 ", append([]byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f}, make([]byte, 500)...)),
		"large canvas.webp":       webpOf("VP8X", vp8x),
		"a length that lies.webp": append([]byte("RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\x7f"), make([]byte, 50)...),
	}
}

// brokenPictures are good ones that were cut, or in which bytes were changed.
func (b *bench) brokenPictures() map[string][]byte {
	sign := roadsign.Render(b.chance.IntN(20), b.seed, 96).RGBA()
	good := map[string]*bytes.Buffer{".png": {}, ".jpg": {}, ".gif": {}}
	png.Encode(good[".png"], sign)
	jpeg.Encode(good[".jpg"], sign, nil)
	gif.Encode(good[".gif"], sign, nil)
	out := map[string][]byte{"empty.png": nil}
	for _, ending := range slices.Sorted(maps.Keys(good)) {
		for i := range b.amount.pictures * 4 {
			data := bytes.Clone(good[ending].Bytes())
			for range 1 + b.chance.IntN(20) {
				data[b.chance.IntN(len(data))] = byte(b.chance.IntN(256))
			}
			if b.chance.IntN(4) == 0 {
				data = data[:b.chance.IntN(len(data))]
			}
			out[fmt.Sprintf("changed-%d%s", i, ending)] = data
		}
	}
	return out
}
