package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"foolscope/tools/desk"
)

// sizes are those that a window may be given; the display is no larger than one of them.
var sizes = [][2]int{{1280, 800}, {1280, 800}, {1024, 768}, {640, 480}, {300, 200}, {60, 40}, {2400, 1500}, {1280, 120}, {200, 800}}

// act does an action in the window as it is now.
func (m *monkey) act(a action) error {
	from, to := m.point(a.From), m.point(a.To)
	switch a.Do {
	case "keys":
		return m.press(a.Keys...)
	case "hold":
		if err := m.display.Hold(a.Keys[0]); err != nil {
			return err
		}
		time.Sleep(time.Duration(100+a.Rest) * time.Millisecond)
		return m.display.Release(a.Keys[0])
	case "type":
		return m.display.Type(a.Text)
	case "click":
		return m.display.Click(from.X, from.Y)
	case "double":
		return m.display.DoubleClick(from.X, from.Y)
	case "right":
		return m.display.RightClick(from.X, from.Y)
	case "control":
		if name := m.control(a.Pick, ""); name != "" {
			return m.clickOn(name, a.To)
		}
	case "wheel":
		return m.display.Wheel(from.X, from.Y, []int{-5, -1, 1, 2, 8}[a.Pick%5])
	case "drag":
		return m.display.Drag(from, to)
	case "slide":
		if name := m.control(a.Pick, "."); name != "" {
			return m.slide(name, a)
		}
	case "drop":
		return m.program.Drop(from, m.things[a.Pick%len(m.things)])
	case "dropMany":
		return m.program.Drop(from, m.several(a.Pick)...)
	case "resize":
		size := sizes[a.Pick%len(sizes)]
		m.width, m.height = size[0], size[1]
		return m.program.Resize(m.width, m.height)
	case "quit":
		m.asked = time.Now()
		return m.display.Press("ctrl+q")
	case "close":
		m.asked = time.Now()
		return m.program.CloseUnderway([]desk.Point{from, to})
	case "kill":
		m.program.Kill()
		m.asked = time.Now()
	}
	return nil
}

// press presses keys. The one that ends the program is among none of them.
func (m *monkey) press(names ...string) error { return m.display.Press(names...) }

// point is one of the display that is in the window, or just beside a small one.
func (m *monkey) point(share [2]float64) desk.Point {
	return desk.Point{
		X: int(share[0] * float64(min(m.width+20, deskWidth))),
		Y: int(share[1] * float64(min(m.height+20, deskHeight))),
	}
}

// control chooses one of the controls that are on the screen, whose names contain something; empty if there is none.
func (m *monkey) control(pick int, with string) string {
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(m.program.Places())), func(name string) bool {
		return !strings.Contains(name, with)
	})
	if len(names) == 0 {
		return ""
	}
	return names[pick%len(names)]
}

// clickOn clicks where a control is, whatever lies over it, or at the edge of the screen that it lies beyond.
func (m *monkey) clickOn(name string, share [2]float64) error {
	at, err := m.program.At(name, float32(share[0]), float32(share[1]))
	if err != nil {
		return err
	}
	return m.display.Click(max(at.X, 0), max(at.Y, 0))
}

// slide drags over a control to and fro, as over a slider.
func (m *monkey) slide(name string, a action) error {
	spot := func(share [2]float64) (desk.Point, error) { return m.program.At(name, float32(share[0]), 0.8) }
	from, err := spot(a.From)
	if err != nil {
		return fmt.Errorf("it has gone: %w", err)
	}
	to, err := spot(a.To)
	if err != nil {
		return fmt.Errorf("it has gone: %w", err)
	}
	return m.display.Drag(from, to, from)
}

// several chooses two or three of the things to drop.
func (m *monkey) several(pick int) []string {
	var out []string
	for i := range 2 + pick%2 {
		out = append(out, m.things[(pick/7+i*i+i)%len(m.things)])
	}
	return out
}
