package part

import (
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/ui/look"
)

// SetFoot lays a control on the lower left corner of the picture, no wider than that is
// wide. In the order of reading it comes before the divider.
func (v *PictureView) SetFoot(o fyne.CanvasObject) {
	v.foot = o
	v.objects = slices.Insert(v.objects, len(v.objects)-1, o)
	v.Refresh()
}

func (v *PictureView) placeFoot(size fyne.Size) {
	if v.foot == nil {
		return
	}
	gap, least := v.length(look.Gap8), v.foot.MinSize()
	Put(v.foot, gap, size.Height-gap-least.Height, max(0, min(least.Width, size.Width-2*gap)), least.Height)
}
