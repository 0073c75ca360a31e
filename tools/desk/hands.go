package desk

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Press presses keys one after the other, as xdotool calls them: "Tab", "ctrl+s".
func (d *Display) Press(keys ...string) error {
	return d.hands(append([]string{"key", "--delay", "60"}, keys...)...)
}

// Type types a text.
func (d *Display) Type(text string) error { return d.hands("type", "--delay", "40", "--", text) }

// Hold presses a key and does not let it go until Release.
func (d *Display) Hold(key string) error { return d.hands("keydown", key) }

// Release lets go of a key.
func (d *Display) Release(key string) error { return d.hands("keyup", key) }

// Move puts the pointer somewhere.
func (d *Display) Move(x, y int) error { return d.hands("mousemove", strconv.Itoa(x), strconv.Itoa(y)) }

// Click puts the pointer somewhere and clicks.
func (d *Display) Click(x, y int) error {
	return d.hands("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.05", "click", "1")
}

// RightClick clicks with the other button.
func (d *Display) RightClick(x, y int) error {
	return d.hands("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.05", "click", "3")
}

// DoubleClick clicks twice at the same point.
func (d *Display) DoubleClick(x, y int) error {
	return d.hands("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.05", "click", "--repeat", "2", "--delay", "80", "1")
}

// Wheel turns the wheel by notches at a point, towards the screen if they are positive.
func (d *Display) Wheel(x, y, notches int) error {
	button := "4"
	if notches < 0 {
		button, notches = "5", -notches
	}
	return d.hands("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.05",
		"click", "--repeat", strconv.Itoa(notches), "--delay", "30", button)
}

// Point is a point of the display.
type Point struct{ X, Y int }

// Drag presses the button at the first point, goes on to the others in small steps, and lets go at the last.
func (d *Display) Drag(from Point, to ...Point) error {
	const steps, pause = 12, "0.02"
	args := []string{"mousemove", strconv.Itoa(from.X), strconv.Itoa(from.Y), "sleep", "0.05", "mousedown", "1", "sleep", "0.05"}
	at := from
	for _, next := range to {
		for i := 1; i <= steps; i++ {
			x, y := at.X+(next.X-at.X)*i/steps, at.Y+(next.Y-at.Y)*i/steps
			args = append(args, "mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", pause)
		}
		at = next
	}
	return d.hands(append(args, "mouseup", "1")...)
}

// Follow presses the button at the first point, passes all others at a steady pace, and lets go at the last.
func (d *Display) Follow(path []Point, pause time.Duration) error {
	rest := strconv.FormatFloat(pause.Seconds(), 'f', 4, 64)
	args := []string{"mousemove", strconv.Itoa(path[0].X), strconv.Itoa(path[0].Y), "sleep", "0.05", "mousedown", "1"}
	for _, at := range path[1:] {
		args = append(args, "mousemove", strconv.Itoa(at.X), strconv.Itoa(at.Y), "sleep", rest)
	}
	return d.hands(append(args, "mouseup", "1")...)
}

// What scrolls under the bars of the window cannot be clicked: one at the top and a lower one at the bottom. Only the
// side bar scrolls.
const topBar, bottomBar, sideBar = 52, 34, 264

// At is a point of a control, given as shares of its width and height.
func (p *Program) At(name string, x, y float32) (Point, error) {
	place, ok := p.Place(name)
	if !ok {
		return Point{}, fmt.Errorf("there is no %q on the screen", name)
	}
	return Point{int(place.X + x*place.Width), int(place.Y + y*place.Height)}, nil
}

// Reveal turns the wheel until a control of the side bar has come out from under the bars.
func (p *Program) Reveal(name string) error {
	if strings.HasPrefix(name, strip+".") {
		if err := p.scrollStrip(name); err != nil {
			return err
		}
	}
	for range 20 {
		at, err := p.At(name, 0.5, 0.5)
		if err != nil {
			return err
		}
		notches := 0
		if at.X > sideBar {
			return nil
		}
		if at.Y > p.display.height-bottomBar {
			notches = -1
		} else if at.Y < topBar {
			notches = 1
		}
		if notches == 0 {
			return nil
		}
		if err := p.display.Wheel(at.X, p.display.height/2, notches); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
	}
	return fmt.Errorf("%q does not come into sight", name)
}

// strip is the control that scrolls by itself within the side bar: its parts are "pictures.0" and so on.
const strip = "pictures"

// scrollStrip turns the wheel over the strip until one of its pictures has come out from under its edges.
func (p *Program) scrollStrip(name string) error {
	for range 40 {
		if err := p.Reveal(strip); err != nil {
			return err
		}
		at, err := p.At(name, 0.5, 0.5)
		if err != nil {
			return err
		}
		top, err := p.At(strip, 0.5, 0)
		if err != nil {
			return err
		}
		bottom, err := p.At(strip, 0.5, 1)
		if err != nil {
			return err
		}
		notches := 0
		switch {
		case at.Y < top.Y:
			notches = 1
		case at.Y > bottom.Y:
			notches = -1
		default:
			return nil
		}
		if err := p.display.Wheel(at.X, (top.Y+bottom.Y)/2, notches); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
	}
	return fmt.Errorf("%q does not come into sight", name)
}

// ClickOn clicks into the middle of a control.
func (p *Program) ClickOn(name string) error {
	if err := p.Reveal(name); err != nil {
		return err
	}
	at, err := p.At(name, 0.5, 0.5)
	if err != nil {
		return err
	}
	return p.display.Click(at.X, at.Y)
}
