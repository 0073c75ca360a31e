package main

import (
	"fmt"
	"slices"

	"foolscope/ui/events"
)

// What may be left of a run.
const (
	// flat is how much memory may grow after the first quarter, in MiB.
	flat = 50
	// spareTextures and spareGoroutines are how many more there may be at the second rest than at the first. A number
	// in a text, such as a time, has a texture of its own that another number does not have; a timer that runs off
	// is a goroutine for a moment.
	spareTextures   = 8
	spareGoroutines = 1
)

// record is what a window held in the course of a run.
type record struct {
	// working are the vitals in the work after the first quarter, in order and at equal distances.
	working []events.Vitals
	// before and after are those at the two rests, on the same scene.
	before, after []events.Vitals
	// reports are those of the race detector, complaints what else the program printed that it should not have.
	reports, complaints []string
}

// finding is one sentence of the verdict.
type finding struct {
	good bool
	text string
}

func (f finding) String() string {
	if f.good {
		return "ok: " + f.text
	}
	return "FAILED: " + f.text
}

// judge says what is to be said. Memory is judged twice where it is judged at all: by its trend while it is worked
// with, which finds a leak however slow, and between the two rests, where the same is on the screen. The process's
// memory counts besides Go's heap because pictures of the graphics card and networks live outside the heap.
func (r *record) judge(memory bool) []finding {
	var out []finding
	say := func(good bool, format string, args ...any) {
		out = append(out, finding{good, fmt.Sprintf(format, args...)})
	}
	say(len(r.reports) == 0, "%d reports of the race detector", len(r.reports))
	say(len(r.complaints) == 0, "%d complaints: %.3q", len(r.complaints), r.complaints[:min(3, len(r.complaints))])
	if len(r.working) < 2 || len(r.before) == 0 || len(r.after) == 0 {
		return append(out, finding{false, "the run was too short to be judged"})
	}
	count := func(name string, of func(events.Vitals) int, spare int) {
		before, after := least(r.before, of), least(r.after, of)
		say(after <= before+spare, "%s at rest: %d, then %d", name, before, after)
	}
	count("goroutines", func(v events.Vitals) int { return v.Goroutines }, spareGoroutines)
	count("textures", func(v events.Vitals) int { return v.Textures }, spareTextures)
	grown := func(name string, of func(events.Vitals) float64) {
		trend := trend(r.working, of)
		before, after := least(r.before, of), least(r.after, of)
		good := !memory || trend <= flat && after-before <= flat
		text := fmt.Sprintf("%s: trend %+.1f MiB in all, at rest %.1f, then %.1f MiB", name, trend, before, after)
		if !memory {
			text += " (not judged)"
		}
		say(good, "%s", text)
	}
	grown("Go's heap", func(v events.Vitals) float64 { return v.Heap })
	grown("the process", func(v events.Vitals) float64 { return v.Resident })
	return out
}

// least is the smallest value at a rest: what is only passing by is not in it.
func least[T int | float64](vitals []events.Vitals, of func(events.Vitals) T) T {
	values := make([]T, len(vitals))
	for i, v := range vitals {
		values[i] = of(v)
	}
	return slices.Min(values)
}

// trend is how much the line of least squares rises from the first value to the last.
func trend(vitals []events.Vitals, of func(events.Vitals) float64) float64 {
	n := float64(len(vitals))
	meanX, meanY := (n-1)/2, 0.0
	for _, v := range vitals {
		meanY += of(v) / n
	}
	var xy, xx float64
	for i, v := range vitals {
		x := float64(i) - meanX
		xy += x * (of(v) - meanY)
		xx += x * x
	}
	return xy / xx * (n - 1)
}
