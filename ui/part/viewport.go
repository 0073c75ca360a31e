package part

const (
	// maxZoom is how many times larger than fitted a picture can be shown.
	maxZoom = 64
	// minZoom is how many times smaller: small pictures at their own size.
	minZoom = 1.0 / 64
)

// Viewport says which part of a picture is seen. Views that share one show
// the same part, whatever the size of their pictures.
type Viewport struct {
	zoom      float64
	x, y      float64
	listeners []func()
}

// NewViewport returns a viewport that shows the whole picture.
func NewViewport() *Viewport { return &Viewport{zoom: 1, x: 0.5, y: 0.5} }

// Zoom is 1 when the picture fits its view, 2 when it is twice as large.
func (v *Viewport) Zoom() float64 { return v.zoom }

// Center is the point in the middle of the view, as fractions of the picture.
func (v *Viewport) Center() (x, y float64) { return v.x, v.y }

// Listen calls f after every change.
func (v *Viewport) Listen(f func()) { v.listeners = append(v.listeners, f) }

// Fit shows the whole picture.
func (v *Viewport) Fit() { v.Set(1, 0.5, 0.5) }

// Set changes everything at once, within the bounds of the picture. A picture
// that is smaller than its view is in the middle.
func (v *Viewport) Set(zoom, x, y float64) {
	zoom = min(max(zoom, minZoom), maxZoom)
	edge := 0.5 / max(zoom, 1)
	x, y = min(max(x, edge), 1-edge), min(max(y, edge), 1-edge)
	if zoom == v.zoom && x == v.x && y == v.y {
		return
	}
	v.zoom, v.x, v.y = zoom, x, y
	for _, f := range v.listeners {
		f()
	}
}

// ZoomAt magnifies by a factor and keeps the point under the pointer where it
// is. The pointer is given from the middle of the view, in units of the size
// of the fitted picture. It stops where the whole picture fits.
func (v *Viewport) ZoomAt(factor, dx, dy float64) {
	zoom := min(max(v.zoom*factor, 1), maxZoom)
	v.Set(zoom, v.x+dx/v.zoom-dx/zoom, v.y+dy/v.zoom-dy/zoom)
}

// Pan moves the picture by a distance in units of the size of the fitted
// picture.
func (v *Viewport) Pan(dx, dy float64) { v.Set(v.zoom, v.x-dx/v.zoom, v.y-dy/v.zoom) }
