package state

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/param"
	"foolscope/ui/story"
)

// Event is one line of the diagnostics log: a result or a notice that was
// shown, what the screen has become, or what the program holds.
type Event struct {
	// Kind is "result", "compare", "notice", "blocked", "sweep", "painted",
	// "scene", "places", "vitals" or "stall". A "compare" is what stands beside
	// the result of the same generation. A "stall" is over when it is written:
	// its text is what the window did instead of looking at what the user does. A "painted" result or iterate is on the
	// screen: its time runs from the event that chose the settings.
	Kind       string `json:"kind"`
	Generation uint64 `json:"generation"`
	// Text is the sentence, the notice or the error.
	Text  string `json:"text,omitempty"`
	Error bool   `json:"error,omitempty"`

	// Compare is "attack" or "model", empty but for a "compare".
	Compare         string       `json:"compare,omitempty"`
	Picture         string       `json:"picture,omitempty"`
	Model           string       `json:"model,omitempty"`
	Attack          string       `json:"attack,omitempty"`
	Values          param.Values `json:"values,omitempty"`
	Defense         string       `json:"defense,omitempty"`
	DefenseValues   param.Values `json:"defense_values,omitempty"`
	CleanLabel      string       `json:"clean_label,omitempty"`
	AttackedLabel   string       `json:"attacked_label,omitempty"`
	DefendedLabel   string       `json:"defended_label,omitempty"`
	Verdict         string       `json:"verdict,omitempty"`
	DefendedVerdict string       `json:"defended_verdict,omitempty"`
	// Linf255 is the largest change in levels.
	Linf255 float64 `json:"linf_255,omitempty"`
	SSIM    float64 `json:"ssim,omitempty"`
	// Computed counts the gradients that the network computed for a result: 0 if
	// the attack was known from an earlier one. Nil where there is no outcome.
	Computed     *int    `json:"gradients_computed,omitempty"`
	Milliseconds float64 `json:"milliseconds,omitempty"`
	// StallMilliseconds is the longest time in which the window did not look at
	// what the user does, since the result before; in a "stall", that time.
	StallMilliseconds float64 `json:"stall_milliseconds,omitempty"`
	Points            int     `json:"points,omitempty"`
	// Step of Steps is the iterate that was painted; Final is set if it is the
	// result. At is when, in microseconds since 1970.
	Step  int   `json:"step,omitempty"`
	Steps int   `json:"steps,omitempty"`
	Final bool  `json:"final,omitempty"`
	At    int64 `json:"at,omitempty"`

	// Goal is how settings in text name it, Target the class to reach.
	Goal   string `json:"goal,omitempty"`
	Target string `json:"target,omitempty"`
	Seed   uint64 `json:"seed,omitempty"`

	// One of these is set in an event of that kind.
	Scene  *Scene           `json:"scene,omitempty"`
	Places map[string]Place `json:"places,omitempty"`
	Vitals *Vitals          `json:"vitals,omitempty"`
}

// Log writes an Event for each new thing in the snapshots that it is handed.
type Log struct {
	// Stall returns the longest time in which the window did not look at what
	// the user does, since it was called last; may be nil.
	Stall func() time.Duration

	out        *json.Encoder
	generation uint64
	second     uint64
	notice     int
	blocked    error
	sweep      *Sweep
	scene      Scene
	places     map[string]Place
}

// NewLog returns a log that writes to out, one JSON object a line.
func NewLog(out io.Writer) *Log { return &Log{out: json.NewEncoder(out)} }

// Note writes what is new in a snapshot that was drawn.
func (l *Log) Note(s Snapshot) error {
	var events []Event
	if s.Notice.Number != l.notice {
		l.notice = s.Notice.Number
		events = append(events, Event{Kind: "notice", Generation: s.Generation, Text: s.Notice.Text, Error: s.Notice.Err})
	}
	if s.Blocked != nil && s.Blocked != l.blocked {
		events = append(events, Event{Kind: "blocked", Generation: s.Generation, Text: s.Blocked.Error(), Error: true})
	}
	l.blocked = s.Blocked
	if s.Current() && s.Generation != l.generation {
		l.generation = s.Generation
		e := resultEvent(s.Result)
		if l.Stall != nil {
			e.StallMilliseconds = milliseconds(l.Stall())
		}
		events = append(events, e)
	}
	if second := s.Beside(); second != nil && s.Current() && s.Generation != l.second {
		l.second = s.Generation
		e := resultEvent(&second.Result)
		e.Kind, e.Compare = "compare", compareNames[s.Settings.Compare.With]
		events = append(events, e)
	}
	if s.Sweep != nil && s.Sweep.Done && len(s.Sweep.Points) > 0 && s.Sweep != l.sweep {
		l.sweep = s.Sweep
		events = append(events, Event{Kind: "sweep", Generation: s.Generation, Points: len(s.Sweep.Points)})
	}
	return l.write(events...)
}

// Painted writes that a result, or an iterate on the way to it, has just come
// to be seen.
func (l *Log) Painted(r *Result) error {
	now := time.Now()
	return l.write(Event{
		Kind: "painted", Generation: r.Generation, Step: r.Step, Steps: r.Steps, Final: r.Final,
		Milliseconds: milliseconds(now.Sub(r.Began)), At: now.UnixMicro(),
	})
}

// Add writes events of another screen than Explore.
func (l *Log) Add(events ...Event) error { return l.write(events...) }

func (l *Log) write(events ...Event) error {
	for _, e := range events {
		if err := l.out.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// compareNames are how the log calls what is compared.
var compareNames = map[Beside]string{SecondAttack: "attack", SecondModel: "model"}

func resultEvent(r *Result) Event {
	label := func(class int) string { return r.Model.Label(class) }
	values, defenseValues := r.Settings.Values, r.Settings.DefenseValues
	if a, ok := attack.Find(r.Settings.Attack); ok {
		values = a.Params.Named(values)
	}
	if d, ok := defense.Find(r.Settings.Defense); ok {
		defenseValues = d.Params.Named(defenseValues)
	}
	e := Event{
		Kind: "result", Generation: r.Generation, Text: r.Sentence,
		Error:   r.Original.Verdict.Kind == story.Failed || r.Attacked.Verdict.Kind == story.Failed,
		Picture: r.Picture, Model: r.Model.Title,
		Attack: r.Settings.Attack, Values: values,
		Defense: r.Settings.Defense, DefenseValues: defenseValues,
		CleanLabel: label(r.CleanClass), AttackedLabel: label(r.AttackedClass), DefendedLabel: label(r.DefendedClass),
		Verdict: r.Attacked.Verdict.Kind.String(), DefendedVerdict: r.Defended.Verdict.Kind.String(),
		Linf255: math.Round(255 * r.Measures.Linf), SSIM: r.Measures.SSIM,
		Milliseconds: milliseconds(r.Elapsed),
		Goal:         goalWords[r.Settings.Goal.Kind], Target: label(r.Target), Seed: r.Settings.Seed,
	}
	if r.AttackedImage() != nil {
		e.Computed = &r.Outcome.Computed
	}
	return e
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
