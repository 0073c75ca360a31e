package part

import (
	"math"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

const (
	// leaderRoom is the room between the end of the axis and the names, in which a
	// short line leads from the one to the other.
	leaderRoom = 18
	// namesShare is how much of a plot names may take.
	namesShare = 0.36
	endPitch   = 16
)

func (p *Plot) nameStyle(i int) fyne.TextStyle {
	return fyne.TextStyle{Bold: p.lines[i].Key == p.chosen.Line}
}

// namesWidth is the room for the names, and for what leads to them.
func (p *Plot) namesWidth(width float32) float32 {
	var need float32
	for _, l := range p.lines {
		if l.Name != "" {
			// Bold, so that nothing moves when another line is chosen.
			need = max(need, widthOf(l.Name, p.length(look.SizeTable), bold)+p.scaled(leaderRoom))
		}
	}
	return float32(math.Ceil(float64(min(need, width*namesShare))))
}

func (p *Plot) paintNames() {
	for i := range p.names {
		l := p.lines[i]
		p.write(&p.names[i].text, l.Name, look.SizeTable, l.Meaning.Text(), p.nameStyle(i))
	}
}

// placeNames writes each name beside the end of its line, or as near as the others
// allow. Where not all have room, the chosen line has its name before others.
func (p *Plot) placeNames(row float32) {
	pitch := p.scaled(endPitch)
	low, high := p.up.end-pitch/2, p.up.start+pitch/2
	room := max(1, int((high-low)/pitch))
	var owners []int
	for i := range p.names {
		p.names[i].box = area{}
		if last := p.lastPoint(i); last >= 0 && p.lines[i].Name != "" {
			owners = append(owners, i)
		} else {
			SetVisible(&p.names[i].text, false)
		}
	}
	for k := len(owners) - 1; k >= 0 && len(owners) > room; k-- {
		if i := owners[k]; p.lines[i].Key != p.chosen.Line {
			SetVisible(&p.names[i].text, false)
			owners = append(owners[:k], owners[k+1:]...)
		}
	}
	places, heights := make([]float32, len(owners)), make([]float32, len(owners))
	for n, i := range owners {
		places[n] = p.spot(p.lines[i].Points[p.lastPoint(i)]).Y
		heights[n] = pitch
	}
	spread(places, heights, low, high)
	p.leaders.begin()
	left := p.across.end + p.scaled(leaderRoom)
	right := p.Size().Width
	for n, i := range owners {
		name := &p.names[i]
		name.box = area{left, places[n] - pitch/2, right, places[n] + pitch/2}
		name.text.Text = curveName(p.lines[i].Name, name.text.TextSize, name.text.TextStyle, right-left)
		Put(&name.text, left, places[n]-row/2, right-left, row)
		SetVisible(&name.text, true)
		end := p.spot(p.lines[i].Points[p.lastPoint(i)])
		if end.X < p.across.end-p.scaled(leaderRoom) {
			// What leads there would cross other lines.
			continue
		}
		if off := places[n] - end.Y; off > 2 || off < -2 {
			from := fyne.NewPos(end.X+p.scaled(plotMark)+3, end.Y)
			p.leaders.path([]fyne.Position{from, {X: left - p.length(look.Gap4), Y: places[n]}}, pen{color: p.color(p.lines[i].Meaning.Fill()), width: 1})
		}
	}
	p.leaders.end(area{p.across.start, low - pitch, left, high + pitch})
}

// lastPoint is the number of the last point of a line that can be drawn, -1 if there
// is none.
func (p *Plot) lastPoint(i int) int {
	points := p.lines[i].Points
	for k := len(points) - 1; k >= 0; k-- {
		if !math.IsNaN(points[k].Y) {
			return k
		}
	}
	return -1
}
