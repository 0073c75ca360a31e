package roadsign

import "math"

// sky is the dome above the horizon.
type sky struct {
	*light
	shift    pt      // where in the noise the clouds lie
	scale    float64 // cells of cloud noise per unit of the cloud plane
	sunAt    pt      // the sun's slopes, right and up
	sunAhead bool
}

func (d draw) sky(l *light) sky {
	s := sky{light: l, shift: pt{d.in(0, 90), d.in(0, 90)}, scale: d.in(0.7, 1.3)}
	if l.toSun.z > 0.15 && l.clouds < 0.9 && l.night == 0 {
		s.sunAhead = true
		s.sunAt = pt{l.toSun.x / l.toSun.z, l.toSun.y / l.toSun.z}
	}
	return s
}

// at is the sky's colour along slope dx to the right and up above the horizon;
// fw is the slope that a pixel spans.
func (s *sky) at(dx, up, fw float64) rgb {
	up = max(up, 0)
	col := s.horizon.mix(s.zenith, 1-fade(up*3.2))
	if s.sunAhead {
		r := math.Hypot(dx-s.sunAt.x, up-s.sunAt.y)
		col = col.add(s.sun.scale(1.1 * fade(r*3.2)))
		if r < 0.06 {
			col = col.add(s.sun.scale(4 * edge(0.045-r, max(fw, 0.02))))
		}
	}
	// Clouds hang in a plane overhead, so they shrink towards the horizon.
	depth := 1 / (up + 0.10)
	x, y := dx*depth*s.scale+s.shift.x, depth*s.scale*1.3+s.shift.y
	size := fw * depth * s.scale * (1 + depth)
	thick := fbm(x, y, size, 5)
	cover := 0.72 - 0.44*s.clouds
	body := ramp(cover, cover+0.14, thick)
	if body > 0 {
		// Where there is less cloud towards the sun, its light comes through.
		toward := fbm(x+0.28*s.toSun.x, y-0.22, size, 3)
		lit := 0.62 + 0.38*ramp(-0.10, 0.12, thick-toward) - 0.25*ramp(cover+0.1, cover+0.3, thick)
		cloud := s.sun.scale(0.62).add(s.ambient.scale(0.95)).scale(lit)
		cloud = cloud.mix(s.horizon, 0.25+0.5*fade(up*9))
		col = col.mix(cloud, body*0.92*(1-fade(up*22)))
	}
	return col
}
