package main

import (
	"fmt"

	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/figure"
	"foolscope/engine/pixel"
	"foolscope/engine/record"
	"foolscope/engine/roadsign"
	trials "foolscope/engine/trial"
	"foolscope/engine/zoo"
	"foolscope/ui/session"
)

// writerArgument makes this program one that writes over a file until it is killed. The kind of file and a folder
// follow.
const writerArgument = "write-forever"

// kept is a kind of file that the program keeps: where it is in a folder, and how one of two versions is written.
type kept struct {
	kind, file string
	write      func(path string, version int) error
}

var keptFiles = []kept{
	{"picture", "attacked.png", writePicture},
	{"figure", "figure.png", writeFigure},
	{"figure as SVG", "figure.svg", writeFigure},
	{"metrics", "metrics.csv", writeMetrics},
	{"metrics as JSON", "metrics.json", writeMetrics},
	{"session", "session.json", writeSession},
	{"manifest", "net.json", writeManifest},
}

func writePicture(path string, version int) error {
	return pixel.WritePNG(path, roadsign.Render(version, 1, 128))
}

func writeFigure(path string, version int) error {
	sign := roadsign.Render(version, 1, 64).RGBA()
	return figure.Write(path, figure.Figure{
		Panels:   []figure.Panel{{Title: "Original", Role: figure.Original, Image: sign}, {Title: "Attacked", Role: figure.Attacked, Image: sign}},
		Headline: fmt.Sprintf("Version %d.", version), Caption: "Written over and over.",
	})
}

func writeMetrics(path string, version int) error {
	return record.WriteMetrics(path, record.Record{
		Picture: fmt.Sprint("picture ", version), Model: strings.Repeat("model ", 2000), Label: func(int) string { return "stop" },
		Outcome: &trials.Outcome{Clean: trials.Prediction{Probability: 0.5}},
	})
}

func writeSession(path string, version int) error {
	s := session.Kept{Settings: fmt.Sprintf("foolscope attack --attack pgd --seed %d", version), Model: "/models/net.onnx"}
	for i := range 500 {
		s.Pictures = append(s.Pictures, fmt.Sprintf("/pictures/%d-%d.png", version, i))
	}
	return session.Write(path, s)
}

// writeManifest writes the manifest of the model that would stand beside it.
func writeManifest(path string, version int) error {
	p := classifier.Preprocessing{
		ResizeShortSide: 256, Crop: "center", ChannelOrder: []string{"RGB", "BGR"}[version%2],
		Mean: []float64{0.5, 0.5, 0.5}, Std: []float64{0.25, 0.25, 0.25},
	}
	return zoo.SetPreprocessing(strings.TrimSuffix(path, ".json")+".onnx", p)
}

// writeForever writes the two versions of a file in turn, and says so after the first time; or only one of them, if the
// arguments end with its number.
func writeForever(args []string) int {
	if len(args) == 3 && args[0] == "download" {
		return downloadOnce(args[1], args[2])
	}
	at := slices.IndexFunc(keptFiles, func(k kept) bool { return len(args) > 1 && k.kind == args[0] })
	if at < 0 {
		return 2
	}
	path := filepath.Join(args[1], keptFiles[at].file)
	once := len(args) > 2
	version := 0
	if once && args[2] == "1" {
		version = 1
	}
	for said := false; ; version = 1 - version {
		if err := keptFiles[at].write(path, version); err != nil {
			fmt.Fprintln(os.Stderr, "foolscope:", err)
			return 1
		}
		if !said {
			fmt.Println("ready")
			said = true
		}
		if once {
			return 0
		}
	}
}
