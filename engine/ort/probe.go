package ort

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os/exec"
	"slices"
	"time"
)

// probePatience is how long a provider may take for its trial. CUDA compiles
// for a card that is newer than itself for half a minute.
const probePatience = 90 * time.Second

// tolerance is how far a provider's numbers may be from the CPU's, measured by
// the largest of them. Sums in another order stay below; numbers of 16 bits, or
// with TensorFloat-32's 10 bits of a fraction, do not.
const tolerance = 1e-4

// answer is what the process that tries a provider writes: one line of JSON.
type answer struct {
	// Outputs are those of the probe's networks.
	Outputs []Tensor `json:"outputs"`
	// Problem is why there are none.
	Problem string `json:"problem,omitempty"`
}

// Probe computes small networks on a provider and writes what comes out, for
// the process that is waiting for it: see ProbeIn.
func Probe(key string, w io.Writer) error {
	p, err := FindProvider(key)
	if err != nil {
		return err
	}
	var a answer
	if a.Outputs, err = compute(p); err != nil {
		a = answer{Problem: err.Error()}
	}
	line, err := json.Marshal(a)
	if err != nil {
		// Infinity and what is not a number have no JSON.
		line, err = json.Marshal(answer{Problem: "some of its numbers are infinite or none at all"})
	}
	if err == nil {
		_, err = w.Write(append(line, '\n'))
	}
	return err
}

// try returns why a provider does not do what the CPU does.
func try(p Provider, command func(key string) *exec.Cmd, patience time.Duration) error {
	want, err := compute(providers[0])
	if err != nil {
		return err
	}
	var got []Tensor
	if command == nil {
		got, err = compute(p)
	} else {
		got, err = runProbe(command(p.Key), patience)
	}
	if err != nil {
		return err
	}
	return compare(got, want)
}

// runProbe runs the command that tries a provider.
func runProbe(command *exec.Cmd, patience time.Duration) ([]Tensor, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var out bytes.Buffer
	command.Stdout = &out
	// Else a grandchild that keeps the pipe open would be waited for.
	command.WaitDelay = time.Second
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("it could not be tried: %w", err)
	}
	// It may only fail because the process has ended by itself.
	stop := context.AfterFunc(ctx, func() { _ = command.Process.Kill() })
	failure := command.Wait()
	stop()
	if ctx.Err() != nil {
		return nil, fmt.Errorf("it did not answer within %v", patience)
	}
	// Drivers write to the standard output, too.
	for line := range bytes.Lines(out.Bytes()) {
		var a answer
		if json.Unmarshal(line, &a) != nil {
			continue
		}
		if a.Problem != "" {
			return nil, errors.New(a.Problem)
		}
		if a.Outputs != nil {
			return a.Outputs, nil
		}
	}
	if failure != nil {
		return nil, fmt.Errorf("trying it crashed (%w)", failure)
	}
	return nil, errors.New("trying it ended without a result")
}

// compute runs the probe's networks on a provider, without another to step in.
func compute(p Provider) ([]Tensor, error) {
	if err := Start(); err != nil {
		return nil, err
	}
	var outputs []Tensor
	for _, network := range probeNetworks() {
		y, err := network.compute(p)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, y)
	}
	return outputs, nil
}

func (n probeNetwork) compute(p Provider) (Tensor, error) {
	s, err := newSession(n.model)
	if err != nil {
		return Tensor{}, err
	}
	s.provider = p
	if s.handle, err = s.create(n.model, Options{whole: n.whole && p.Key != CPU}, p); err != nil {
		return Tensor{}, err
	}
	defer s.Close()
	x := probePicture()
	outputs, err := s.Run(context.Background(), map[string]Tensor{s.inputs[0].Name: x})
	if err != nil {
		return Tensor{}, err
	}
	return outputs[s.outputs[0].Name], nil
}

// compare returns an error if tensors differ by more than the tolerance.
func compare(got, want []Tensor) error {
	if len(got) != len(want) {
		return fmt.Errorf("it computed %d of %d networks", len(got), len(want))
	}
	for i := range want {
		if !slices.Equal(got[i].Shape, want[i].Shape) || len(got[i].Data) != len(want[i].Data) {
			return fmt.Errorf("its result has the shape %s instead of %s", shapeText(got[i].Shape), shapeText(want[i].Shape))
		}
		var largest, furthest float64
		for j, w := range want[i].Data {
			largest = max(largest, math.Abs(float64(w)))
			furthest = max(furthest, math.Abs(float64(got[i].Data[j])-float64(w)))
		}
		// Written so that what is not a number does not pass.
		if !(furthest <= tolerance*largest) {
			return fmt.Errorf("its numbers are wrong: they are off by up to %.2g of the largest", furthest/largest)
		}
	}
	return nil
}
