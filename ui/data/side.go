package data

import (
	"fyne.io/fyne/v2"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// side has the sets to choose from, and the queues of the one that is open.
type side struct {
	c            *Controller
	sets, queues *part.Entries
	add, collect *part.Button
	// line is what separates the queues from the sets, and foot says what is kept of
	// pictures from elsewhere.
	line    *part.Section
	foot    *part.Paragraph
	column  *fyne.Container
	content fyne.CanvasObject
	snap    Snapshot
	// back gives the keyboard back to the pictures.
	back func(from interface{ ByKeyboard() bool })
}

func newSide(c *Controller, o screenOptions) *side {
	s := &side{c: c, sets: part.NewEntries(true), queues: part.NewEntries(false)}
	s.sets.Describe(about(words.Say("data.sets"), "sets"))
	s.sets.OnSelected = func(i int) { c.Open(i); s.back(s.sets) }
	s.sets.OnDelete = o.Remove
	s.queues.Describe(about(words.Say("data.queues"), "queues"))
	s.queues.OnSelected = s.chooseQueue
	s.add = part.NewButton(words.Say("data.add"), o.AddFolder).Raised()
	s.add.Describe(about(words.Say("data.add"), "add"))
	s.collect = part.NewButton(words.Say("data.collect"), o.Collect).Raised()
	s.collect.Describe(about(words.Say("data.collect"), "collect"))
	explain := part.NewLink(words.Say("side.explain"), nil)
	explain.Describe(about(words.Say("data.queues"), "queues"))
	explain.OnTapped = func() { part.ShowExplanation(explain, about(words.Say("data.queues"), "queues")()) }
	s.line = part.NewSection(words.Say("data.queues"), explain)
	s.column = part.Column(look.Gap12,
		part.Column(look.Gap4, indented(part.NewSection(words.Say("data.sets"))), s.sets),
		indented(part.Columns(look.Gap8, s.add, s.collect)),
		part.Column(look.Gap4, indented(s.line), s.queues),
	)
	s.foot = part.NewParagraph(words.Say("data.foot"), 1)
	scroll := part.NewVScroll(part.Inset(look.Gap8, look.Gap8, s.column))
	s.content = part.NewStrip(part.Right, &fyne.Container{Layout: footed{s.foot}, Objects: []fyne.CanvasObject{scroll, part.NewStrip(part.Top, part.Inset(look.Gap16, look.Gap12, s.foot))}})
	return s
}

func (s *side) show(snap Snapshot) {
	s.snap = snap
	var sets []part.Entry
	for i, each := range snap.Sets {
		entry := part.Entry{Title: each.Name, Note: setNote(each), Image: snap.Covers[i]}
		if total := snap.Wishes[i]; total > 0 {
			done := each.Pictures
			if g := snap.Gathering; g != nil && g.Folder == each.Path {
				done = g.Done
			}
			if done < total {
				entry.Note = words.Say("data.collected_of", "done", words.Whole(done), "n", words.Whole(total))
				entry.Share = max(0.001, float64(done)/float64(total))
			}
		}
		if snap.Opening && snap.Next == i && snap.Found > 0 {
			entry.Note = words.Say("data.found", "n", words.Whole(snap.Found))
		}
		sets = append(sets, entry)
	}
	s.sets.SetEntries(sets, snap.Open)
	var queues []part.Entry
	chosen := -1
	for i, q := range snap.Queues {
		entry := part.Entry{Title: words.Say("queue." + q.Key), Note: words.Say("queue_note." + q.Key), Number: words.Whole(q.Count), Dim: q.Count == 0}
		if q.Busy {
			entry.Share = q.Done
		}
		queues = append(queues, entry)
		if q.Key == snap.Filter.Queue {
			chosen = i
		}
	}
	before := len(s.queues.Entries()) + len(s.sets.Entries())
	s.queues.SetEntries(queues, chosen)
	if len(queues)+len(sets) != before {
		s.column.Refresh()
	}
	part.SetVisible(s.line, len(queues) > 0)
}

// setNote says how many pictures a set has, and where they come from.
func setNote(s session.DataSet) string {
	switch {
	case s.Path == "":
		return words.Say("data.drawn", "n", words.Whole(s.Drawn))
	case s.Pictures == 0:
		return words.Say("data.not_read")
	case s.Classes == 0:
		return words.Say("data.no_classes", "n", words.Whole(s.Pictures))
	}
	return words.Say("data.pictures", "n", words.Whole(s.Pictures))
}

// chooseQueue opens a queue, or the whole set if it is open already.
func (s *side) chooseQueue(i int) {
	f := Everything()
	if queue := s.snap.Queues[i].Key; queue != s.snap.Filter.Queue {
		f.Queue = queue
	}
	s.c.SetFilter(f)
	s.back(s.queues)
}
