package export

import (
	"fmt"
	"image"

	"golang.org/x/image/draw"

	"foolscope/engine/figure"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/words"
)

// columns are the panels of a comparison: the original, both columns, and their
// measures below both perturbations.
func columns(s control.Snapshot, names choice.Catalog) []figure.Panel {
	r, second := s.Result, s.Beside()
	original, first := r.Original, r.Attacked
	if second.FirstAttacked != nil {
		original.Rows, first.Rows = second.FirstOriginal, second.FirstAttacked
	}
	a, _ := attackOf(names, r)
	b, _ := attackOf(names, &second.Result)
	if s.Settings.Compare.With == choice.SecondModel {
		a, b = r.Model.Title, second.Model.Title
	}
	measures := figure.Panel{
		Title: "A | B", Note: fmt.Sprintf("× %d", r.Gain),
		Image: sideBySide(r.Perturbation, second.Perturbation), Verdict: second.Conclusion(r),
	}
	for _, pair := range s.Pairs(r, second) {
		measures.Facts = append(measures.Facts, figure.Fact{Name: pair.Name, Value: pair.First + " | " + pair.Second})
	}
	return []figure.Panel{
		panel(words.Say("panel.original"), figure.Original, original, fmt.Sprintf("%d × %d", r.Model.Width, r.Model.Height)),
		panel("A: "+a, figure.Attacked, first, ""),
		panel("B: "+b, figure.Attacked, second.Attacked, ""),
		measures,
	}
}

// besideCaption says how the second column came about, and how the defence did
// in both.
func besideCaption(s control.Snapshot, names choice.Catalog) string {
	r, second := s.Result, s.Beside()
	if !second.Measures.Known {
		// The headline says why.
		return ""
	}
	text := ""
	if s.Settings.Compare.With == choice.SecondModel {
		text = " " + words.Say("figure.second_model", "model", second.Model.Title, "width", second.Model.Width, "height", second.Model.Height, "classes", len(second.Model.Labels))
		if second.Model.Width != r.Model.Width || second.Model.Height != r.Model.Height {
			text += words.Say("figure.resized")
		}
		text += "."
	} else {
		name, chosen := attackOf(names, &second.Result)
		text = " " + words.Say("figure.second_attack", "attack", algorithm(name, chosen))
	}
	if r.Defended.Verdict.Text != "" && second.Defended.Verdict.Text != "" {
		text += " " + words.Say("figure.after_defense", "first", r.Defended.Verdict.Text, "second", second.Defended.Verdict.Text)
	}
	return text
}

// sideBySide puts the second picture at the right of the first, at its height.
// Either may be nil.
func sideBySide(a, b *image.RGBA) image.Image {
	if a == nil || b == nil {
		if a == nil {
			return nil
		}
		return a
	}
	w, h := a.Rect.Dx(), a.Rect.Dy()
	wide := b.Rect.Dx() * h / max(1, b.Rect.Dy())
	space := max(1, w/16)
	out := image.NewRGBA(image.Rect(0, 0, w+space+wide, h))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, image.Rect(0, 0, w, h), a, a.Rect.Min, draw.Src)
	draw.NearestNeighbor.Scale(out, image.Rect(w+space, 0, w+space+wide, h), b, b.Rect, draw.Src, nil)
	return out
}
