package roadsign

import "math"

// vec3 is a point or direction: x right, y up, z away from the camera.
type vec3 struct{ x, y, z float64 }

func (a vec3) add(b vec3) vec3      { return vec3{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec3) sub(b vec3) vec3      { return vec3{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vec3) scale(k float64) vec3 { return vec3{a.x * k, a.y * k, a.z * k} }
func (a vec3) dot(b vec3) float64   { return a.x*b.x + a.y*b.y + a.z*b.z }

// yawed turns around the vertical axis, positive bringing +z towards +x.
func (a vec3) yawed(angle float64) vec3 {
	s, c := math.Sincos(angle)
	return vec3{c*a.x + s*a.z, a.y, c*a.z - s*a.x}
}

// pitched turns around the x axis, positive bringing +z towards +y.
func (a vec3) pitched(angle float64) vec3 {
	s, c := math.Sincos(angle)
	return vec3{a.x, c*a.y + s*a.z, c*a.z - s*a.y}
}
