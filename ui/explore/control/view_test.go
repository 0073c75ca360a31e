package control

import (
	"image/color"
	"testing"

	"foolscope/ui/story"
)

func TestViewIsDrawnWithoutANewResult(t *testing.T) {
	w := watch(t, nil)
	before := w.settled()
	for _, view := range []story.View{{Mode: story.Signed, Gain: 2}, {Mode: story.Magnitude, Gain: 5}, {Mode: story.Similarity}, {Mode: story.Saliency}, {Mode: story.Signed}} {
		w.SetView(view)
		s := w.until("the drawing", func(s Snapshot) bool { return s.Result.Drawing.View == view })
		if s.Generation != before.Generation || s.Result.AttackedClass != before.Result.AttackedClass {
			t.Errorf("%+v changed the result", view)
		}
		if s.Result.Drawing.Image == nil || s.Result.Drawing.Low == "" || s.Result.Drawing.High == "" {
			t.Errorf("%+v: %+v", view, s.Result.Drawing)
		}
		if view.Gain != 0 && s.Result.Drawing.Gain != view.Gain {
			t.Errorf("%+v was drawn with gain %d", view, s.Result.Drawing.Gain)
		}
	}
}

func TestViewStaysForTheNextResult(t *testing.T) {
	w := watch(t, nil)
	w.settled()
	w.SetView(story.View{Mode: story.Magnitude, Gain: 2})
	w.SetValue("amount", 20)
	if got := w.settled().Result.Drawing; got.View != (story.View{Mode: story.Magnitude, Gain: 2}) || got.Image.RGBAAt(0, 0) != (color.RGBA{40, 40, 40, 255}) {
		t.Errorf("view %+v, first pixel %v", got.View, got.Image.RGBAAt(0, 0))
	}
}
