package events

import "foolscope/engine/param"

// Event is one line of the diagnostics log: a result or a notice that was
// shown, what the screen has become, or what the program holds.
type Event struct {
	// Kind is "result", "compare", "notice", "blocked", "sweep", "attempts", "painted",
	// "scene", "places", "vitals" or "stall". A "compare" is what stands beside
	// the result of the same generation, "attempts" are what all defences make of it. A "stall" is over when it is written:
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
	// Frames are the frames that were painted since the result before and showed
	// anything new of one, WithoutVerdicts those of them in which a panel had none.
	Frames          int `json:"frames,omitempty"`
	WithoutVerdicts int `json:"frames_without_verdicts,omitempty"`
	// Missing are the panels without a verdict in a frame that was painted.
	Missing []string `json:"missing,omitempty"`
	Points  int      `json:"points,omitempty"`
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
