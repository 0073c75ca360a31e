package explore

// keepSight gives the panels of a screen, which were made anew, the zoom and the dividers
// of those that were; p is nil if there were none.
func (p *panels) keepSight(s *Screen) {
	if p == nil {
		return
	}
	x, y := p.viewport.Center()
	s.panels.viewport.Set(p.viewport.Zoom(), x, y)
	for i, each := range s.panels.all() {
		if was := p.all()[i].picture; was != nil && each.picture != nil {
			each.picture.SetWipe(was.Wipe())
		}
	}
}

// flip shows the attacked picture in place of the original while on is true.
func (s *Screen) flip(on bool) { s.panels.original.picture.Flip(on) }

// zoomFit shows the whole pictures.
func (s *Screen) zoomFit() { s.panels.viewport.Fit() }

// zoomOwnSize shows each pixel of the pictures as one of the screen.
func (s *Screen) zoomOwnSize() { s.panels.original.picture.Magnify(1) }

// zoomIn goes to the next larger whole number of screen pixels for a pixel.
func (s *Screen) zoomIn() { s.panels.original.picture.MagnifyMore() }

// zoomOut goes to the next smaller one.
func (s *Screen) zoomOut() { s.panels.original.picture.MagnifyLess() }
