package explore

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/explore/control"
	"foolscope/ui/page"
	"foolscope/ui/session"
	"foolscope/ui/story"
)

// own is a snapshot with a picture of somebody's own, of which the model is sure or not.
func own(c *control.Controller, model string, sure bool, edit func(*control.Result)) control.Snapshot {
	s := fooled(c)
	r := *s.Result
	r.Settings.Picture, r.Settings.Model = 7, model
	if !sure {
		r.Original.Verdict.Kind = story.Unsure
	}
	if edit != nil {
		edit(&r)
	}
	s.Result = &r
	s.Settings.Picture = 7
	s.Pictures = []session.Picture{{ID: 7, Source: session.Source{Name: "dog.jpg", Path: "/dog.jpg"}}}
	return s
}

func TestWhenAModelCannotKnow(t *testing.T) {
	_, c := screen(t, fyne.NewSize(1280, 722))
	sample := own(c, "", true, nil)
	sample.Pictures = []session.Picture{{ID: 7, Source: session.Source{Name: "stop"}}}
	for name, test := range map[string]struct {
		snap control.Snapshot
		want bool
	}{
		"a sample":                                 {sample, false},
		"the built-in model and an own picture":    {own(c, "", true, nil), true},
		"another model that is sure":               {own(c, "/net.onnx", true, nil), false},
		"another model that is unsure":             {own(c, "/net.onnx", false, nil), true},
		"a picture that is known to be of a class": {own(c, "", true, func(r *control.Result) { r.Truth = "stop" }), false},
		"a model of a thousand classes":            {own(c, "/net.onnx", false, func(r *control.Result) { r.Model.Labels = make([]string, 1000) }), false},
		"a picture that cannot be read":            {own(c, "", true, func(r *control.Result) { r.Original.Image = nil }), false},
	} {
		if got := beyond(test.snap); got != test.want {
			t.Errorf("%s: %t, want %t", name, got, test.want)
		}
	}
}

func TestModelSaysWhatItKnowsAndOffersAnother(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	w := s.window.(*host)
	w.offer, w.offered = page.Offer{Title: "Tiny", Size: "5.0 MB"}, true
	snap := own(c, "", true, nil)
	s.Show(snap)
	k := s.knows
	if !k.notice.Visible() || k.notice.Text() != "This model knows 2 road signs and lights, and must name one of them." || k.get.Text() != "Get a model for everyday photos (5.0 MB)" {
		t.Fatalf("it says %q and offers %q", k.notice.Text(), k.get.Text())
	}
	if high := s.panels.original.card.Position().Y + s.panels.original.card.Size().Height; k.notice.Position().Y <= high || s.plot.card.Position().Y <= k.notice.Position().Y {
		t.Errorf("the panels end at %v, the notice is at %v, the plot at %v", high, k.notice.Position().Y, s.plot.card.Position().Y)
	}
	test.Tap(k.get)
	if w.got != 1 {
		t.Errorf("it was asked for %d times", w.got)
	}
	w.offer.Loading, w.offer.Share = true, 0.42
	s.Offered()
	if k.notice.Text() != "Tiny is on its way: 42 % is here." || k.get.Visible() {
		t.Errorf("meanwhile it says %q and offers %q", k.notice.Text(), k.get.Text())
	}
	w.offer.Loading, w.offer.Problem, w.offer.Detail = false, "You seem to be offline.", "dial tcp: no such host"
	s.Offered()
	if k.notice.Text() != "You seem to be offline." || k.get.Text() != "Try again" || !k.copied.Visible() {
		t.Errorf("offline it says %q and offers %q", k.notice.Text(), k.get.Text())
	}
	test.Tap(k.copied)
	if w.clipboard.text != "dial tcp: no such host" {
		t.Errorf("the detail that was copied is %q", w.clipboard.text)
	}
	w.offer = page.Offer{Title: "Tiny", Size: "5.0 MB", Path: "/models/tiny.onnx"}
	s.Offered()
	if got := c.Snapshot().Settings.Model; got != "/models/tiny.onnx" {
		t.Errorf("what was asked for has come, and the model is %q", got)
	}
}

func TestOfferThatWasSentAwayStaysAway(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	snap := own(c, "", true, nil)
	s.Show(snap)
	if !s.knows.notice.Visible() || s.knows.get.Visible() {
		t.Error("without an offer it does not say what it knows alone")
	}
	s.SetLecture(true)
	if s.knows.notice.Visible() {
		t.Error("a lecture is offered something")
	}
	s.SetLecture(false)
	test.Tap(linksOf(t, s, "Not now"))
	s.Show(snap)
	if s.knows.notice.Visible() {
		t.Error("it comes back at once")
	}
	s.Reword()
	s.Show(snap)
	if s.knows.notice.Visible() {
		t.Error("it comes back later")
	}
}

// linksOf finds the link of a notice by its word.
func linksOf(t *testing.T, s *Screen, word string) fyne.Tappable {
	t.Helper()
	for _, n := range []fyne.Widget{s.refused.notice, s.knows.notice} {
		if !n.Visible() {
			continue
		}
		for _, o := range test.WidgetRenderer(n).Objects() {
			if l, ok := o.(interface {
				fyne.Tappable
				Text() string
			}); ok && l.Text() == word {
				return l
			}
		}
	}
	t.Fatalf("there is no link %q", word)
	return nil
}

// A file that could not be opened is told below the panels until somebody sends it away.
func TestRefusedModelIsToldUntilItIsSentAway(t *testing.T) {
	s, c := screen(t, fyne.NewSize(1280, 722))
	w := s.window.(*host)
	snap := fooled(c)
	w.session.Refuse("/somewhere/broken.onnx", errNoONNX)
	snap.Trouble = w.session.Snapshot().Trouble
	s.Show(snap)
	if got := s.refused.notice.Text(); !s.refused.notice.Visible() || got != "broken.onnx was not opened: it is not an ONNX file" {
		t.Errorf("seen: %t, %q", s.refused.notice.Visible(), got)
	}
	later := fooled(c)
	later.Trouble = w.session.Snapshot().Trouble
	s.Show(later)
	if !s.refused.notice.Visible() {
		t.Error("it goes by itself")
	}
	test.Tap(linksOf(t, s, "Copy the details"))
	if !strings.Contains(w.clipboard.text, "broken.onnx: it is not") {
		t.Errorf("copied: %q", w.clipboard.text)
	}
	test.Tap(linksOf(t, s, "Close"))
	later.Trouble = w.session.Snapshot().Trouble
	s.Show(later)
	if s.refused.notice.Visible() {
		t.Error("it was sent away, and stays")
	}
}

func TestARefusedFileIsNamedOnce(t *testing.T) {
	for text, want := range map[string]string{
		"it is not an ONNX file":                                "a.onnx was not opened: it is not an ONNX file",
		"a.onnx: the file is empty":                             "a.onnx was not opened: the file is empty",
		"a.onnx was not opened: its trial was stopped: no time": "a.onnx was not opened: its trial was stopped: no time",
		"b.json: the file is empty":                             "a.onnx was not opened: b.json: the file is empty",
	} {
		if got := refusal(session.Trouble{Name: "a.onnx", Err: plainError(text)}); got != want {
			t.Errorf("%q is told as %q, not %q", text, got, want)
		}
	}
}

type plainError string

func (e plainError) Error() string { return string(e) }

const errNoONNX = plainError("it is not an ONNX file")
