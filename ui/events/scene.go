package events

import "foolscope/ui/story"

// Scene is what the screen is in the middle of: all that a script must know to
// wait for it, and that no result tells.
type Scene struct {
	// Generation is that of the newest settings. The places that were written
	// before belong to it.
	Generation uint64 `json:"generation"`
	// Busy is true while something is computed, the plot aside; Paused while
	// the attack is held between two steps.
	Busy   bool `json:"busy"`
	Paused bool `json:"paused"`
	// Step of Steps is the iterate that the panels show, Moment its number in
	// the trace if somebody chose it, else -1.
	Step   int `json:"step"`
	Steps  int `json:"steps"`
	Moment int `json:"moment"`
	// Pictures are the names in the strip, Picture the chosen one. Unread are
	// those of which nobody knows yet whether they can be read.
	Pictures []string `json:"pictures"`
	Picture  string   `json:"picture"`
	Unread   int      `json:"unread"`
	// Mode and Gain are how the perturbation is drawn.
	Mode story.ViewMode `json:"mode"`
	Gain int            `json:"gain"`
	Looks
}

// Looks is what only the widgets know of a scene.
type Looks struct {
	// Plot is the page of the plot, from 0.
	Plot int `json:"plot"`
	// Zoom is 1 when the pictures fit; X and Y are the point in the middle, as
	// fractions of the picture.
	Zoom float64 `json:"zoom"`
	X    float64 `json:"x"`
	Y    float64 `json:"y"`
	// Wipe is where the divider stands, 1 at the right edge.
	Wipe float64 `json:"wipe"`
	// Overlay is true while a list, a dialog or the help lies over the window.
	Overlay bool `json:"overlay"`
	// Missing are the panels that are seen and have no verdict, or of what they have
	// to say only a part: none while the result before stays.
	Missing []string `json:"missing,omitempty"`
	// Focus is the place that has the focus, empty for another or none.
	Focus string `json:"focus"`
}

// Place is where a control is in the window, in units from its upper left
// corner.
type Place struct {
	X      float32 `json:"x"`
	Y      float32 `json:"y"`
	Width  float32 `json:"width"`
	Height float32 `json:"height"`
}

// Vitals are what the program holds. A leak is seen in them when they are
// compared between two moments at which the same is on the screen.
type Vitals struct {
	Goroutines int `json:"goroutines"`
	// Heap is what Go's heap holds right after a collection, Resident what the
	// system has given the process, both in MiB; Resident is 0 where it is not
	// known.
	Heap     float64 `json:"heap"`
	Resident float64 `json:"resident"`
	// Textures are those on the graphics card, -1 where that is not known.
	Textures int `json:"textures"`
}
