package explore

import (
	"slices"

	"foolscope/ui/explore/control"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// truth lies on the original, says what it is known to show, and lets people say so.
type truth struct {
	pick   *part.Pick
	labels []string
	known  string
	// lecture leaves the chooser out.
	lecture bool
	picture *part.PictureView
}

// newTruth lays it over a picture; set is told the class that somebody chose, "" for
// none.
func newTruth(picture *part.PictureView, about *notes, set func(class string)) *truth {
	t := &truth{picture: picture}
	t.pick = part.NewPick(part.Options(""), func(i int) {
		if i == 0 {
			set("")
		} else {
			set(t.labels[i-1])
		}
	})
	t.pick.Describe(func() part.Note { return about.of(words.Say("truth.title"), "control.truth")() })
	t.pick.Hide()
	picture.SetFoot(t.pick)
	return t
}

// show says what a result's picture is known to show.
func (t *truth) show(r *control.Result) {
	part.SetVisible(t.pick, r.Original.Image != nil && len(r.Model.Labels) > 0 && !t.lecture)
	chosen := 1 + slices.Index(r.Model.Labels, r.Truth)
	word := words.Say("truth.ask")
	if r.Truth != "" {
		word = words.Say("truth.known", "class", r.Truth)
	}
	unknown := words.Say("truth.unknown")
	if !slices.Equal(t.labels, r.Model.Labels) || t.known != unknown {
		t.labels, t.known = r.Model.Labels, unknown
		t.pick.SetOptions(append(part.Options(unknown), part.Options(t.labels...)...))
	}
	if r.Truth == "" {
		chosen = 0
	}
	if t.pick.SetShorter(chosen, word, r.Truth); t.pick.MinSize() != t.pick.Size() {
		t.picture.Refresh()
	}
}
