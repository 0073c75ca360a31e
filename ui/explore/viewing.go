package explore

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
