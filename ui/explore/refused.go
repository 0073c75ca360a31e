package explore

import (
	"strings"

	"foolscope/ui/explore/control"
	"foolscope/ui/page"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// refused tells below the panels, where a file was dropped, why it was not opened, until
// somebody sends it away.
type refused struct {
	notice *part.Notice
	detail string
	// lecture is true while the status line alone tells it.
	lecture bool
}

func newRefused(w page.Window) *refused {
	r := &refused{}
	copied := part.NewLink(words.Say("network.copy"), func() { w.Clipboard().SetText(r.detail) })
	copied.Describe(noted("network.copy", "control.models.copy"))
	away := part.NewLink(words.Say("refused.away"), func() { w.Session().Dismiss() })
	away.Describe(noted("refused.away", "control.refused_away"))
	r.notice = part.NewNotice(true, away, copied)
	return r
}

// noted explains what has the name of a key.
func noted(name, about string) func() part.Note {
	return func() part.Note { return part.NoteOf(words.Say(name), nil, about) }
}

// show tells what there is to tell, and reports whether that changed.
func (r *refused) show(s control.Snapshot) (changed bool) {
	text := ""
	if s.Trouble != nil && !r.lecture {
		text = refusal(*s.Trouble)
		r.detail = s.Trouble.Name + ": " + withoutName(*s.Trouble, s.Trouble.Err.Error())
	}
	if text == r.notice.Text() {
		return false
	}
	r.notice.SetText(text)
	part.SetVisible(r.notice, text != "")
	return true
}

// refusal says which file was not opened and why. It names the file once, also where the
// error does.
func refusal(t session.Trouble) string {
	why := withoutName(t, words.Error(t.Err))
	if strings.HasPrefix(why, t.Name+" ") {
		return why
	}
	return words.Say("refused.text", "file", t.Name, "why", why)
}

// withoutName is the error's text without the file's name and a colon before it.
func withoutName(t session.Trouble, text string) string {
	return strings.TrimPrefix(text, t.Name+": ")
}
