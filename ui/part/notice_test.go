package part

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestNoticeHasItsLinksBehindItsText(t *testing.T) {
	did := ""
	get := NewLink("Get a model", func() { did += "get " })
	copied := NewLink("Copy", func() { did += "copy " })
	copied.Hide()
	n := NewNotice(false, NewLink("Not now", func() { did += "away" }), get, copied)
	open(t, n, 700, 60)
	n.Show()
	n.SetWidth(700)
	n.SetText("This model knows 20 road signs.")
	low := n.MinSize().Height
	text := n.lines[0]
	if right := text.Position().X + text.MinSize().Width; get.Position().X <= right || get.Position().X > right+40 {
		t.Errorf("the link begins at %v, the text ends at %v", get.Position().X, right)
	}
	if right := n.away.Position().X + n.away.Size().Width; right > 700 || right < 670 {
		t.Errorf("what sends it away ends at %v", right)
	}
	test.Tap(get)
	test.Tap(n.away)
	if did != "get away" {
		t.Errorf("clicks did %q", did)
	}
	n.SetText(strings.Repeat("a text that is too long for one line ", 12))
	if high := n.MinSize().Height; high <= low || n.shown != noticeLines || !strings.HasSuffix(n.lines[noticeLines-1].Text, "…") {
		t.Errorf("%d lines, %v high after %v, the last one is %q", n.shown, high, low, n.lines[noticeLines-1].Text)
	}
}
