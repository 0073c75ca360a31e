package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"foolscope/engine/onnx"
	"foolscope/engine/pixel"
	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// endlessOnWhite writes a classifier that never gets done with a white picture, in
// one operator that does not stop when it is told to: it compares as many boxes
// with each other as the picture says.
func endlessOnWhite(t *testing.T) string {
	t.Helper()
	const entries, classes, boxes = 3 * side * side, 4, 2_000_000
	return writeModel(t, func(g *onnx.Graph) string {
		g.Input = []*onnx.ValueInfoProto{onnx.FloatValue("pixels", -1, 3, side, side)}
		ints, floats := onnx.Attributes{"to": int64(7)}, onnx.Attributes{"to": int64(1)}
		// 1 if the least value is that of white after ImageNet's normalisation, which is above 2.
		least := g.Add("ReduceMin", []string{"pixels"}, onnx.Attributes{"keepdims": int64(0)})
		white := g.Add("Cast", []string{g.Add("Greater", []string{least, g.Scalar(2)}, nil)}, ints)
		number := func(n int64) string { return g.AddInitializer(onnx.NewInts(g.Fresh("n"), []int64{n})) }
		many := g.Add("Add", []string{g.Add("Mul", []string{white, number(boxes)}, nil), number(1)}, nil)
		row := g.Add("Cast", []string{g.Add("Range", []string{number(0), many, number(1)}, nil)}, floats)
		zero := g.Add("Mul", []string{row, g.Scalar(0)}, nil)
		var sides []string
		for _, side := range []string{row, zero, g.Add("Add", []string{row, g.Scalar(0.5)}, nil), g.Add("Add", []string{zero, g.Scalar(1)}, nil)} {
			sides = append(sides, g.Add("Reshape", []string{side, g.Ints("shape", 1, -1, 1)}, nil))
		}
		all := g.Add("Concat", sides, onnx.Attributes{"axis": int64(2)})
		worth := g.Add("Reshape", []string{g.Add("Add", []string{zero, g.Scalar(1)}, nil), g.Ints("shape", 1, 1, -1)}, nil)
		chosen := g.Add("NonMaxSuppression", []string{all, worth, g.Ints("most", boxes+1)}, nil)
		first := g.Add("Cast", []string{g.Add("ReduceMin", []string{chosen}, onnx.Attributes{"keepdims": int64(0)})}, floats)
		weights := make([]float32, entries*classes)
		for i := range weights {
			weights[i] = float32(i%7)/7 - 0.4
		}
		flat := g.Add("Flatten", []string{"pixels"}, nil)
		scores := g.Add("MatMul", []string{flat, g.Floats("w", weights, entries, classes)}, nil)
		return g.Add("Add", []string{scores, first}, nil)
	})
}

// white writes a white picture.
func white(t *testing.T) string {
	t.Helper()
	im := pixel.New(side, side)
	for i := range im.Pix {
		im.Pix[i] = 1
	}
	path := filepath.Join(t.TempDir(), "white.png")
	if err := pixel.WritePNG(path, im); err != nil {
		t.Fatal(err)
	}
	return path
}

// computing waits until the program, whose configuration is in a folder, computes with a
// model and the white picture: then its mark names both. The strip has read the picture before.
func (s *sitter) computing(config, model string) {
	s.t.Helper()
	_, err := s.program.AwaitScene("work", func(scene events.Scene) bool {
		return scene.Busy && scene.Picture == "white.png" && scene.Unread == 0
	})
	s.ok(err)
	wait(s.t, "the model computes with the picture", func() bool {
		marks, _ := filepath.Glob(filepath.Join(config, "fyne", "org.foolscope.Foolscope", "underway-*"))
		for _, mark := range marks {
			data, _ := os.ReadFile(mark)
			var raw [][]byte
			if json.NewDecoder(bytes.NewReader(data)).Decode(&raw) != nil {
				continue
			}
			names := string(bytes.Join(raw, []byte("\n")))
			if strings.Contains(names, filepath.Base(model)) && strings.Contains(names, "white.png") {
				return true
			}
		}
		return false
	})
	// The mark comes before the run begins: only the operator that does not end takes so much.
	before, err := s.program.Spent()
	if err != nil {
		time.Sleep(2 * time.Second)
		return
	}
	wait(s.t, "the operator that does not end", func() bool {
		now, err := s.program.Spent()
		s.ok(err)
		return now-before > time.Second
	})
}

// sessionIn is the session that was kept in a folder.
func sessionIn(t *testing.T, config string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(config, "fyne", "org.foolscope.Foolscope", "session.json"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The program ends, with its session kept, though a network computes for hours
// and does not listen.
func TestWindowEndsWhateverRuns(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals")
	}
	for _, test := range []struct {
		name string
		quit func(s *sitter) error
	}{
		{"key", func(s *sitter) error { return s.display.Press("ctrl+q") }},
		{"its window", func(s *sitter) error { return s.program.CloseUnderway(nil) }},
		{"SIGTERM", func(s *sitter) error { return s.program.Signal(syscall.SIGTERM) }},
		{"SIGHUP", func(s *sitter) error { return s.program.Signal(syscall.SIGHUP) }},
		{"SIGINT", func(s *sitter) error { return s.program.Signal(syscall.SIGINT) }},
	} {
		t.Run(test.name, func(t *testing.T) {
			config, picture := t.TempDir(), white(t)
			model := endlessOnWhite(t)
			s := openFor(t, config, "--model", model, "--picture", picture)
			s.computing(config, model)
			if !s.program.Scene().Busy {
				t.Fatalf("it is done: %+v", s.program.Scene())
			}
			s.ok(test.quit(s))
			if err := s.program.Ended(60 * time.Second); err != nil {
				t.Fatalf("it ended with %v\n%s", err, s.program.Output())
			}
			if kept := sessionIn(t, config); !strings.Contains(kept, `"settings": "foolscope: attack=pgd`) || !strings.Contains(kept, filepath.Base(picture)) {
				t.Errorf("it kept %s", kept)
			}
			if out := s.program.Output(); strings.Contains(out, "goroutine") {
				t.Errorf("it wrote %s", out)
			}
		})
	}
}

// A network that does not stop is left to itself as soon as another picture is
// chosen, and opened anew for that.
func TestWindowGoesOnWhileANetworkDoesNotStop(t *testing.T) {
	grey := noise(t, filepath.Join(t.TempDir(), "grey.png"), 1)
	config, model := t.TempDir(), endlessOnWhite(t)
	s := openFor(t, config, "--model", model, "--picture", grey, "--picture", white(t), "--attack", "pixel_noise")
	s.computing(config, model)
	// The picture before.
	s.ok(s.program.Drop(desk.Point{X: deskWidth / 2, Y: deskHeight / 2}, grey))
	s.until("that it does not stop", func(e events.Event) bool {
		return e.Kind == "notice" && strings.Contains(e.Text, "does not stop computing and was left to itself")
	})
	s.until("the verdict on the other picture", func(e events.Event) bool { return e.Kind == "result" && e.Picture == "grey.png" })
	s.quit()
}
