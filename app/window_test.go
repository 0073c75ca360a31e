package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/pixel"
	"foolscope/tools/desk"
	"foolscope/ui/events"
)

// photo is one of the test data's photos and the model that knows it.
func photo(t testing.TB) (model, picture string) {
	t.Helper()
	model = filepath.Join(testdata(), "models", "mobilenet_v1_0.75_224.onnx")
	picture = filepath.Join(testdata(), "photos", "407_n02701002_ambulance.jpg")
	if _, err := os.Stat(model); err != nil {
		t.Skip("the test data is absent: there is no ../shared/testdata beside the checkout")
	}
	return model, picture
}

func TestWindowFoolsAPhotoAndSavesIt(t *testing.T) {
	model, picture := photo(t)
	folder := t.TempDir()
	d := open(t, "--model", model, "--picture", picture, "--attack", "fgsm", "--defense", "box", "--save-to", folder)
	d.until("the verdict on the photo", func(e events.Event) bool { return e.Kind == "result" && e.Verdict == "fooled" })

	d.focus("attack.epsilon")
	d.press("Right", "Right")
	moved := d.until("the verdict at epsilon 6", func(e events.Event) bool {
		return e.Kind == "result" && e.Values["epsilon"] == 6
	})
	if moved.Verdict != "fooled" || moved.Linf255 != 6 || moved.CleanLabel != "ambulance" {
		t.Errorf("at epsilon 6: %+v", moved)
	}
	d.press("ctrl+s")
	notice := d.until("that the picture was saved", func(e events.Event) bool { return e.Kind == "notice" })
	if notice.Error || !strings.Contains(notice.Text, "Opened again, it still says") {
		t.Errorf("notice: %s", notice.Text)
	}
	checkSaved(t, filepath.Join(folder, "407_n02701002_ambulance-fgsm.png"), model, moved.AttackedLabel)

	// The figure comes with the plot once that is complete.
	d.until("the plot", func(e events.Event) bool { return e.Kind == "sweep" })
	d.press("ctrl+e")
	const stem = "407_n02701002_ambulance-fgsm-figure"
	told := fmt.Sprintf("Saved %s.png, %[1]s.svg, %[1]s.pdf.", stem)
	d.until("that the figure was saved", func(e events.Event) bool { return e.Kind == "notice" && e.Text == told })
	words := drawn(t, filepath.Join(folder, stem+".svg"))
	for _, want := range []string{"(d) Defended", "(e) Confidence", "epsilon 6/255", moved.AttackedLabel} {
		if !strings.Contains(words, want) {
			t.Errorf("the figure does not say %q", want)
		}
	}

	d.quit()
}

// drawn is all that is written in an SVG, a blank between the words: a caption
// is broken into lines wherever it is full.
func drawn(t testing.TB, path string) string {
	t.Helper()
	drawing, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(regexp.MustCompile("<[^>]*>").ReplaceAllString(string(drawing), " ")), " ")
}

// checkSaved asks the model about the file, without any help of the window.
func checkSaved(t testing.TB, path, model, label string) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	config, kind, err := image.DecodeConfig(file)
	if err != nil || kind != "png" || config.Width != 224 || config.Height != 224 {
		t.Fatalf("the file is a %s of %dx%d, %v", kind, config.Width, config.Height, err)
	}
	c, err := classifier.Open(model, classifier.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	im, err := pixel.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	logits, err := attack.LogitsOf(context.Background(), c, c.Fit(im))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Label(loss.Argmax(logits)); got != label {
		t.Errorf("the saved picture is a %q, the window said %q", got, label)
	}
}

func TestWindowBeginsWithAFooledSample(t *testing.T) {
	d := open(t)
	e := d.until("the first result", func(e events.Event) bool { return e.Kind == "result" })
	if e.CleanLabel != firstSample || e.Verdict != "fooled" || e.DefendedVerdict != "recovered" || e.Linf255 > 4 {
		t.Errorf("the first result is %+v", e)
	}
}

func TestWindowGoesOnAfterACrash(t *testing.T) {
	config := t.TempDir()
	d := openFor(t, config)
	d.until("the first result", func(e events.Event) bool { return e.Kind == "result" })
	d.focus("attack.epsilon")
	d.press("Right", "Right")
	var last uint64
	at := func(epsilon float64) func(events.Event) bool {
		return func(e events.Event) bool {
			return e.Kind == "result" && e.Values["epsilon"] == epsilon && e.Generation > last
		}
	}
	last = d.until("the verdict at epsilon 6", at(6)).Generation
	d.press("ctrl+z")
	last = d.until("the verdict at epsilon 4 again", at(4)).Generation
	d.press("ctrl+shift+z")
	d.until("the verdict at epsilon 6 again", at(6))
	kept := filepath.Join(config, "fyne", "org.foolscope.Foolscope", "session.json")
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		if data, _ := os.ReadFile(kept); bytes.Contains(data, []byte("epsilon=6")) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the session was not kept")
		}
	}
	d.program.Kill()

	again := openFor(t, config)
	e := again.until("a result", func(e events.Event) bool { return e.Kind == "result" })
	if e.Values["epsilon"] != 6 || e.Picture != firstSample {
		t.Errorf("after the crash it begins with %+v", e)
	}
}

func TestWindowWithoutTheLibrarySaysSo(t *testing.T) {
	t.Setenv("FOOLSCOPE_ONNXRUNTIME", filepath.Join(t.TempDir(), "nowhere"))
	d := open(t)
	e := d.until("what is missing", func(e events.Event) bool { return e.Kind == "blocked" })
	if !strings.Contains(e.Text, "FOOLSCOPE_ONNXRUNTIME") {
		t.Errorf("it says: %s", e.Text)
	}
}

// TestWithoutAScreenTheProgramSaysSo has no display at all, and one that cannot
// draw as a window needs it.
func TestWithoutAScreenTheProgramSaysSo(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only on Linux a variable chooses the screen")
	}
	nowhere := func(*testing.T) string { return ":nowhere" }
	const english = "foolscope: no window can be opened"
	for _, test := range []struct {
		name, language, want string
		display              func(t *testing.T) string
	}{
		{"no display", "C", english, nowhere},
		{"no display, in German", "de_DE.UTF-8", "foolscope: es lässt sich kein Fenster öffnen", nowhere},
		{"no OpenGL", "C", english, func(t *testing.T) string {
			if missing := desk.Missing(); missing != "" {
				t.Skipf("%s must be installed to have a display", missing)
			}
			d, err := desk.NewDisplay(deskWidth, deskHeight, "-extension", "GLX")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(d.Close)
			return d.Name
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			program := exec.Command(build(t))
			program.Env = append(os.Environ(), "DISPLAY="+test.display(t), "XDG_CONFIG_HOME="+t.TempDir(),
				"LC_ALL="+test.language, "LANGUAGE=")
			out, err := program.CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != 1 {
				t.Errorf("it ended with %v, want status 1", err)
			}
			if text := string(out); !strings.Contains(text, test.want) || strings.Contains(text, "goroutine") {
				t.Errorf("it says: %s", text)
			}
		})
	}
}

// TestWindowClosesUnderThePointer has the pointer pass over controls of all kinds.
func TestWindowClosesUnderThePointer(t *testing.T) {
	s := open(t)
	s.until("the first result", func(e events.Event) bool { return e.Kind == "result" })
	var way []desk.Point
	for i := range 60 {
		way = append(way, desk.Point{X: (i * 211) % deskWidth, Y: (i * 137) % deskHeight})
	}
	s.ok(s.program.CloseUnderway(way))
	if err := s.program.Ended(30 * time.Second); err != nil {
		t.Errorf("it ended with %v\n%s", err, s.program.Output())
	}
}

func TestWindowCopiesThePicture(t *testing.T) {
	if _, err := exec.LookPath("xclip"); err != nil {
		t.Skip("xclip is not installed, so nobody asks for the picture")
	}
	d := open(t)
	d.until("the first result", func(e events.Event) bool { return e.Kind == "result" })
	d.press("ctrl+shift+c")
	notice := d.until("that it was copied", func(e events.Event) bool { return e.Kind == "notice" })
	if strings.Contains(notice.Text, "no clipboard for pictures") {
		t.Skip(notice.Text)
	}
	ask := exec.Command("xclip", "-selection", "clipboard", "-t", "image/png", "-o")
	ask.Env = append(os.Environ(), "DISPLAY="+d.display.Name)
	data, err := ask.Output()
	if err != nil {
		t.Fatalf("xclip: %v, notice: %s", err, notice.Text)
	}
	im, err := pixel.Decode(t.Context(), bytes.NewReader(data))
	if err != nil || im.Width != 128 {
		t.Fatalf("copied %d bytes: %v", len(data), err)
	}
	// What was copied can be pasted: it becomes the chosen picture.
	d.press("ctrl+v")
	d.until("the pasted picture", func(e events.Event) bool {
		return e.Kind == "result" && strings.HasPrefix(e.Picture, "pasted ")
	})
}
