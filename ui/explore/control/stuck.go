package control

import (
	"foolscope/ui/session"
	"foolscope/ui/words"
)

func stuck(m session.Model) bool {
	s, ok := m.(session.Stoppable)
	return ok && s.Stuck()
}

// letGo closes networks that do not stop computing, to be opened anew by
// whoever wants them next, and says so.
func (c *computer) letGo(b *bench) {
	var title string
	switch {
	case stuck(b.model):
		title = b.info.Title
		c.leave(b)
	case stuck(b.guest.model):
		title = b.guest.info.Title
		b.guest.close()
	default:
		return
	}
	c.shared.Complain("%s does not stop computing and was left to itself: it keeps a processor busy until Foolscope is closed. Choose another picture or model.", title)
	c.mu.Lock()
	if s := &c.snap; !c.dirty && s.Status.Busy {
		r := failed(request{generation: s.Generation, settings: s.Settings, began: c.began}, &problem{words.Say("verdict.stopped"), session.ErrStopped})
		r.Final = true
		r.Sentence = title + " was stopped before it had a result."
		s.Result, s.Status = &r, Status{Text: r.Sentence, Progress: -1}
	}
	c.mu.Unlock()
	c.post()
}
