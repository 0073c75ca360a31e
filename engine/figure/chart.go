package figure

import (
	"math"
	"strconv"

	"gonum.org/v1/plot/vg"
)

const (
	chartHeight vg.Length = 100
	// leftAxis and bottomAxis are the room for numbers.
	leftAxis   vg.Length = 26
	bottomAxis vg.Length = 24
)

// chart draws a chart and returns where it ends.
func (p *page) chart(x, y, width vg.Length, chart Chart, letter string) vg.Length {
	p.text(x, y+8, titleStyle.cut(letter+chart.Title, width), titleStyle)
	y = p.legend(x, y+13, width, chart.Lines) + 6
	left, right, bottom := x+leftAxis, x+width-4, y+chartHeight
	across := func(v float64) vg.Length {
		return left + (right-left)*vg.Length((v-chart.Min)/(chart.Max-chart.Min))
	}
	up := func(v float64) vg.Length { return bottom - chartHeight*vg.Length(min(max(v, 0), 100)/100) }
	for v := 0.0; v <= 100; v += 25 {
		p.line([]vg.Point{{X: left, Y: up(v)}, {X: right, Y: up(v)}}, 0.5, rule)
		p.textRight(left-4, up(v)+2.5, strconv.Itoa(int(v)), noteStyle)
	}
	for _, v := range ticks(chart.Min, chart.Max, 10) {
		p.line([]vg.Point{{X: across(v), Y: bottom}, {X: across(v), Y: bottom + 2.5}}, 0.5, dim)
		p.textMiddle(across(v), bottom+10, strconv.FormatFloat(v, 'f', -1, 64), noteStyle)
	}
	p.textMiddle((left+right)/2, bottom+20, noteStyle.cut(chart.Axis, right-left), noteStyle)
	if v := chart.Chosen; v >= chart.Min && v <= chart.Max {
		p.line([]vg.Point{{X: across(v), Y: y - 2}, {X: across(v), Y: bottom}}, 0.8, ink, 2, 2)
	}
	for i, line := range chart.Lines {
		var run []vg.Point
		finish := func() {
			if len(run) > 1 {
				p.line(run, lineWidth, line.Role.fill(), dashes(chart.Lines, i)...)
			}
			for _, at := range run {
				p.mark(at, line.Role)
			}
			run = nil
		}
		for j, v := range line.X {
			if math.IsNaN(line.Y[j]) || v < chart.Min || v > chart.Max {
				finish()
				continue
			}
			run = append(run, vg.Point{X: across(v), Y: up(line.Y[j])})
		}
		finish()
	}
	return bottom + bottomAxis
}

// legend names the lines and returns where it ends.
func (p *page) legend(x, y, width vg.Length, lines []Line) vg.Length {
	const sample, gap, pitch vg.Length = 20, 4, 10
	at := x
	for i, line := range lines {
		name := labelStyle.cutName(line.Name, width-sample-gap)
		need := sample + gap + labelStyle.width(name)
		if at > x && at+need > x+width {
			at, y = x, y+pitch
		}
		middle := y + 4.5
		p.line([]vg.Point{{X: at, Y: middle}, {X: at + sample, Y: middle}}, lineWidth, line.Role.fill(), dashes(lines, i)...)
		p.mark(vg.Point{X: at + sample/2, Y: middle}, line.Role)
		p.text(at+sample+gap, y+7, name, labelStyle)
		at += need + 14
	}
	return y + pitch
}

// dashes tell lines with the same colour apart: the first of them is whole.
func dashes(lines []Line, i int) []vg.Length {
	before := 0
	for _, line := range lines[:i] {
		if line.Role == lines[i].Role {
			before++
		}
	}
	if lines[i].Role == Neutral {
		before++
	}
	return [][]vg.Length{nil, {4, 2}, {1, 2}}[min(before, 2)]
}

// mark gives each role a shape, so that colour is not all that tells them apart.
func (p *page) mark(at vg.Point, role Role) {
	const r vg.Length = 1.9
	var corners []vg.Point
	switch role {
	case Original:
		for i := range 16 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 8)
			corners = append(corners, vg.Point{X: r * vg.Length(cos), Y: r * vg.Length(sin)})
		}
	case Attacked:
		corners = []vg.Point{{X: -r, Y: -r}, {X: r, Y: -r}, {X: r, Y: r}, {X: -r, Y: r}}
	case Defended:
		corners = []vg.Point{{X: -1.2 * r, Y: r}, {X: 1.2 * r, Y: r}, {X: 0, Y: -1.3 * r}}
	default:
		return
	}
	p.fill(at, corners, role.fill())
}

// ticks are round numbers between low and high, about count of them.
func ticks(low, high float64, count int) []float64 {
	if !(high > low) {
		return nil
	}
	rough := (high - low) / float64(count)
	power := math.Pow(10, math.Floor(math.Log10(rough)))
	step := 10 * power
	for _, nice := range []float64{1, 2, 5} {
		if nice*power >= rough-1e-12 {
			step = nice * power
			break
		}
	}
	var out []float64
	for i := math.Ceil(low/step - 1e-9); i*step <= high+1e-9*step; i++ {
		out = append(out, math.Round(i*step*1e9)/1e9+0) // -0 + 0 is 0
	}
	return out
}
