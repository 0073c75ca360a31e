package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

const (
	deskWidth, deskHeight = 1280, 800
	// longestStall is how long a window may not look at what the user does.
	longestStall = time.Second
	// endsWithin is how long the program may take to end when it is asked to.
	endsWithin = 15 * time.Second
	// mostProblems end the monkey's work.
	mostProblems = 10
)

// monkey is who does random things in a window.
type monkey struct {
	*bench
	display *desk.Display
	program *desk.Program
	starve  *starvation
	// pace is measured for as long as the monkey lives.
	pace   *pace
	things []string
	home   string
	// starts counts the windows.
	starts   int
	problems int
	did      []action
	// asked is when the program was asked to end, 0 if it was not.
	asked   time.Time
	width   int
	height  int
	longest time.Duration
}

// monkey does random things for a time.
func (b *bench) monkey() error {
	if missing := desk.Missing(); missing != "" {
		return errors.New(missing + " must be installed: make packages-window")
	}
	m := &monkey{bench: b, pace: watchPace()}
	defer m.pace.close()
	var err error
	if m.home, err = b.folder("home"); err != nil {
		return err
	}
	if m.things, err = b.toys(); err != nil {
		return err
	}
	if m.display, err = desk.NewDisplay(deskWidth, deskHeight); err != nil {
		return err
	}
	defer m.display.Close()
	if err := m.start(); err != nil {
		return err
	}
	for end := time.Now().Add(b.options.monkey); time.Now().Before(end) && m.problems < mostProblems; {
		if err := m.turn(nextAction(b.chance)); err != nil {
			return err
		}
	}
	if err := m.turn(action{Do: "quit"}); err != nil {
		return err
	}
	m.stop()
	b.say("monkey: %d actions in %d windows; the longest stall was %s", len(m.did), m.starts, m.longest)
	return nil
}

// start opens a window on what the last one left.
func (m *monkey) start() (err error) {
	path := m.raced
	if path == "" {
		path = m.options.program
	}
	m.starts++
	logs := filepath.Join(m.logs, fmt.Sprintf("monkey-%d-%d", m.seed, m.starts))
	if err := os.RemoveAll(logs); err != nil {
		return err
	}
	saved := filepath.Join(m.home, "saved")
	for _, folder := range []string{logs, saved} {
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return err
		}
	}
	env := append(nobody(), "HOME="+m.home, "GORACE=halt_on_error=0 log_path="+filepath.Join(logs, "race"))
	// Every other window asks where to save.
	var args []string
	if m.starts%2 == 1 {
		args = []string{"--save-to", saved}
	}
	m.asked = time.Time{}
	if m.program, err = m.display.Start(path, filepath.Join(m.home, "config"), logs, env, args...); err != nil {
		return err
	}
	m.starve = watchStarvation(m.program.Process())
	if _, err = m.program.AwaitScene("a window", func(events.Scene) bool { return true }); err != nil {
		return err
	}
	m.width, m.height = deskWidth, deskHeight
	return m.program.Fill()
}

// turn does an action, and judges what became of the window.
func (m *monkey) turn(a action) error {
	m.did = append(m.did, a)
	begun := time.Now()
	// What was to be clicked may have gone a moment before.
	err := m.act(a)
	time.Sleep(time.Duration(a.Rest) * time.Millisecond)
	problem := m.judge()
	if problem == "" && err != nil && m.program.Running() && m.asked.IsZero() {
		m.say("not done: %v: %v", a, err)
	}
	if problem != "" {
		m.problems++
		problem += "\nafter " + m.last(25)
	}
	m.add(trial{kind: "the monkey's actions", what: fmt.Sprintf("number %d of seed %d", len(m.did), m.seed), problem: problem, took: 0})
	if m.program.Running() && (m.asked.IsZero() || time.Since(begun) < endsWithin && time.Since(m.asked) < endsWithin) {
		return nil
	}
	m.stop()
	return m.start()
}

// judge says what is wrong with the window, empty if nothing is.
func (m *monkey) judge() string {
	if !m.asked.IsZero() {
		return m.judgeEnd()
	}
	var problems []string
	if !m.program.Running() {
		problems = append(problems, "the program ended by itself: "+m.output())
	}
	for _, e := range m.program.Events() {
		if e.Kind != "stall" {
			continue
		}
		took := time.Duration(e.StallMilliseconds) * time.Millisecond
		waited := m.starve.during(time.UnixMicro(e.At).Add(-took), time.UnixMicro(e.At))
		// Where a thread has to wait, so do all that the window waits for in turn, and what it computed itself is all that
		// can be told.
		own := took - waited
		if waited > took/10 {
			own = min(own, m.starve.ran(time.UnixMicro(e.At).Add(-took), time.UnixMicro(e.At)))
		}
		slower := m.pace.slowdown(time.UnixMicro(e.At).Add(-took), time.UnixMicro(e.At))
		own = time.Duration(float64(own) / slower)
		m.longest = max(m.longest, own)
		if own > longestStall {
			problems = append(problems, fmt.Sprintf("the window stood still for %s, of which it waited %s for a processor that was %.1f times slower than at its best, which leaves %s; at %s", took, waited, slower, own, excerpt(ours(e.Text))))
		}
	}
	m.program.Forget()
	return strings.Join(problems, "; ")
}

// judgeEnd waits for a program that was asked to end.
func (m *monkey) judgeEnd() string {
	err := m.program.Ended(endsWithin / 3)
	if m.program.Running() {
		// A dialog or a field for text may have taken the key.
		m.display.Press("Escape", "Escape", "Escape", "Escape", "Escape", "ctrl+q")
		err = m.program.Ended(endsWithin)
	}
	switch {
	case m.program.Running():
		m.program.Dump()
		return fmt.Sprintf("it was asked to end and is still there after %s; what it does is in its output", endsWithin)
	case err != nil && m.raced == "":
		return fmt.Sprintf("it ended with %v: %s", err, m.output())
	}
	return ""
}

// stop ends the program and looks at what it left.
func (m *monkey) stop() {
	m.starve.close()
	m.program.Kill()
	output := m.program.Output()
	logs := filepath.Join(m.logs, fmt.Sprintf("monkey-%d-%d", m.seed, m.starts))
	var problems []string
	for line := range strings.Lines(output) {
		if strings.Contains(line, "Error in Fyne call thread") || trouble.MatchString(line) {
			problems = append(problems, excerpt(strings.TrimSpace(line)))
		}
	}
	files, _ := filepath.Glob(filepath.Join(logs, "race.*"))
	for _, file := range files {
		text, _ := os.ReadFile(file)
		if n := strings.Count(string(text), "WARNING: DATA RACE"); n > 0 {
			problems = append(problems, fmt.Sprintf("%d data races, see %s", n, file))
		}
	}
	if len(problems) > 0 {
		m.problems++
		problems = append(problems, "after "+m.last(25))
	}
	os.WriteFile(filepath.Join(logs, "output"), []byte(output), 0o666)
	os.WriteFile(filepath.Join(logs, "actions"), []byte(m.last(len(m.did))), 0o666)
	m.add(trial{kind: "the monkey's windows", what: fmt.Sprintf("number %d of seed %d", m.starts, m.seed), problem: strings.Join(problems, "; ")})
}

func (m *monkey) output() string { return excerpt(tail(m.program.Output(), 1500)) }

// ours are the lines of a stack that name functions of Foolscope, or else its first lines.
func ours(stack string) string {
	var out []string
	for line := range strings.Lines(stack) {
		if strings.HasPrefix(line, "foolscope/") {
			name, _, _ := strings.Cut(line, "({")
			out = append(out, strings.TrimSpace(name))
		}
	}
	if len(out) < 2 {
		return strings.Join(append(out, stack), " ")
	}
	return strings.Join(out, ", ")
}

func tail(text string, most int) string { return text[max(0, len(text)-most):] }

// last are the actions that were done last, one a line.
func (m *monkey) last(n int) string {
	var out strings.Builder
	from := max(0, len(m.did)-n)
	for i, a := range m.did[from:] {
		fmt.Fprintf(&out, "\n%d %v", from+i+1, a)
	}
	return out.String()
}
