package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/pixel"
	"foolscope/ui/state"
)

// desk is a program in a real window on a display of its own.
type desk struct {
	t       *testing.T
	display string
	events  string
	program *exec.Cmd
	output  bytes.Buffer
}

// build compiles the program once for all tests of this file.
func build(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "foolscope")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	return path
}

// open starts the program for somebody who never used it.
func open(t *testing.T, args ...string) *desk {
	t.Helper()
	return openFor(t, t.TempDir(), args...)
}

// openFor starts the program on a new display, for somebody whose
// configuration is in a folder.
func openFor(t *testing.T, config string, args ...string) *desk {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed, so there is no display to open a window on", tool)
		}
	}
	d := &desk{t: t, display: startDisplay(t), events: filepath.Join(t.TempDir(), "events")}
	d.program = exec.Command(build(t), args...)
	d.program.Env = append(os.Environ(), "DISPLAY="+d.display, "LIBGL_ALWAYS_SOFTWARE=1", "LANG=en_US.UTF-8",
		"FYNE_SCALE=1", "XDG_CONFIG_HOME="+config, eventsVariable+"="+d.events)
	d.program.Stdout, d.program.Stderr = &d.output, &d.output
	if err := d.program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if d.program.ProcessState == nil {
			d.program.Process.Kill()
			d.program.Wait()
		}
	})
	return d
}

// startDisplay runs an X server that chooses its own number.
func startDisplay(t *testing.T) string {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1280x800x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	t.Cleanup(func() {
		server.Process.Kill()
		server.Wait()
	})
	read.SetReadDeadline(time.Now().Add(20 * time.Second))
	number, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb did not start: %v", err)
	}
	return ":" + strings.TrimSpace(number)
}

// press sends keys to the window, as a person would.
func (d *desk) press(keys ...string) {
	d.t.Helper()
	cmd := exec.Command("xdotool", append([]string{"key", "--delay", "120"}, keys...)...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.display)
	if out, err := cmd.CombinedOutput(); err != nil {
		d.t.Fatalf("xdotool: %v\n%s", err, out)
	}
}

// until waits for an event that was shown.
func (d *desk) until(what string, wanted func(state.Event) bool) state.Event {
	d.t.Helper()
	deadline := time.Now().Add(60 * time.Second)
	for time.Now().Before(deadline) {
		data, _ := os.ReadFile(d.events)
		for line := range bytes.Lines(data) {
			var e state.Event
			if json.Unmarshal(line, &e) == nil && wanted(e) {
				return e
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	data, _ := os.ReadFile(d.events)
	d.t.Fatalf("never shown: %s\nevents:\n%s\noutput:\n%s", what, data, d.output.String())
	return state.Event{}
}

// photo is one of the test data's photos and the model that knows it.
func photo(t *testing.T) (model, picture string) {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	data := filepath.Join(filepath.Dir(here), "..", "..", "shared", "testdata")
	model = filepath.Join(data, "models", "mobilenet_v1_0.75_224.onnx")
	picture = filepath.Join(data, "photos", "407_n02701002_ambulance.jpg")
	if _, err := os.Stat(model); err != nil {
		t.Skip("the test data is absent: there is no ../shared/testdata beside the checkout")
	}
	return model, picture
}

func TestWindowFoolsAPhotoAndSavesIt(t *testing.T) {
	model, picture := photo(t)
	folder := t.TempDir()
	d := open(t, "--model", model, "--picture", picture, "--attack", "fgsm", "--defense", "box", "--save-to", folder)
	d.until("the verdict on the photo", func(e state.Event) bool { return e.Kind == "result" && e.Verdict == "fooled" })

	// Model, Open, Edit, Save, Classroom, help, Open…, pictures, Explain, attack: the eleventh is epsilon.
	d.press(append(slices.Repeat([]string{"Tab"}, 11), "Right", "Right")...)
	moved := d.until("the verdict at epsilon 6", func(e state.Event) bool {
		return e.Kind == "result" && e.Values["epsilon"] == 6
	})
	if moved.Verdict != "fooled" || moved.Linf255 != 6 || moved.CleanLabel != "ambulance" {
		t.Errorf("at epsilon 6: %+v", moved)
	}
	d.press("ctrl+s")
	notice := d.until("that the picture was saved", func(e state.Event) bool { return e.Kind == "notice" })
	if notice.Error || !strings.Contains(notice.Text, "Opened again, it still says") {
		t.Errorf("notice: %s", notice.Text)
	}
	checkSaved(t, filepath.Join(folder, "407_n02701002_ambulance-fgsm.png"), model, moved.AttackedLabel)

	// The figure comes with the plot once that is complete.
	d.until("the plot", func(e state.Event) bool { return e.Kind == "sweep" })
	d.press("ctrl+e")
	const stem = "407_n02701002_ambulance-fgsm-figure"
	told := fmt.Sprintf("Saved %s.png, %[1]s.svg, %[1]s.pdf.", stem)
	d.until("that the figure was saved", func(e state.Event) bool { return e.Kind == "notice" && e.Text == told })
	drawing, err := os.ReadFile(filepath.Join(folder, stem+".svg"))
	if err != nil {
		t.Fatal(err)
	}
	// The caption is broken into lines wherever it is full.
	words := strings.Join(strings.Fields(regexp.MustCompile("<[^>]*>").ReplaceAllString(string(drawing), " ")), " ")
	for _, want := range []string{"(d) Defended", "(e) Confidence", "epsilon 6/255", moved.AttackedLabel} {
		if !strings.Contains(words, want) {
			t.Errorf("the figure does not say %q", want)
		}
	}

	d.press("ctrl+q")
	ended := make(chan error, 1)
	go func() { ended <- d.program.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the program ended with %v\n%s", err, d.output.String())
		}
	case <-time.After(20 * time.Second):
		t.Error("the program is still there after Ctrl+Q")
	}
}

// checkSaved asks the model about the file, without any help of the window.
func checkSaved(t *testing.T, path, model, label string) {
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
	im, err := pixel.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	logits, err := c.Logits(context.Background(), c.Fit(im))
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Label(classifier.Argmax(logits)); got != label {
		t.Errorf("the saved picture is a %q, the window said %q", got, label)
	}
}

func TestWindowBeginsWithAFooledSample(t *testing.T) {
	d := open(t)
	e := d.until("the first result", func(e state.Event) bool { return e.Kind == "result" })
	if e.CleanLabel != firstSample || e.Verdict != "fooled" || e.DefendedVerdict != "recovered" || e.Linf255 > 4 {
		t.Errorf("the first result is %+v", e)
	}
}

func TestWindowGoesOnAfterACrash(t *testing.T) {
	config := t.TempDir()
	d := openFor(t, config)
	d.until("the first result", func(e state.Event) bool { return e.Kind == "result" })
	// Model, Open, Edit, Save, Classroom, help, Open…, pictures, Explain, attack: the eleventh is epsilon.
	d.press(append(slices.Repeat([]string{"Tab"}, 11), "Right", "Right")...)
	var last uint64
	at := func(epsilon float64) func(state.Event) bool {
		return func(e state.Event) bool {
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
	d.program.Process.Kill()
	d.program.Wait()

	again := openFor(t, config)
	e := again.until("a result", func(e state.Event) bool { return e.Kind == "result" })
	if e.Values["epsilon"] != 6 || e.Picture != firstSample {
		t.Errorf("after the crash it begins with %+v", e)
	}
}

func TestWindowWithoutTheLibrarySaysSo(t *testing.T) {
	t.Setenv("FOOLSCOPE_ONNXRUNTIME", filepath.Join(t.TempDir(), "nowhere"))
	d := open(t)
	e := d.until("what is missing", func(e state.Event) bool { return e.Kind == "blocked" })
	if !strings.Contains(e.Text, "FOOLSCOPE_ONNXRUNTIME") {
		t.Errorf("it says: %s", e.Text)
	}
}
