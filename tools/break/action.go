package main

import (
	"encoding/json"
	"math/rand/v2"
)

// action is one thing that the monkey does. It follows from the seed alone; what it meets depends on the window.
type action struct {
	Do   string   `json:"do"`
	Keys []string `json:"keys,omitempty"`
	Text string   `json:"text,omitempty"`
	// From and To are points, as shares of the window's width and height.
	From [2]float64 `json:"from"`
	To   [2]float64 `json:"to"`
	// Pick chooses among what there is at that moment: the remainder of a division.
	Pick int `json:"pick"`
	// Rest is the pause after it, in milliseconds.
	Rest int `json:"rest"`
}

func (a action) String() string {
	text, err := json.Marshal(a)
	if err != nil {
		panic("break: " + err.Error())
	}
	return string(text)
}

// doings are what the monkey may do; the weight says how often.
var doings = []struct {
	weight int
	do     string
}{
	{40, "keys"}, {6, "type"}, {2, "hold"},
	{20, "click"}, {28, "control"}, {6, "double"}, {4, "right"}, {8, "wheel"},
	{12, "drag"}, {20, "slide"}, {8, "drop"}, {4, "dropMany"}, {6, "resize"},
	{1, "quit"}, {1, "close"}, {1, "kill"},
}

// keys are those that do something, and some that do not. They are called as xdotool calls them.
var keys = []string{
	"Tab", "Tab", "shift+Tab", "Right", "Left", "Up", "Down", "Prior", "Next", "Home", "End", "space", "Return", "Escape",
	"Escape", "Delete", "BackSpace", "F1", "F5", "b", "p", "question", "0", "1", "9", "minus", "period", "shift+F10",
	"ctrl+o", "ctrl+shift+o", "ctrl+m", "ctrl+shift+m", "ctrl+s", "ctrl+shift+s", "ctrl+e", "ctrl+shift+e",
	"ctrl+1", "ctrl+2", "ctrl+z", "ctrl+z", "ctrl+shift+z", "ctrl+y", "ctrl+c", "ctrl+v", "ctrl+shift+c", "ctrl+x", "ctrl+a",
	"ctrl+0", "ctrl+plus", "ctrl+minus", "ctrl+Tab", "alt+F4", "ctrl+Return", "shift+Return", "shift+Right", "ctrl+Left",
}

// texts are typed into whatever takes them.
var texts = []string{"0.05", "-1", "1e9", "NaN", "abc", "8/255", "../x", "stop", "0", "999999999999"}

// nextAction draws an action. It draws equally often, whatever it is.
func nextAction(chance *rand.Rand) action {
	sum := 0
	for _, d := range doings {
		sum += d.weight
	}
	n := chance.IntN(sum)
	a := action{}
	for _, d := range doings {
		if n -= d.weight; n < 0 {
			a.Do = d.do
			break
		}
	}
	drawn := make([]string, 1+chance.IntN(5))
	for i := range drawn {
		drawn[i] = keys[chance.IntN(len(keys))]
	}
	text := texts[chance.IntN(len(texts))]
	a.From = [2]float64{chance.Float64(), chance.Float64()}
	a.To = [2]float64{chance.Float64(), chance.Float64()}
	a.Pick, a.Rest = chance.IntN(1<<20), 0
	if chance.IntN(3) == 0 {
		a.Rest = chance.IntN(700)
	}
	switch a.Do {
	case "keys":
		a.Keys = drawn
	case "hold":
		a.Keys = drawn[:1]
	case "type":
		a.Text = text
	}
	return a
}
