package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	// mostTime and mostMemory are what one file may cost; mostMemory is in bytes.
	mostTime   = 10 * time.Second
	mostMemory = 2 << 30
	// grace is how much longer than mostTime a process is watched, so that it is known whether it ends at all.
	grace = 20 * time.Second
	// longestSentence is how long a complaint may be, in characters.
	longestSentence = 600
)

// child is a process to watch.
type child struct {
	path, dir string
	args, env []string
	// slack is granted beyond mostTime, where more than one file is looked at.
	slack time.Duration
}

// ending is how a process ended.
type ending struct {
	stdout, stderr string
	status         int
	// late is true if it had to be ended, crashed if a signal ended it by itself.
	late, crashed bool
	// took leaves out what it waited for a processor that other programs had.
	took time.Duration
	// peak is the resident memory of it and all that it started, in bytes.
	peak  int64
	slack time.Duration
}

// bounds are what a process may not go beyond before it is ended: bytes of memory, and time.
type bounds struct {
	memory int64
	time   time.Duration
}

// watched is what was seen of a process and of all that it started: the most memory in bytes, how long the thread that
// waited longest for a processor did so, because other programs had it, and whether it had to be ended.
type watched struct {
	memory int64
	waited time.Duration
	late   bool
}

// run starts a process and waits for its end.
func (c child) run() (ending, error) {
	var stdout, stderr bytes.Buffer
	command := exec.Command(c.path, c.args...)
	command.Dir, command.Stdout, command.Stderr = c.dir, &stdout, &stderr
	command.Env = append(os.Environ(), c.env...)
	command.WaitDelay = time.Second
	separate(command)
	begun := time.Now()
	if err := command.Start(); err != nil {
		return ending{}, err
	}
	end := watchTree(command.Process.Pid, bounds{2 * mostMemory, mostTime + c.slack + grace})
	command.Wait()
	took, w := time.Since(begun), end()
	e := ending{
		stdout: stdout.String(), stderr: stderr.String(), status: command.ProcessState.ExitCode(),
		late: w.late, took: took - w.waited, slack: c.slack, peak: max(w.memory, peakOf(command.ProcessState)),
	}
	e.crashed = e.status < 0 && !e.late
	return e, nil
}

// trouble is what a Go program prints when it crashes, or when it caught itself doing so.
var trouble = regexp.MustCompile(`(?m)^(panic:|fatal error:|SIG[A-Z]+:|goroutine \d+ \[|foolscope: internal error)`)

// problem says what is wrong with how the command ended, empty if nothing is.
func (e ending) problem() string {
	switch {
	case e.peak > mostMemory:
		return fmt.Sprintf("it took %d MB", e.peak/1_000_000)
	case e.late:
		return fmt.Sprintf("it had not ended after %s", e.took.Round(time.Second))
	case e.took > mostTime+e.slack:
		return fmt.Sprintf("it took %.1f s", e.took.Seconds())
	case e.crashed || trouble.MatchString(e.stderr):
		return "it crashed: " + excerpt(e.stderr)
	case e.status > 2:
		return fmt.Sprintf("it ended with status %d: %s", e.status, excerpt(e.stderr))
	case e.status != 0 && !strings.Contains(e.stderr, "foolscope: "):
		return "it failed without a sentence: " + excerpt(e.stderr)
	}
	if problem := unprintable(e.stderr); problem != "" {
		return problem
	}
	// JSON has its own ways to write what is not to be seen.
	if problem := unprintable(e.stdout); problem != "" && !json.Valid([]byte(e.stdout)) {
		return problem
	}
	for line := range strings.Lines(e.stderr) {
		if n := utf8.RuneCountInString(line); n > longestSentence {
			return fmt.Sprintf("it says a sentence of %d characters: %s", n, excerpt(line))
		}
	}
	return ""
}

// unprintable says which character of a text a terminal would obey or not show, empty for none.
func unprintable(text string) string {
	if !utf8.ValidString(text) {
		return "it prints what is no UTF-8: " + excerpt(text)
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			return fmt.Sprintf("it prints the character %U: %s", r, excerpt(text))
		}
	}
	return ""
}

// excerpt is enough of a text to see what it is about, in one line.
func excerpt(text string) string {
	const most = 300
	if len(text) > most {
		text = text[:most] + "..."
	}
	return fmt.Sprintf("%q", text)
}
