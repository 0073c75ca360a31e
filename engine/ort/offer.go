package ort

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
)

// Offer is a provider that the library has.
type Offer struct {
	Provider
	// Problem is why it does not work on this computer, nil if it does.
	Problem error
}

// Offers tries every provider that the library has, the CPU first. The first
// call may take as long as drivers take to load, and longer if one hangs.
func Offers() ([]Offer, error) {
	list, err := Providers()
	if err != nil {
		return nil, err
	}
	var offers []Offer
	for _, p := range list {
		offers = append(offers, Offer{p, works(p)})
	}
	return offers, nil
}

// probes are the providers that were tried: each of them once a process, as
// neither the library nor a driver gets better while it runs.
var probes struct {
	sync.Mutex
	command func(key string) *exec.Cmd
	results map[string]error
}

// ProbeIn makes providers be tried in a process of its own, which command
// describes and in which Probe is to be called: a driver that crashes or hangs
// then does no harm. Without it they are tried in this process.
func ProbeIn(command func(key string) *exec.Cmd) {
	probes.Lock()
	defer probes.Unlock()
	probes.command = command
}

// works returns why a provider does not work on this computer, nil if it does.
func works(p Provider) error {
	if p.Key == CPU {
		return nil
	}
	probes.Lock()
	defer probes.Unlock()
	if err, known := probes.results[p.Key]; known {
		return err
	}
	list, err := Providers()
	if err != nil {
		return err
	}
	if !slices.Contains(keys(list), p.Key) {
		err = fmt.Errorf("%s is not in this onnxruntime library, which has %s", p.Title, titles(list))
	} else if err = try(p, probes.command, probePatience); err != nil {
		err = fmt.Errorf("%s does not work here: %w", p.Title, err)
	}
	if probes.results == nil {
		probes.results = map[string]error{}
	}
	probes.results[p.Key] = err
	return err
}

func titles(list []Provider) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Title)
	}
	return strings.Join(out, ", ")
}
