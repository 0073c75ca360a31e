package main

import (
	"strings"
	"testing"

	"foolscope/ui/events"
)

// still is a run in which memory goes up and down, but not away.
func still() record {
	r := record{before: []events.Vitals{{Goroutines: 20, Heap: 30, Resident: 300, Textures: 200}}}
	for i := range 60 {
		up := float64(i % 6 * 5)
		r.working = append(r.working, events.Vitals{Goroutines: 25, Heap: 40 + up, Resident: 350 + 4*up, Textures: 400})
	}
	// One sample was taken while something passed by.
	r.after = []events.Vitals{{Goroutines: 29, Heap: 95, Resident: 400, Textures: 300}, {Goroutines: 20, Heap: 31, Resident: 310, Textures: 203}}
	return r
}

func TestJudge(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*record)
		memory bool
		want   string
	}{
		"nothing is wrong": {func(*record) {}, true, ""},
		"a race":           {func(r *record) { r.reports = []string{"DATA RACE"} }, false, "1 reports"},
		"a wrong thread":   {func(r *record) { r.complaints = []string{"Error in Fyne call thread"} }, false, "1 complaints"},
		"a goroutine more": {func(r *record) { r.after = []events.Vitals{{Goroutines: 22, Textures: 200}} }, false, "goroutines at rest: 20, then 22"},
		"textures more":    {func(r *record) { r.after = []events.Vitals{{Goroutines: 20, Textures: 209}} }, false, "textures at rest: 200, then 209"},
		"a heap that grows by 1 MiB a sample": {func(r *record) {
			for i := range r.working {
				r.working[i].Heap += float64(i)
			}
		}, true, "Go's heap: trend +61.9"},
		"the same where memory is not judged": {func(r *record) {
			for i := range r.working {
				r.working[i].Heap += float64(i)
			}
		}, false, ""},
		"a process that is larger at rest": {func(r *record) { r.after[0].Resident, r.after[1].Resident = 351, 352 }, true, "at rest 300.0, then 351.0"},
		"too short":                        {func(r *record) { r.working = nil }, true, "too short"},
	} {
		t.Run(name, func(t *testing.T) {
			r := still()
			c.change(&r)
			var bad []string
			for _, f := range r.judge(c.memory) {
				if !f.good {
					bad = append(bad, f.text)
				}
			}
			got := strings.Join(bad, "; ")
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) || len(bad) > 1 {
				t.Errorf("it finds %q, want %q", got, c.want)
			}
		})
	}
}

func TestTrendOfALine(t *testing.T) {
	// From 10 to 40: four values, 10 apart.
	line := []events.Vitals{{Heap: 10}, {Heap: 20}, {Heap: 30}, {Heap: 40}}
	if got := trend(line, func(v events.Vitals) float64 { return v.Heap }); got != 30 {
		t.Errorf("it rises by %v", got)
	}
}
