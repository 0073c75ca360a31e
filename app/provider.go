package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/ort"
	"foolscope/ui/session"
)

// providerVariable is the environment variable that chooses what computes
// networks where the command line does not.
const providerVariable = "FOOLSCOPE_PROVIDER"

// tryCommand is what the program calls itself with to try a provider. It is
// not for people, and no help mentions it.
const tryCommand = "try-provider"

// tryProvider is the command of that name.
func tryProvider(_ context.Context, args []string, stdout, _ io.Writer) error {
	if len(args) != 1 {
		return usagef("%s takes one execution provider", tryCommand)
	}
	go endWithParent(os.Getppid(), func() { os.Exit(failed) })
	return ort.Probe(args[0], stdout)
}

// longestTrial is longer than anybody waits for the trial of a provider.
const longestTrial = 2 * time.Minute

// endWithParent calls exit once the process that asked for a trial has gone, or
// no longer waits: a provider that hangs would stay for ever. Where a process
// keeps the number of a parent that has gone, the time alone counts.
func endWithParent(parent int, exit func()) {
	for late := time.Now().Add(longestTrial); time.Now().Before(late) && os.Getppid() == parent; {
		time.Sleep(time.Second)
	}
	exit()
}

// tryAside describes the process in which a provider is tried.
func tryAside(key string) *exec.Cmd { return again(tryCommand, key) }

// preferFromEnvironment chooses the provider that the environment names, and
// reports whether it names one.
func preferFromEnvironment() (chosen bool, err error) {
	key := os.Getenv(providerVariable)
	if key == "" {
		return false, nil
	}
	if err := ort.Prefer(key); err != nil {
		return false, fmt.Errorf("%s: %w", providerVariable, err)
	}
	return true, nil
}

// noteProvider says if the CPU stepped in for what was chosen.
func noteProvider(c *classifier.Classifier, stderr io.Writer) {
	if _, refusal := c.Provider(); refusal != nil {
		complain(stderr, fmt.Errorf("%w; the CPU steps in", refusal))
	}
}

// providerText says what computes: "CUDA", "CPU, 2 threads", or "CPU, 2
// threads, not CUDA" if the CPU had to step in.
func providerText(p ort.Provider, refusal error) string {
	text := p.Title
	if threads := ort.Threads(); p.Key == ort.CPU && threads == 1 {
		text += ", 1 thread"
	} else if p.Key == ort.CPU {
		text += fmt.Sprintf(", %d threads", threads)
	}
	if wanted := ort.Preferred(); refusal != nil && wanted.Key != p.Key {
		text += ", not " + wanted.Title
	}
	return text
}

// Runtime says what computes the classifier, and why it is not what was chosen.
func (m model) Runtime() (string, error) {
	p, refusal := m.Provider()
	return providerText(p, refusal), refusal
}

var _ session.Placed = model{}

// Providers tries what can compute networks here.
func (engine) Providers() ([]session.Provider, error) {
	offers, err := ort.Offers()
	if err != nil {
		return nil, err
	}
	var out []session.Provider
	for _, o := range offers {
		out = append(out, session.Provider{Key: o.Key, Title: o.Title, Problem: o.Problem})
	}
	return out, nil
}

// Prefer chooses what computes the networks that are opened from now on.
func (engine) Prefer(key string) error { return ort.Prefer(key) }

// Preferred is the key of what was chosen.
func (engine) Preferred() string { return ort.Preferred().Key }

var _ session.Chooser = engine{}

// providerTitles lists what the library was made for.
func providerTitles() (string, error) {
	list, err := ort.Providers()
	var titles []string
	for _, p := range list {
		titles = append(titles, fmt.Sprintf("%s (%s)", p.Title, p.Key))
	}
	return strings.Join(titles, ", "), err
}
