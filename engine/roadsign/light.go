package roadsign

import "math"

// light is what shines on a scene.
type light struct {
	toSun           vec3    // unit vector towards the sun
	sun, ambient    rgb     // on a surface that faces the sun; from all around
	zenith, horizon rgb     // the sky's colours
	clouds          float64 // share of the sky under cloud, 0..1
	night           float64 // 0 by day, 1 at night: how much lamps are lit
	haze            float64 // reciprocal of the distance (m) at which 63 % is lost in haze
	rain, snow      float64 // 0..1
	beam            rgb     // headlights and flash on what stands near
}

// light picks the time of day and the weather.
func (d draw) light(f framing) light {
	var l light
	kind := d.Float64()
	az, el := d.in(-math.Pi, math.Pi), d.in(0.35, 1.1)
	if d.chance(0.6) {
		az = math.Pi + d.in(-1.3, 1.3) // behind the camera, as photographers like it
	}
	l.clouds = d.in(0.1, 0.75)
	l.haze = d.in(0.0006, 0.003)
	l.sun, l.ambient = rgb{0.80, 0.76, 0.68}, rgb{0.36, 0.41, 0.50}
	l.zenith, l.horizon = rgb{0.10, 0.27, 0.66}, rgb{0.55, 0.72, 0.92}
	if f == showcase {
		// Clear days, or the golden hour, with the sun behind the camera.
		kind *= 0.5
		az, el, l.clouds = math.Pi+d.in(-0.75, 0.75), d.in(0.35, 0.75), d.in(0.2, 0.5)
		l.haze = d.in(0.0006, 0.0014)
	}
	switch {
	case kind < 0.42: // clear day
	case kind < 0.58: // low sun
		el = d.in(0.08, 0.3)
		l.sun, l.ambient = rgb{0.95, 0.64, 0.36}, rgb{0.30, 0.31, 0.38}
		l.zenith, l.horizon = rgb{0.16, 0.28, 0.55}, rgb{0.98, 0.70, 0.42}
	case kind < 0.78: // overcast
		k := d.in(0.75, 1)
		l.sun, l.ambient = gray(0.08), rgb{0.66, 0.69, 0.73}.scale(k)
		l.zenith, l.horizon = rgb{0.42, 0.47, 0.55}.scale(k), rgb{0.74, 0.77, 0.80}.scale(k)
		l.clouds = 0.95
		switch weather := d.Float64(); {
		case weather < 0.35:
			l.rain, l.haze = d.in(0.3, 1), d.in(0.004, 0.012)
		case weather < 0.55:
			l.snow, l.haze = d.in(0.3, 1), d.in(0.004, 0.012)
		case weather < 0.8:
			l.haze = d.in(0.012, 0.034)
		}
	case kind < 0.89: // dusk
		l.night = d.in(0.35, 0.6)
		l.sun, l.ambient = rgb{0.10, 0.07, 0.06}, rgb{0.22, 0.24, 0.34}
		l.zenith = rgb{0.06, 0.10, 0.26}
		l.horizon = d.color(rgb{0.75, 0.36, 0.22}, rgb{0.55, 0.34, 0.42}, rgb{0.40, 0.44, 0.60})
		l.beam = gray(d.in(0.15, 0.4))
	default: // night
		l.night = 1
		l.sun, l.ambient = gray(0.01), rgb{0.045, 0.05, 0.07}
		l.zenith, l.horizon = rgb{0.008, 0.011, 0.025}, rgb{0.06, 0.05, 0.055}
		l.beam = rgb{1, 0.96, 0.88}.scale(d.in(0.45, 0.8))
		if d.chance(0.3) {
			l.rain = d.in(0.3, 0.8)
		}
	}
	l.toSun = vec3{math.Sin(az) * math.Cos(el), math.Sin(el), math.Cos(az) * math.Cos(el)}
	return l
}

// on is the light that a matt surface of the given normal receives.
func (l *light) on(normal vec3) rgb {
	sky := 0.75 + 0.25*normal.y
	return l.ambient.scale(sky).add(l.sun.scale(max(0, normal.dot(l.toSun))))
}

// through is what a colour at distance z looks like behind the haze.
func (l *light) through(col rgb, z float64) rgb {
	return col.mix(l.veil(), 1-fade(z*l.haze))
}

// veil is the colour of haze.
func (l *light) veil() rgb { return l.horizon.mix(l.ambient.scale(1.2), 0.35) }
