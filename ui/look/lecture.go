package look

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The window that the lengths of a lecture are made for: its height, and the
// least width that it may have for that.
const (
	lectureHeight = 800
	lectureWidth  = 1000
)

// lectureLengths are those that a lecture has in a window 800 units high. The
// smallest type is a fortieth of that, which can be read from the last row of a
// hall; distances grow less than type, to leave the room to pictures.
var lectureLengths = map[fyne.ThemeSizeName]float32{
	SizeCaption: 20, SizeTable: 20, SizeBody: 20, SizeTitle: 26, SizeVerdict: 32,
	Gap4: 4, Gap8: 8, Gap12: 12, Gap16: 16,
	RadiusThumb: 4, RadiusControl: 6, RadiusPanel: 8,
	// Pictures to choose from stand in a single column.
	SideBarWidth: 82, ThumbSide: 49,
	TopBarHeight: 60, StatusLineHeight: 42,
	BarHeight: 14, RowHeight: 30, ControlHeight: 46,

	theme.SizeNameSubHeadingText:       26,
	theme.SizeNameInlineIcon:           26,
	theme.SizeNameScrollBar:            16,
	theme.SizeNameScrollBarSmall:       6,
	theme.SizeNameWindowButtonHeight:   26,
	theme.SizeNameWindowTitleBarHeight: 40,
}

// LectureScale is how large a lecture is drawn in a window of the given size, 1
// where that is 800 units high. It goes by twentieths, so that type is not less
// than a fortieth of the height, has whole units, and does not change with each
// unit of a resize. Narrow windows get smaller type.
func LectureScale(window fyne.Size) float32 {
	share := min(window.Height/lectureHeight, window.Width/lectureWidth)
	const twentieth = 20
	return max(0.5, float32(math.Ceil(float64(share*twentieth)-0.01))/twentieth)
}

// Lecture returns a copy for a lecture hall: all type is large, and verdicts are
// larger still. Scale is that of LectureScale.
func (t *Theme) Lecture(scale float32) *Theme {
	out := *t
	out.lecture, out.scale = true, scale
	return &out
}
