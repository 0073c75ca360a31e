package assets

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

//go:embed samples/*.jpg
var files embed.FS

// Sample is a picture that comes with the program.
type Sample struct {
	Name  string // file name, such as "01-stop.jpg"
	Label string // the class it shows, a display name of the default classifier
	Data  []byte // JPEG
}

// Samples are the pictures in the order in which the program shows them. Each
// call returns a new slice whose Data must not be written to.
func Samples() []Sample {
	entries, err := fs.ReadDir(files, "samples")
	if err != nil {
		panic("assets: the embedded samples: " + err.Error())
	}
	out := make([]Sample, 0, len(entries))
	for _, e := range entries {
		data, err := files.ReadFile(path.Join("samples", e.Name()))
		if err != nil {
			panic("assets: the embedded samples: " + err.Error())
		}
		// "02-speed-limit-50.jpg" shows "speed limit 50".
		_, label, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".jpg"), "-")
		out = append(out, Sample{e.Name(), strings.ReplaceAll(label, "-", " "), data})
	}
	return out
}
