// Command pictures compares what Foolscope reads from picture files with what Pillow read from them, and prints a table
// of the differences, in levels of 1/255, kind by kind.
//
//	python3 scripts/pictures.py ../shared/testdata/photos build/pictures && go run ./tools/pictures build/pictures
//	go run ./tools/pictures -model ../shared/testdata/models/squeezenet1.1.onnx "build/pictures/JPEG, as found"
//
// With a model it says instead how often that gives a file and the right pixels the same label.
//
// The folder has one folder a kind, and there, beside each file, the right pixels as the file's name and ".right.png".
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/pixel"
)

const right = ".right.png"

func main() {
	model := flag.String("model", "", "compare the labels of this model in the folder of one kind")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: pictures [-model FILE] FOLDER")
		os.Exit(2)
	}
	var err error
	if *model != "" {
		err = agree(context.Background(), *model, flag.Arg(0))
	} else {
		err = run(flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

// difference sums up how far pictures are from the right ones.
type difference struct {
	pictures, largest  int
	values, sum, above int
	refused            error
}

func run(folder string) error {
	kinds, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	fmt.Println("| kind | pictures | largest | mean | further than 2 |")
	fmt.Println("|---|---:|---:|---:|---:|")
	for _, kind := range kinds {
		d, err := compare(filepath.Join(folder, kind.Name()))
		if err != nil {
			return err
		}
		if d.refused != nil {
			fmt.Printf("| %s | refused: %v | | | |\n", kind.Name(), d.refused)
			continue
		}
		fmt.Printf("| %s | %d | %d | %.4f | %.2g %% |\n", kind.Name(), d.pictures, d.largest,
			float64(d.sum)/float64(d.values), 100*float64(d.above)/float64(d.values))
	}
	return nil
}

func compare(folder string) (d difference, err error) {
	err = filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, right) {
			return err
		}
		want, err := pixel.Open(context.Background(), path)
		if err != nil {
			return err
		}
		got, err := pixel.Open(context.Background(), strings.TrimSuffix(path, right))
		if err == nil && !got.SameSize(want) {
			err = fmt.Errorf("%d x %d pixels instead of %d x %d", got.Width, got.Height, want.Width, want.Height)
		}
		if err != nil {
			d.refused = cmp.Or(d.refused, err)
			return nil
		}
		d.pictures++
		for i, v := range want.Pix {
			apart := int(math.Abs(float64(pixel.Byte(v)) - float64(pixel.Byte(got.Pix[i]))))
			d.largest = max(d.largest, apart)
			d.sum += apart
			d.values++
			if apart > 2 {
				d.above++
			}
		}
		return nil
	})
	return d, err
}
