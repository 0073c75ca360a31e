package roadsign

import "math"

// rgb is a colour in linear light.
type rgb struct{ r, g, b float64 }

// hex is the linear colour of an sRGB value such as 0xd01c1c.
func hex(v uint32) rgb {
	return rgb{linear(v >> 16 & 255), linear(v >> 8 & 255), linear(v & 255)}
}

func linear(level uint32) float64 { return linearTable[level] }

var linearTable = func() (t [256]float64) {
	for i := range t {
		x := float64(i) / 255
		if x <= 0.04045 {
			t[i] = x / 12.92
		} else {
			t[i] = math.Pow((x+0.055)/1.055, 2.4)
		}
	}
	return t
}()

func gray(v float64) rgb { return rgb{v, v, v} }

func (a rgb) add(b rgb) rgb       { return rgb{a.r + b.r, a.g + b.g, a.b + b.b} }
func (a rgb) mul(b rgb) rgb       { return rgb{a.r * b.r, a.g * b.g, a.b * b.b} }
func (a rgb) scale(k float64) rgb { return rgb{a.r * k, a.g * k, a.b * k} }
func (a rgb) luma() float64       { return 0.2126*a.r + 0.7152*a.g + 0.0722*a.b }
func (a rgb) mix(b rgb, t float64) rgb {
	return rgb{a.r + (b.r-a.r)*t, a.g + (b.g-a.g)*t, a.b + (b.b-a.b)*t}
}

// clamp01 is on every pixel's way; comparisons are several times as fast as the
// built-in min and max, which look after NaN.
func clamp01(x float64) float64 {
	if x < 0 {
		return 0
	}
	if x > 1 {
		return 1
	}
	return x
}

// ramp rises smoothly from 0 at lo to 1 at hi.
func ramp(lo, hi, x float64) float64 {
	t := clamp01((x - lo) / (hi - lo))
	return t * t * (3 - 2*t)
}

// edge is the share of a pixel of width w inside a shape whose border lies at
// signed distance d from the pixel's centre, positive inside.
func edge(d, w float64) float64 { return clamp01(d/w + 0.5) }

// encoded tables the way from linear light in [0,2) to sRGB in [0,1], with a
// shoulder above 0.75 so that glare rolls off instead of clipping.
var encoded = func() (t [4097]float32) {
	for i := range t {
		x := float64(i) / 2048
		if x > 0.75 {
			x = 0.75 + 0.25*(1-math.Exp(-(x-0.75)/0.25))
		}
		if x <= 0.0031308 {
			x *= 12.92
		} else {
			x = 1.055*math.Pow(x, 1/2.4) - 0.055
		}
		t[i] = float32(clamp01(x))
	}
	return t
}()

func encode(x float64) float32 {
	x = 4095.9 * clamp01(x*0.5)
	i := int(x)
	f := float32(x - float64(i))
	return encoded[i] + (encoded[i+1]-encoded[i])*f
}
