package explore

import (
	"strings"

	"foolscope/ui/explore/control"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/preferences"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// everydayKey is the preference that is true once somebody sent the offer of a model
// for everyday photos away.
const everydayKey = "explore.everyday_dismissed"

// Keeps are the types of the preferences.
var Keeps = map[string]preferences.Kind{everydayKey: preferences.Truth}

// fewClasses is below how many classes a model is one for something special.
const fewClasses = 100

// beyond reports whether a result is likely about a picture that its model cannot
// know: one of somebody's own that is not known to show any of the few classes. The
// built-in model is sure of a fifth of all photos of something else, so that its
// confidence does not count; another one says itself that it is unsure.
func beyond(s control.Snapshot) bool {
	r := s.Result
	if r == nil || r.Original.Image == nil || r.Truth != "" || len(r.Model.Labels) >= fewClasses {
		return false
	}
	for _, p := range s.Pictures {
		if p.ID == r.Settings.Picture && p.Source.Path != "" {
			return r.Settings.Model == "" || r.Original.Verdict.Kind == story.Unsure
		}
	}
	return false
}

// knows says below the panels what a model knows that is shown something else, and
// offers one that knows everyday things.
type knows struct {
	c      *control.Controller
	window page.Window
	notice *part.Notice
	get    *part.Link
	copied *part.Link
	offer  page.Offer
	// wanted is true from when somebody asked for the offer until it is used.
	wanted bool
	// lecture is true while nothing is offered.
	lecture bool
}

func newKnows(c *control.Controller, w page.Window) *knows {
	k := &knows{c: c, window: w}
	k.get = part.NewLink("", k.take)
	k.get.Describe(noted("knows.title", "control.everyday"))
	k.copied = part.NewLink(words.Say("network.copy"), func() { w.Clipboard().SetText(k.offer.Detail) })
	k.copied.Describe(noted("network.copy", "control.models.copy"))
	away := part.NewLink(words.Say("knows.away"), func() {
		w.Preferences().SetBool(everydayKey, true)
		k.wanted = false
		k.c.Redraw()
	})
	away.Describe(noted("knows.away", "control.everyday_away"))
	k.notice = part.NewNotice(false, away, k.get, k.copied)
	return k
}

// take uses the model that is offered, once it is here.
func (k *knows) take() {
	k.wanted = true
	if k.offer.Path == "" {
		k.window.GetEveryday()
	}
	k.c.Redraw()
}

// show tells what there is to tell, and reports whether that changed.
func (k *knows) show(s control.Snapshot) (changed bool) {
	text := ""
	offer, ok := k.window.Everyday()
	k.offer = offer
	if k.wanted && offer.Path != "" {
		k.wanted = false
		k.c.SetModel(offer.Path)
	}
	if beyond(s) && !k.lecture && !k.window.Preferences().Bool(everydayKey) {
		text = k.tell(s.Result, offer)
	}
	link := ""
	switch {
	case !ok || offer.Loading:
	case offer.Path != "":
		link = words.Say("knows.use", "model", offer.Title)
	case offer.Problem != "" && k.wanted:
		link = words.Say("knows.again")
	default:
		link = words.Say("knows.get", "size", offer.Size)
	}
	before := k.notice.Text() + k.get.Text()
	part.SetVisible(k.get, link != "")
	part.SetVisible(k.copied, k.wanted && offer.Detail != "")
	k.get.SetText(link)
	k.notice.SetText(text)
	part.SetVisible(k.notice, text != "")
	return before != text+link
}

// tell is what the notice says: of the download that somebody asked for, or else of the
// model.
func (k *knows) tell(r *control.Result, offer page.Offer) string {
	switch {
	case offer.Loading:
		return words.Say("knows.loading", "model", offer.Title, "percent", words.Decimal(100*offer.Share, 0))
	case k.wanted && offer.Problem != "":
		return offer.Problem
	case r.Settings.Model == "":
		return words.Say("knows.built_in", "n", len(r.Model.Labels))
	}
	some := r.Model.Labels[:min(3, len(r.Model.Labels))]
	return words.Count("knows.classes", len(r.Model.Labels), "some", strings.Join(some, ", "))
}
