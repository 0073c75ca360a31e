package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"foolscope/tools/desk"
	"foolscope/ui/events"
)

type vitals = events.Vitals

// mostPictures is how many pictures the strip may have before some are taken away.
const mostPictures = 12

// deeds are what a person may do next; the weight says how often.
var deeds = []struct {
	weight int
	do     func(*sitter) error
}{
	{12, (*sitter).slide},
	{2, func(s *sitter) error { return s.choose("attack", s.chance.IntN(12)) }},
	{2, func(s *sitter) error { return s.choose("defense", s.chance.IntN(8)) }},
	{1, (*sitter).otherModel},
	{3, (*sitter).otherPicture},
	{1, func(s *sitter) error { return s.choose("goal", s.chance.IntN(6)) }},
	{1, (*sitter).dropPhoto},
	{4, (*sitter).zoom},
	{3, (*sitter).wipe},
	{1, func(s *sitter) error { return s.choose("mode", s.chance.IntN(4)) }},
	{1, func(s *sitter) error { return s.choose("gain", s.chance.IntN(4)) }},
	{2, func(s *sitter) error { return s.click(fmt.Sprintf("page.%d", s.chance.IntN(3))) }},
	{2, func(s *sitter) error { return s.click("play") }},
	{3, (*sitter).alongPlot},
	{2, func(s *sitter) error { return s.click(fmt.Sprintf("preset.%d", s.chance.IntN(3))) }},
	{3, func(s *sitter) error { return s.keys("ctrl+z", "ctrl+z", "ctrl+shift+z") }},
	{2, (*sitter).stepByStep},
	{1, (*sitter).blink},
	{1, func(s *sitter) error { return s.keys("F1", "F1") }},
	{1, (*sitter).lecture},
	{1, func(s *sitter) error { return s.keys("ctrl+c", "ctrl+v") }},
	{1, func(s *sitter) error { return s.keys([]string{"ctrl+s", "ctrl+e"}[s.chance.IntN(2)]) }},
	{1, func(s *sitter) error { return s.choose("compare", s.chance.IntN(3)) }},
	{2, (*sitter).randomKeys},
}

// act does one of the deeds, and closes what it left open.
func (s *sitter) act() error {
	sum := 0
	for _, d := range deeds {
		sum += d.weight
	}
	n := s.chance.IntN(sum)
	for _, d := range deeds {
		if n -= d.weight; n < 0 {
			if err := d.do(s); err != nil {
				return err
			}
			break
		}
	}
	if s.chance.IntN(3) == 0 {
		// Most of the time the next thing is done before the result is there.
		time.Sleep(time.Duration(s.chance.IntN(800)) * time.Millisecond)
	}
	if s.program.Scene().Overlay {
		return s.keys("Escape")
	}
	return nil
}

func (s *sitter) keys(keys ...string) error { return s.display.Press(keys...) }

// click clicks on a control if it is there.
func (s *sitter) click(name string) error {
	if _, ok := s.program.Place(name); !ok {
		return nil
	}
	return s.program.ClickOn(name)
}

// point is somewhere on a control, ok if it is there.
func (s *sitter) point(name string) (at desk.Point, ok bool) {
	at, err := s.program.At(name, 0.05+0.9*s.chance.Float32(), 0.05+0.9*s.chance.Float32())
	return at, err == nil
}

// choose opens a list and takes what is some places further down.
func (s *sitter) choose(name string, down int) error {
	if err := s.click(name); err != nil {
		return err
	}
	keys := []string{"Home"}
	for range down {
		keys = append(keys, "Down")
	}
	return s.keys(append(keys, "Return")...)
}

// slide drags a slider to and fro.
func (s *sitter) slide() error {
	var names []string
	for name := range s.program.Places() {
		if strings.HasPrefix(name, "attack.") || strings.HasPrefix(name, "defense.") || strings.HasPrefix(name, "compare.") {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	name := names[s.chance.IntN(len(names))]
	if err := s.program.Reveal(name); err != nil {
		return nil
	}
	// The slider is in the lower part of its row.
	spot := func() desk.Point {
		at, _ := s.program.At(name, s.chance.Float32(), 0.8)
		return at
	}
	return s.display.Drag(spot(), spot(), spot(), spot())
}

func (s *sitter) otherModel() error {
	if len(s.material.models) == 0 {
		return nil
	}
	return s.choose("model", s.chance.IntN(2))
}

func (s *sitter) otherPicture() error {
	n := len(s.program.Scene().Pictures)
	if n > mostPictures {
		return s.removeLast()
	}
	return s.click(fmt.Sprintf("pictures.%d", s.chance.IntN(max(n, 1))))
}

// removeLast takes the last picture of the strip away.
func (s *sitter) removeLast() error {
	if err := s.click(fmt.Sprintf("pictures.%d", len(s.program.Scene().Pictures)-1)); err != nil {
		return err
	}
	return s.keys("Delete")
}

func (s *sitter) dropPhoto() error {
	if len(s.material.photos) == 0 {
		return nil
	}
	return s.program.Drop(desk.Point{X: width / 2, Y: height / 2}, s.material.photos[s.chance.IntN(len(s.material.photos))])
}

var panels = []string{"original", "perturbation", "attacked", "defended"}

// zoom turns the wheel and drags the picture.
func (s *sitter) zoom() error {
	name := panels[s.chance.IntN(len(panels))]
	at, ok := s.point(name)
	if !ok {
		return nil
	}
	switch s.chance.IntN(4) {
	case 0:
		return s.keys([]string{"ctrl+0", "ctrl+1", "ctrl+plus", "ctrl+minus"}[s.chance.IntN(4)])
	case 1:
		return s.display.DoubleClick(at.X, at.Y)
	case 2:
		to, _ := s.point(name)
		return s.display.Drag(at, to)
	}
	return s.display.Wheel(at.X, at.Y, []int{-5, -2, 2, 5}[s.chance.IntN(4)])
}

func (s *sitter) wipe() error {
	from, err := s.program.At("wipe", 0.5, 0.5)
	to, ok := s.point("original")
	back, _ := s.point("original")
	if err != nil || !ok {
		return nil
	}
	return s.display.Drag(from, to, back)
}

// alongPlot drags through the plot and clicks there.
func (s *sitter) alongPlot() error {
	from, ok := s.point("plot")
	to, _ := s.point("plot")
	if !ok {
		return nil
	}
	if s.chance.IntN(2) == 0 {
		return s.display.Click(from.X, from.Y)
	}
	return s.display.Drag(from, to)
}

// stepByStep changes something and pauses what follows.
func (s *sitter) stepByStep() error {
	if err := s.slide(); err != nil {
		return err
	}
	// A click on nothing takes the focus away, which would have the keys.
	if err := s.display.Click(width-4, height-60); err != nil {
		return err
	}
	return s.keys("space", "Right", "Right", "Right", "space")
}

// lecture drags a slider in the classroom.
func (s *sitter) lecture() error {
	if err := s.keys("F5"); err != nil {
		return err
	}
	time.Sleep(time.Second)
	if err := s.slide(); err != nil {
		return err
	}
	return s.keys("F5")
}

func (s *sitter) blink() error {
	if err := s.display.Hold("b"); err != nil {
		return err
	}
	time.Sleep(200 * time.Millisecond)
	return s.display.Release("b")
}

var anyKeys = []string{"Tab", "Tab", "shift+Tab", "Right", "Left", "Up", "Down", "Prior", "Next", "Home", "End", "space", "Escape"}

func (s *sitter) randomKeys() error {
	var keys []string
	for range 6 {
		keys = append(keys, anyKeys[s.chance.IntN(len(anyKeys))])
	}
	return s.keys(keys...)
}
