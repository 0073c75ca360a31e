package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"

	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/figure"
	"foolscope/engine/pixel"
	"foolscope/engine/roadsign"
	"foolscope/engine/zoo"
	"foolscope/ui/state"
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
	return figure.WriteMetrics(path, figure.Metrics{
		Picture: fmt.Sprint("picture ", version), Model: strings.Repeat("model ", 2000), Clean: figure.Prediction{Label: "stop", Probability: 0.5},
	})
}

func writeSession(path string, version int) error {
	s := state.Session{Settings: fmt.Sprintf("foolscope attack --attack pgd --seed %d", version), Model: "/models/net.onnx"}
	for i := range 500 {
		s.Pictures = append(s.Pictures, fmt.Sprintf("/pictures/%d-%d.png", version, i))
	}
	return state.WriteSession(path, s)
}

// writeManifest writes the manifest of the model that would stand beside it.
func writeManifest(path string, version int) error {
	p := classifier.Preprocessing{
		ResizeShortSide: 256, Crop: "center", CropSize: 224, ChannelOrder: []string{"RGB", "BGR"}[version%2],
		Mean: []float64{0.5, 0.5, 0.5}, Std: []float64{0.25, 0.25, 0.25},
	}
	return zoo.SetPreprocessing(strings.TrimSuffix(path, ".json")+".onnx", p)
}

// writeForever writes the two versions of a file in turn, and says so after the first one.
func writeForever(args []string) int {
	if len(args) == 3 && args[0] == "download" {
		return downloadOnce(args[1], args[2])
	}
	for _, k := range keptFiles {
		if len(args) != 2 || k.kind != args[0] {
			continue
		}
		for version := 0; ; version = 1 - version {
			if err := k.write(filepath.Join(args[1], k.file), version); err != nil {
				fmt.Fprintln(os.Stderr, "foolscope:", err)
				return 1
			}
			if version == 0 {
				fmt.Println("ready")
			}
		}
	}
	return 2
}

// startWriter starts this program as a writer and waits until it has begun.
func startWriter(args ...string) (*exec.Cmd, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	command := exec.Command(path, append([]string{writerArgument}, args...)...)
	separate(command)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := command.Start(); err != nil {
		return nil, err
	}
	if line, _ := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		command.Process.Kill()
		command.Wait()
		return nil, errors.New("the writer did not begin: " + complaint.String())
	}
	return command, nil
}

// kills writes over files in other processes and kills those at random moments.
func (b *bench) kills() error {
	for _, k := range keptFiles {
		versions, err := b.versions(k)
		if err != nil {
			return err
		}
		folder, err := b.folder("kept")
		if err != nil {
			return err
		}
		for i := range b.amount.kills {
			writer, err := startWriter(k.kind, folder)
			if err != nil {
				return err
			}
			begun := time.Now()
			time.Sleep(time.Duration(b.chance.IntN(40_000)) * time.Microsecond)
			writer.Process.Kill()
			writer.Wait()
			b.add(trial{
				kind: "killed while saving: " + k.kind, what: fmt.Sprint("number ", i+1), took: time.Since(begun),
				problem: b.judgeKept(k, folder, versions),
			})
		}
	}
	return nil
}

// versions are what the two versions of a file hold.
func (b *bench) versions(k kept) (out [2][]byte, err error) {
	for version := range out {
		folder, err := b.folder("version")
		if err != nil {
			return out, err
		}
		path := filepath.Join(folder, k.file)
		if err := k.write(path, version); err != nil {
			return out, err
		}
		if out[version], err = os.ReadFile(path); err != nil {
			return out, err
		}
	}
	return out, nil
}

// judgeKept looks at what a killed writer left, and at what the next start makes of it.
func (b *bench) judgeKept(k kept, folder string, versions [2][]byte) string {
	path := filepath.Join(folder, k.file)
	data, err := os.ReadFile(path)
	if err != nil {
		return "the file has gone: " + err.Error()
	}
	if !bytes.Equal(data, versions[0]) && !bytes.Equal(data, versions[1]) {
		return fmt.Sprintf("the file is neither the old nor the new one: %d bytes", len(data))
	}
	if err := k.write(path, 1); err != nil {
		return "the next start cannot write: " + err.Error()
	}
	if data, _ = os.ReadFile(path); !bytes.Equal(data, versions[1]) {
		return "what the next start writes is not what is there"
	}
	return leftBeside(folder, k.file)
}

// leftBeside names what is in a folder besides the files that belong there.
func leftBeside(folder string, belong ...string) string {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err.Error()
	}
	var left []string
	for _, e := range entries {
		ok := false
		for _, name := range belong {
			ok = ok || name == e.Name()
		}
		if !ok {
			left = append(left, e.Name())
		}
	}
	if len(left) > 0 {
		return "left behind: " + strings.Join(left, ", ")
	}
	return ""
}
