package models

import (
	"fmt"

	"foolscope/ui/events"
)

var stageNames = map[Stage]string{
	Absent: "absent", Paused: "paused", Loading: "loading", Here: "here",
}

// eventLog notes what changes on the page Models in the diagnostics log: a
// "model" when one comes, stops or goes, and an "inspection" when something
// was found out about the chosen one.
type eventLog struct {
	stages     map[string]string
	inspection string
}

func (l *eventLog) note(log *events.Log, s Snapshot) error {
	if l.stages == nil {
		l.stages = map[string]string{}
	}
	for _, item := range s.Items {
		if item.BuiltIn {
			continue
		}
		now := stageNames[item.Stage]
		before, known := l.stages[item.Key]
		if item.Problem != "" {
			now = item.Problem
		}
		l.stages[item.Key] = now
		if now == before || !known && item.Stage == Absent {
			continue
		}
		if err := log.Add(events.Event{Kind: "model", Model: item.Key, Text: now, Error: item.Problem != ""}); err != nil {
			return err
		}
	}
	found := described(s.Inspection)
	if found == l.inspection {
		return nil
	}
	l.inspection = found
	return log.Add(events.Event{Kind: "inspection", Model: s.Inspection.Key, Text: found, Error: s.Inspection.Problem != ""})
}

// described says in a line what an inspection found so far.
func described(i Inspection) string {
	switch {
	case i.Busy:
		return i.Doing
	case i.Problem != "":
		return i.Problem
	case i.Report == nil:
		return ""
	}
	text := fmt.Sprintf("differentiable: %v", i.Report.Differentiable)
	if len(i.Proposals) > 0 {
		best := i.Proposals[0]
		text += fmt.Sprintf("; proposed: %s, %s, %d of %d right; in use: %d", best.Name, best.Preprocessing.ChannelOrder, best.Right, best.Of, i.Current)
	}
	return text
}

// note writes what is new to the log.
func (p *Page) note(s Snapshot) {
	p.window.Log(func(log *events.Log) error { return p.log.note(log, s) })
}
