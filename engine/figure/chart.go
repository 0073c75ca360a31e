package figure

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
)

const (
	chartHeight vg.Length = 100
	// leftAxis and bottomAxis are the room for numbers.
	leftAxis   vg.Length = 26
	bottomAxis vg.Length = 24
	// rightAxis is that for the numbers of lines that are read there.
	rightAxis vg.Length = 22
)

// chart draws a chart and returns where it ends.
func (p *page) chart(x, y, width vg.Length, chart Chart, letter string) vg.Length {
	p.text(x, y+8, titleStyle.cut(letter+chart.Title, width), titleStyle)
	y = p.legend(x, y+13, width, chart.Lines) + 6
	left, right, bottom := x+leftAxis, x+width-4, y+chartHeight
	inUnits := slices.ContainsFunc(chart.Lines, func(l Line) bool { return l.Unit })
	// Where all lines are read in units, the numbers at the left are theirs.
	allUnits := inUnits && !slices.ContainsFunc(chart.Lines, func(l Line) bool { return !l.Unit })
	inUnits = inUnits && !allUnits
	if inUnits {
		right -= rightAxis
	}
	across := func(v float64) vg.Length {
		return left + (right-left)*vg.Length((v-chart.Min)/(chart.Max-chart.Min))
	}
	up := func(v float64) vg.Length { return bottom - chartHeight*vg.Length(min(max(v, 0), 100)/100) }
	for v := 0.0; v <= 100; v += 25 {
		p.line([]vg.Point{{X: left, Y: up(v)}, {X: right, Y: up(v)}}, 0.5, rule)
		written := strconv.Itoa(int(v))
		if allUnits {
			written = p.numeral(strconv.FormatFloat(v/100, 'f', -1, 64))
		}
		p.textRight(left-4, up(v)+2.5, written, noteStyle)
		if inUnits {
			p.text(right+4, up(v)+2.5, p.numeral(strconv.FormatFloat(v/100, 'f', -1, 64)), noteStyle)
		}
	}
	for _, v := range ticks(chart.Min, chart.Max, 10) {
		p.line([]vg.Point{{X: across(v), Y: bottom}, {X: across(v), Y: bottom + 2.5}}, 0.5, dim)
		p.textMiddle(across(v), bottom+10, p.numeral(strconv.FormatFloat(v, 'f', -1, 64)), noteStyle)
	}
	p.textMiddle((left+right)/2, bottom+20, noteStyle.cut(chart.Axis, right-left), noteStyle)
	if v := chart.Chosen; v >= chart.Min && v <= chart.Max {
		p.line([]vg.Point{{X: across(v), Y: y - 2}, {X: across(v), Y: bottom}}, 0.8, ink, 2, 2)
	}
	for _, line := range chart.Lines {
		p.band(line, chart, across, up)
	}
	for _, line := range chart.Lines {
		var run []vg.Point
		finish := func() {
			if len(run) > 1 {
				p.line(run, lineWidth, line.Role.fill(), dashes(line.Pattern)...)
			}
			for _, at := range run {
				p.mark(at, line)
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

// band fills what lies between the bounds of a line.
func (p *page) band(line Line, chart Chart, across, up func(float64) vg.Length) {
	if len(line.Low) != len(line.X) || len(line.High) != len(line.X) {
		return
	}
	var upper, lower []vg.Point
	for j, x := range line.X {
		if math.IsNaN(line.Low[j]) || math.IsNaN(line.High[j]) || x < chart.Min || x > chart.Max {
			continue
		}
		upper = append(upper, vg.Point{X: across(x), Y: up(line.High[j])})
		lower = append(lower, vg.Point{X: across(x), Y: up(line.Low[j])})
	}
	if len(upper) < 2 {
		return
	}
	slices.Reverse(lower)
	color := line.Role.fill()
	color.A = 0x26
	p.area(append(upper, lower...), color)
}

// legend names the lines and returns where it ends.
func (p *page) legend(x, y, width vg.Length, lines []Line) vg.Length {
	const sample, gap, pitch vg.Length = 20, 4, 10
	at := x
	for _, line := range lines {
		name := labelStyle.cutName(line.Name, width-sample-gap)
		need := sample + gap + labelStyle.width(name)
		if at > x && at+need > x+width {
			at, y = x, y+pitch
		}
		middle := y + 4.5
		p.line([]vg.Point{{X: at, Y: middle}, {X: at + sample, Y: middle}}, lineWidth, line.Role.fill(), dashes(line.Pattern)...)
		p.mark(vg.Point{X: at + sample/2, Y: middle}, line)
		p.text(at+sample+gap, y+7, name, labelStyle)
		at += need + 14
	}
	return y + pitch
}

// dashes are what is drawn and left out by turns in a line of a pattern.
func dashes(pattern int) []vg.Length {
	all := [][]vg.Length{nil, {4, 2}, {1, 2}, {4, 2, 1, 2}, {8, 2.5}, {4, 2, 1, 2, 1, 2}}
	return all[max(0, pattern)%len(all)]
}

// mark draws a mark of a line, so that colour is not all that tells lines apart.
func (p *page) mark(at vg.Point, of Line) {
	if !of.Marked {
		return
	}
	const r vg.Length = 1.9
	round := func(r vg.Length) (corners []vg.Point) {
		for i := range 16 {
			sin, cos := math.Sincos(float64(i) * math.Pi / 8)
			corners = append(corners, vg.Point{X: r * vg.Length(cos), Y: r * vg.Length(sin)})
		}
		return corners
	}
	switch shapes := 6; max(0, of.Shape) % shapes {
	case 0:
		p.fill(at, round(r), of.Role.fill())
	case 1:
		p.fill(at, []vg.Point{{X: -r, Y: -r}, {X: r, Y: -r}, {X: r, Y: r}, {X: -r, Y: r}}, of.Role.fill())
	case 2:
		p.fill(at, []vg.Point{{X: -1.2 * r, Y: r}, {X: 1.2 * r, Y: r}, {X: 0, Y: -1.3 * r}}, of.Role.fill())
	case 3:
		p.fill(at, []vg.Point{{X: -1.3 * r}, {Y: r * 1.3}, {X: 1.3 * r}, {Y: -1.3 * r}}, of.Role.fill())
	case 4:
		for _, side := range []vg.Length{-1, 1} {
			p.line([]vg.Point{{X: at.X - r, Y: at.Y - side*r}, {X: at.X + r, Y: at.Y + side*r}}, 1, of.Role.fill())
		}
	case 5:
		p.fill(at, round(1.2*r), of.Role.fill())
		p.fill(at, round(0.6*r), white)
	}
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
