package explore

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"foolscope/engine/heatmap"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// modes are what the perturbation panel can draw, in the order of ViewMode; key
// names the text that explains one.
var modes = []struct{ key, name, caption string }{
	story.Signed:     {"signed", "view.names.signed", "view.captions.signed"},
	story.Magnitude:  {"magnitude", "view.names.magnitude", "view.captions.magnitude"},
	story.Similarity: {"similarity", "view.names.similarity", "view.captions.similarity"},
	story.Saliency:   {"saliency", "view.names.saliency", "view.captions.saliency"},
}

// drawing shows what was done to the picture, and lets people choose how.
type drawing struct {
	picture *part.PictureView
	mode    *part.Pick
	gain    *part.Pick
	scale   *part.Scale
	content fyne.CanvasObject

	notes *notes
	// set is told the view that somebody chose.
	set  func(story.View)
	view story.View
	// shown is the drawing on the screen.
	shown story.Drawing
}

func newDrawing(picture *part.PictureView, about *notes, set func(story.View)) *drawing {
	d := &drawing{picture: picture, scale: part.NewScale(), notes: about, set: set}
	names := make([]string, len(modes))
	for i, m := range modes {
		names[i] = words.Say(m.name)
	}
	d.mode = part.NewPick(part.Options(names...), d.chooseMode)
	d.gain = part.NewPick(part.Options(gainNames()...), d.chooseGain)
	d.mode.Describe(d.note)
	d.gain.Describe(about.of(words.Say("view.gain"), "control.gain"))
	d.content = &fyne.Container{Layout: onPicture{d}, Objects: []fyne.CanvasObject{picture, d.scale, d.mode, d.gain}}
	d.show(story.View{}, story.Drawing{})
	return d
}

// note explains what is drawn.
func (d *drawing) note() part.Note {
	m := modes[d.view.Mode]
	return d.notes.of(words.Say(m.caption), "view."+m.key)()
}

// gainNames are the options of the gain: auto, then heatmap.Gains.
func gainNames() []string {
	names := []string{words.Say("view.auto")}
	for _, gain := range heatmap.Gains() {
		names = append(names, gainName(gain))
	}
	return names
}

func gainName(gain int) string { return fmt.Sprintf("× %d", gain) }

func (d *drawing) chooseMode(i int) {
	d.view.Mode = story.ViewMode(i)
	d.set(d.view)
}

func (d *drawing) chooseGain(i int) {
	d.view.Gain = 0
	if i > 0 {
		d.view.Gain = heatmap.Gains()[i-1]
	}
	d.set(d.view)
}

// show draws the picture, and what the view is.
func (d *drawing) show(v story.View, now story.Drawing) {
	d.view, d.shown = v, now
	d.picture.SetImage(now.Image)
	d.picture.SetPlaceholder(now.Problem)
	d.picture.SetTip(d.note().Words)
	d.scale.Set(now.Low, now.High)
	d.mode.Set(int(v.Mode), words.Say(modes[v.Mode].name))
	chosen := 1 + slices.Index(heatmap.Gains(), v.Gain)
	word := gainNames()[chosen]
	if now.Gain != 0 {
		word = gainName(now.Gain)
	}
	d.gain.Set(chosen, word)
	seen := now.Image != nil
	part.SetVisible(d.mode, seen || now.Problem != "")
	part.SetVisible(d.gain, seen && now.Gain != 0)
	d.fit()
}

// caption says what is drawn.
func (d *drawing) caption() string { return words.Say(modes[d.view.Mode].caption) }

// fit arranges the controls for the words that they have now, and leaves out
// the legend where there is no room for it.
func (d *drawing) fit() {
	size, gap := d.content.Size(), gap(look.Gap8)
	mode, gain, scale := d.mode.MinSize(), d.gain.MinSize(), d.scale.MinSize()
	place := func(o fyne.CanvasObject, x, y float32, least fyne.Size) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(least)
	}
	place(d.scale, size.Width-gap-scale.Width, gap, scale)
	bottom := size.Height - gap - mode.Height
	place(d.gain, size.Width-gap-gain.Width, bottom, gain)
	if d.gain.Visible() && mode.Width+gain.Width+3*gap > size.Width {
		// Above each other where they do not fit side by side.
		bottom -= mode.Height + gap
	}
	place(d.mode, gap, bottom, mode)
	part.SetVisible(d.scale, d.shown.Image != nil && scale.Width+2*gap <= size.Width)
}

// onPicture lays the controls of a drawing over its picture.
type onPicture struct{ d *drawing }

func (l onPicture) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Move(fyne.NewPos(0, 0))
	o[0].Resize(size)
	l.d.fit()
}

func (l onPicture) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
