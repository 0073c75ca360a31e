package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

const (
	width, height = 1280, 800
	// vitalsEvery is the time between two measurements.
	vitalsEvery = 5 * time.Second
	// restFor is longer than Fyne keeps what is not drawn any more, a minute, and its two rounds of cleaning up.
	restFor = 130 * time.Second
	// restSamples are the last measurements of a rest, which count.
	restSamples = 5
	// mostFailed is how many things in a row may go wrong.
	mostFailed = 20
	// firstShare is the part of the work that only fills what is filled once.
	firstShare = 0.25
)

// sitter is who works in one window.
type sitter struct {
	name, path string
	// raced is true for a build with the race detector.
	raced    bool
	seed     uint64
	length   time.Duration
	material material
	logs     string
	out      io.Writer

	display *desk.Display
	program *desk.Program
	chance  *rand.Rand
	// samples is the number of pictures that came with the program.
	samples int
	// resting is the scene of the first rest.
	resting events.Scene
	record  record
}

// run works, rests, works and rests.
func (s *sitter) run() (err error) {
	if err := os.RemoveAll(s.logs); err != nil {
		return err
	}
	if s.display, err = desk.NewDisplay(width, height); err != nil {
		return err
	}
	defer s.display.Close()
	if err := s.start(); err != nil {
		return err
	}
	defer s.collect()
	defer s.program.Kill()
	if err := s.begin(); err != nil {
		return err
	}
	work := max(s.length-2*restFor, time.Minute)
	if err := s.work(time.Duration(firstShare * float64(work))); err != nil {
		return err
	}
	if err := s.rest(); err != nil {
		return err
	}
	s.record.before = s.last()
	s.say("at rest: %+v", s.record.before[len(s.record.before)-1])
	from := len(s.program.Vitals())
	if err := s.work(time.Duration((1 - firstShare) * float64(work))); err != nil {
		return err
	}
	s.record.working = s.program.Vitals()[from:]
	if err := s.rest(); err != nil {
		return err
	}
	s.record.after = s.last()
	return s.quit()
}

// start opens the window.
func (s *sitter) start() (err error) {
	saved := filepath.Join(s.logs, "saved")
	if err := os.MkdirAll(saved, 0o777); err != nil {
		return err
	}
	env := []string{
		"FOOLSCOPE_VITALS=" + vitalsEvery.String(),
		"GORACE=halt_on_error=0 log_path=" + filepath.Join(s.logs, "race"),
	}
	s.program, err = s.display.Start(s.path, filepath.Join(s.logs, "config"), s.logs, env, "--save-to", saved)
	return err
}

// begin waits for the first result, and opens what there is to open.
func (s *sitter) begin() error {
	s.chance = rand.New(rand.NewPCG(s.seed, 0))
	if err := s.program.Fill(); err != nil {
		return err
	}
	if err := s.calm("the first result"); err != nil {
		return err
	}
	s.samples = len(s.program.Scene().Pictures)
	if len(s.material.models) == 0 {
		s.say("there is no test data: only the built-in model and pictures")
		return nil
	}
	return s.program.Drop(desk.Point{X: width / 2, Y: height / 2}, s.material.models[0])
}

// work does one thing after the other.
func (s *sitter) work(length time.Duration) error {
	end, report := time.Now().Add(length), time.Now().Add(time.Minute)
	failed := 0
	for time.Now().Before(end) {
		// What was to be clicked may have gone a moment before.
		if err := s.act(); err != nil {
			failed++
			s.say("not done: %v", err)
			if failed > mostFailed {
				return fmt.Errorf("nothing can be done any more: %w", err)
			}
		} else {
			failed = 0
		}
		if !s.program.Running() {
			return fmt.Errorf("the program ended: %s", tail(s.program.Output()))
		}
		s.program.Forget()
		if vitals := s.program.Vitals(); time.Now().After(report) && len(vitals) > 0 {
			s.say("%s left: %+v", time.Until(end).Round(time.Second), vitals[len(vitals)-1])
			report = report.Add(time.Minute)
		}
	}
	return nil
}

// last are the measurements that count.
func (s *sitter) last() []vitals {
	all := s.program.Vitals()
	return all[max(0, len(all)-restSamples):]
}

// quit ends the program by its key.
func (s *sitter) quit() error {
	if err := s.display.Press("ctrl+q"); err != nil {
		return err
	}
	// The race detector gives another exit status once it has reported anything, which is judged by its reports.
	if err := s.program.Ended(time.Minute); err != nil && !s.raced {
		return fmt.Errorf("after Ctrl+Q: %w\n%s", err, tail(s.program.Output()))
	}
	return nil
}

// collect gathers what the program printed.
func (s *sitter) collect() {
	output := s.program.Output()
	os.WriteFile(filepath.Join(s.logs, "output"), []byte(output), 0o666)
	for line := range strings.Lines(output) {
		if strings.Contains(line, "Error in Fyne call thread") || strings.HasPrefix(line, "panic") {
			s.record.complaints = append(s.record.complaints, strings.TrimSpace(line))
		}
	}
	files, _ := filepath.Glob(filepath.Join(s.logs, "race.*"))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		for _, report := range strings.Split(string(text), "WARNING: DATA RACE")[1:] {
			s.record.reports = append(s.record.reports, report)
			fmt.Fprintf(s.out, "%s: a data race, in %s:%s\n", s.name, file, report)
		}
	}
}

func (s *sitter) say(format string, args ...any) {
	fmt.Fprintf(s.out, "%s: "+format+"\n", append([]any{s.name}, args...)...)
}

func tail(text string) string { return text[max(0, len(text)-2000):] }
