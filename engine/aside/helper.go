package aside

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/classifier"
	"foolscope/engine/loss"
	"foolscope/engine/ort"
	"foolscope/engine/pixel"
)

// answer is the line of JSON that a helper ends with.
type answer struct {
	// Passed is true if the model may be opened.
	Passed bool `json:"passed"`
	// Problem is the error of opening it or asking it.
	Problem string `json:"problem,omitempty"`
	// Memory and Time are true if that limit was reached.
	Memory bool `json:"memory,omitempty"`
	Time   bool `json:"time,omitempty"`
}

// Serve is the helper: args are what Setup.Command was given. It ends the
// process if input ends, as that means that the program that asked has ended.
func Serve(args []string, input io.Reader, output io.Writer) error {
	if len(args) != 4 {
		return errors.New("aside: a helper takes a provider, two limits and a model")
	}
	limits, err := parseLimits(args[1], args[2])
	if err != nil {
		return fmt.Errorf("aside: limits: %w", err)
	}
	var once sync.Mutex
	say := func(a answer) error {
		// Held for good: there is one answer.
		once.Lock()
		line, err := json.Marshal(a)
		if err == nil {
			_, err = output.Write(append(line, '\n'))
		}
		return err
	}
	go func() {
		_, _ = io.Copy(io.Discard, input)
		os.Exit(1)
	}()
	bound(limits.Memory)
	go watchTime(limits.Time, func() {
		_ = say(answer{Time: true})
		os.Exit(1)
	})
	go watchMemory(limits.Memory, func() {
		_ = say(answer{Memory: true})
		os.Exit(1)
	})
	if err := ort.Prefer(args[0]); err != nil {
		return err
	}
	return say(examine(args[3]))
}

// watchMemory calls over once the process holds more than limit bytes. Where
// the system keeps the limit by itself, it comes second.
func watchMemory(limit int64, over func()) {
	for ; resident() <= limit; time.Sleep(10 * time.Millisecond) {
	}
	over()
}

// watchTime calls over when the limit is reached. A helper that got less than
// half a processor meanwhile, on a computer that is busy, has up to slack times as long to
// compute as much.
func watchTime(limit time.Duration, over func()) {
	start := time.Now()
	time.Sleep(limit)
	for computed() < limit/2 && time.Since(start) < slack*limit {
		time.Sleep(100 * time.Millisecond)
	}
	over()
}

// examine opens a model, asks it about a picture and takes a gradient.
func examine(path string) answer {
	c, err := classifier.Open(path, classifier.Options{})
	if err != nil {
		return failed(err)
	}
	ctx := context.Background()
	info := c.Info()
	im := picture(info.Width, info.Height)
	logits, err := attack.LogitsOf(ctx, c, im)
	if err != nil {
		return failed(fmt.Errorf("%s: %w", filepath.Base(path), err))
	}
	if c.Differentiability().Missing == nil {
		climbed := loss.CrossEntropy{Class: loss.Argmax(logits)}
		// An error of the gradient is no reason not to ask for scores; whoever wants a
		// gradient gets the error again. But memory is short there, too.
		if _, _, err := attack.GradientOf(ctx, c, im, climbed); err != nil && ofMemory(err) {
			return failed(err)
		}
	}
	return answer{Passed: true}
}

func failed(err error) answer { return answer{Problem: err.Error(), Memory: ofMemory(err)} }

// ofMemory reports whether an error of onnxruntime says that it got no memory.
func ofMemory(err error) bool {
	for _, sign := range []string{"Failed to allocate memory", "cannot allocate memory", "bad_alloc", "bad allocation", "out of memory", "vector::_M_default_append", "length_error"} {
		if strings.Contains(err.Error(), sign) {
			return true
		}
	}
	return false
}

// picture is something with edges and slopes in every channel.
func picture(width, height int) *pixel.Image {
	im := pixel.New(width, height)
	plane := width * height
	for i := range im.Pix {
		x, y, channel := i%plane%width, i%plane/width, i/plane
		im.Pix[i] = float32(0.5 + 0.3*math.Sin(float64(x*(channel+1))/7) + 0.2*math.Cos(float64(y)/5))
	}
	return im.Round()
}
