package control

import (
	"math"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/trial"
	"foolscope/ui/events"
	"foolscope/ui/explore/choice"
	"foolscope/ui/story"
)

// Log remembers what was written to the diagnostics log of the snapshots that it is handed.
type Log struct {
	generation uint64
	// frames were painted since the result before, without of them without verdicts.
	frames, without int
	second          uint64
	notice          int
	blocked         error
	sweep           *choice.Sweep
	attempts        *Attempts
}

// Note writes what is new in a snapshot that was drawn.
func (l *Log) Note(to *events.Log, s Snapshot) error {
	var news []events.Event
	if s.Notice.Number != l.notice {
		l.notice = s.Notice.Number
		news = append(news, events.Event{Kind: "notice", Generation: s.Generation, Text: s.Notice.Text, Error: s.Notice.Err})
	}
	if s.Blocked != nil && s.Blocked != l.blocked {
		news = append(news, events.Event{Kind: "blocked", Generation: s.Generation, Text: s.Blocked.Error(), Error: true})
	}
	l.blocked = s.Blocked
	if s.Current() && s.Generation != l.generation {
		l.generation = s.Generation
		e := resultEvent(s.Result)
		if to.Stall != nil {
			e.StallMilliseconds = milliseconds(to.Stall())
		}
		e.Frames, e.WithoutVerdicts = l.frames, l.without
		l.frames, l.without = 0, 0
		news = append(news, e)
	}
	if second := s.Beside(); second != nil && s.Current() && s.Generation != l.second {
		l.second = s.Generation
		e := resultEvent(&second.Result)
		e.Kind, e.Compare = "compare", compareNames[s.Settings.Compare.With]
		news = append(news, e)
	}
	if s.Sweep != nil && s.Sweep.Done && len(s.Sweep.Points) > 0 && s.Sweep != l.sweep {
		l.sweep = s.Sweep
		news = append(news, events.Event{Kind: "sweep", Generation: s.Generation, Points: len(s.Sweep.Points)})
	}
	if a := s.Attempts; a != nil && a != l.attempts && a.Done() && !s.AttemptsBehind() {
		l.attempts = a
		news = append(news, events.Event{Kind: "attempts", Generation: s.Generation, Points: len(a.List)})
	}
	return to.Add(news...)
}

// Frame counts a frame that was painted; missing are the panels without a verdict.
func (l *Log) Frame(missing []string) {
	l.frames++
	if len(missing) > 0 {
		l.without++
	}
}

// Painted writes that a result, or an iterate on the way to it, has just come
// to be seen, in a frame in which panels may have been without a verdict.
func Painted(to *events.Log, r *Result, missing []string) error {
	now := time.Now()
	return to.Add(events.Event{
		Kind: "painted", Generation: r.Generation, Step: r.Step, Steps: r.Steps, Final: r.Final,
		Milliseconds: milliseconds(now.Sub(r.Began)), At: now.UnixMicro(), Missing: missing,
	})
}

// compareNames are how the log calls what is compared.
var compareNames = map[choice.Beside]string{choice.SecondAttack: "attack", choice.SecondModel: "model"}

func resultEvent(r *Result) events.Event {
	label := func(class int) string { return r.Model.Label(class) }
	values, defenseValues := r.Settings.Values, r.Settings.DefenseValues
	if a, ok := attack.Find(r.Settings.Attack); ok {
		values = a.Params.Named(values)
	}
	if d, ok := defense.Find(r.Settings.Defense); ok {
		defenseValues = d.Params.Named(defenseValues)
	}
	e := events.Event{
		Kind: "result", Generation: r.Generation, Text: r.Sentence,
		Error:   r.Original.Verdict.Kind == story.Failed || r.Attacked.Verdict.Kind == story.Failed,
		Picture: r.Picture, Model: r.Model.Title,
		Attack: r.Settings.Attack, Values: values,
		Defense: r.Settings.Defense, DefenseValues: defenseValues,
		CleanLabel: label(r.CleanClass), AttackedLabel: label(r.AttackedClass), DefendedLabel: label(r.DefendedClass),
		Verdict: r.Attacked.Verdict.Kind.String(), DefendedVerdict: r.Defended.Verdict.Kind.String(),
		Linf255: math.Round(255 * r.Measures.Linf), SSIM: r.Measures.SSIM,
		Milliseconds: milliseconds(r.Elapsed),
		Goal:         trial.GoalWords[r.Settings.Goal.Kind], Target: label(r.Target), Seed: r.Settings.Seed,
	}
	if r.AttackedImage() != nil {
		e.Computed = &r.Outcome.Computed
	}
	return e
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// SceneOf puts together what a snapshot and the widgets say.
func SceneOf(s Snapshot, looks events.Looks) events.Scene {
	scene := events.Scene{
		Generation: s.Generation,
		Busy:       s.Status.Busy, Paused: s.Paused(), Moment: s.Moment(),
		Mode: s.View.Mode, Gain: s.View.Gain, Looks: looks,
	}
	if shown := s.Shown(); shown != nil {
		scene.Step, scene.Steps = shown.Step, shown.Steps
	}
	for _, p := range s.Pictures {
		scene.Pictures = append(scene.Pictures, p.Source.Name)
		if p.ID == s.Settings.Picture {
			scene.Picture = p.Source.Name
		}
		if p.Thumbnail == nil && p.Err == nil {
			scene.Unread++
		}
	}
	return scene
}
