package explore

// Blink shows the attacked picture in place of the original while on is true.
func (s *Screen) Blink(on bool) { s.panels.original.picture.Flip(on) }

// ZoomFit shows the whole pictures.
func (s *Screen) ZoomFit() { s.panels.viewport.Fit() }

// ZoomOwnSize shows each pixel of the pictures as one of the screen.
func (s *Screen) ZoomOwnSize() { s.panels.original.picture.Magnify(1) }

// ZoomIn goes to the next larger whole number of screen pixels for a pixel.
func (s *Screen) ZoomIn() { s.panels.original.picture.MagnifyMore() }

// ZoomOut goes to the next smaller one.
func (s *Screen) ZoomOut() { s.panels.original.picture.MagnifyLess() }
