package explore

import (
	"fmt"
	"time"

	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/story"
	"foolscope/ui/words"
)

// panels are the panels of the stage. Four are seen at a time.
type panels struct {
	viewport                                   *part.Viewport
	original, perturbation, attacked, defended *panel
	beside                                     *beside
	drawing                                    *drawing
	loupe                                      loupe
	truth                                      *truth
	about                                      *notes
	// warning says what must be known of model and attack.
	warning *part.Remark

	// shown and defense are what was drawn last.
	shown   *control.Result
	defense string
	view    story.View
	second  *control.Second
	against choice.Comparison
	speed   time.Duration
	awaited awaited
	drawn   bool
	// lecture shows panels for a lecture hall, curves the plot in their place.
	lecture, curves bool
	// rearrange lays the stage out anew.
	rearrange func()
}

// newPanels builds them. setView is told how to draw the perturbation, setTruth what
// the original shows, explain what the pointer is on, and about has what to say of it.
func newPanels(setView func(story.View), setTruth func(string), about *notes, explain func(string)) *panels {
	v := part.NewViewport()
	p := &panels{
		viewport:     v,
		about:        about,
		warning:      newWarning(),
		original:     newPanel(look.Original, words.Say("panel.original"), v, part.Auto),
		perturbation: newPanel(look.Neutral, words.Say("panel.perturbation"), v, part.Pixels),
		attacked:     newPanel(look.Attacked, words.Say("panel.attacked"), v, part.Auto),
		defended:     newPanel(look.Defended, words.Say("panel.defended"), v, part.Auto),
	}
	p.drawing = newDrawing(p.perturbation.picture, about, setView)
	rows := make([]func() part.Note, len(measures))
	for i, m := range measures {
		rows[i] = about.of(words.Say(m.name), "metric."+m.key)
	}
	p.perturbation.metrics.DescribeEach(rows...)
	p.perturbation.wrapPicture(p.drawing.content)
	p.truth = newTruth(p.original.picture, about, setTruth)
	p.loupe = loupe{explain: explain, magnification: p.original.picture.Magnification}
	p.beside = newBeside(v)
	for _, each := range p.all() {
		each.describe(about, "control.verdict")
		if each.picture != nil {
			each.picture.OnPoint = p.loupe.point
			each.picture.DescribeWipe(about.of(words.Say("panel.wipe"), "control.wipe"))
		}
	}
	p.perturbation.describe(about, "control.eye")
	p.beside.differences.describeSentence()
	p.beside.differences.pairs.Describe(about.of(words.Say("panel.difference"), "control.compare"))
	for _, each := range []*part.PictureView{p.beside.differences.first, p.beside.differences.other} {
		each.DescribeWipe(about.of(words.Say("panel.wipe"), "control.wipe"))
	}
	return p
}

// all are all panels in the order in which they are read.
func (p *panels) all() []*panel {
	return []*panel{p.original, p.perturbation, p.attacked, p.defended, p.beside.second, p.beside.differences.panel}
}

// seen are the panels that can be seen now.
func (p *panels) seen() []*panel {
	if p.lecture {
		return p.inLecture()
	}
	if p.beside.on {
		return []*panel{p.original, p.attacked, p.beside.second, p.beside.differences.panel}
	}
	return p.all()[:4]
}

func (p *panels) show(s control.Snapshot, names names) {
	r, waits := s.Shown(), awaitedIn(s, names)
	if p.drawn && waits == p.awaited && r == p.shown && s.Settings.Defense == p.defense && s.View == p.view &&
		s.Second == p.second && sameColumns(s.Settings.Compare, p.against) && s.GradientTime == p.speed {
		return
	}
	p.shown, p.defense, p.view, p.drawn = r, s.Settings.Defense, s.View, true
	p.awaited = waits
	p.second, p.against, p.speed = s.Second, s.Settings.Compare, s.GradientTime
	if p.arrange(s) {
		defer p.rearrange()
	}
	if r == nil {
		r = &control.Result{}
	}
	p.warn(s, r)
	defer p.await()
	defer func() {
		if p.level(p.original.badge.Size().Width) {
			p.rearrange()
		}
	}()
	p.truth.show(r)
	p.pick(r)
	if p.beside.on {
		p.original.picture.SetOther(r.Attacked.Image, words.Say("panel.attacked_a"))
		p.original.card.SetCaption(captionsOf(r)...)
		p.loupe.show(r)
		p.compare(s, r, names)
		p.mark(r, names)
		return
	}
	p.decide(&r)
	p.original.showChange(r.Original, badgeMeaning(r.Original.Verdict.Kind), nil)
	p.attacked.showChange(r.Attacked, badgeMeaning(r.Attacked.Verdict.Kind), r.Original.Rows)
	p.defended.showChange(r.Defended, badgeMeaning(r.Defended.Verdict.Kind), r.Original.Rows)
	p.mark(r, names)
	p.original.picture.SetOther(r.Attacked.Image, words.Say("panel.attacked_badge"))
	p.drawing.show(s.View, r.Drawing)
	p.loupe.show(r)
	p.perturbation.metrics.SetMetrics(metrics(r))
	p.perturbation.say(look.Neutral, r.Change.Text)

	p.original.card.SetCaption(captionsOf(r)...)
	p.perturbation.card.SetCaption(p.drawing.caption())
	if r.Attacked.Image == nil {
		p.attacked.card.SetCaption()
	} else {
		p.attacked.card.SetCaption(attackCaption(r, s.Newest(), names), names.attack(s.Newest().Settings.Attack))
	}
	if r.Defended.Image == nil {
		p.defended.card.SetCaption()
	} else {
		p.defended.card.SetCaption(names.defense(r.Settings.Defense, r.Settings.DefenseValues), names.defense(r.Settings.Defense, nil))
	}
	p.defended.picture.SetPlaceholder("")
	if s.Settings.Defense == "" {
		p.defended.picture.SetPlaceholder(words.Say("panel.no_defense"))
	}
}

// decide marks the rows of a result whose classes won in one of the panels.
func (p *panels) decide(r **control.Result) {
	marked := **r
	rows := story.Decide(marked.Original.Rows, marked.Attacked.Rows, marked.Defended.Rows)
	marked.Original.Rows, marked.Attacked.Rows, marked.Defended.Rows = rows[0], rows[1], rows[2]
	*r = &marked
}

// sameColumns reports whether two comparisons have the same titles.
func sameColumns(a, b choice.Comparison) bool {
	return a.With == b.With && a.Attack == b.Attack && a.Model == b.Model
}

func size(width, height int) string {
	if width == 0 {
		return ""
	}
	return fmt.Sprintf("%d × %d", width, height)
}

// captionsOf are the picture's name and size, as whole as there is room for.
func captionsOf(r *control.Result) []string {
	out := []string{called(r.Picture, r.Width, r.Height)}
	for _, length := range shortNames {
		if short := shortened(r.Picture, length); short != r.Picture {
			out = append(out, called(short, r.Width, r.Height))
		}
	}
	return append(out, size(r.Width, r.Height))
}

// shortNames are how many letters a name has that is too long.
var shortNames = []int{32, 24, 18, 14, 11, 8}

// shortened leaves the middle of a name out: beginning and end tell files of a series
// apart.
func shortened(name string, length int) string {
	letters := []rune(name)
	if len(letters) <= length {
		return name
	}
	tail := length / 2
	return string(letters[:length-tail-1]) + "…" + string(letters[len(letters)-tail:])
}

// attackCaption says which attack the attacked picture comes from, and how far it was:
// newest is the result whose settings that are.
func attackCaption(r, newest *control.Result, n names) string {
	name := n.attack(newest.Settings.Attack)
	switch {
	case r.Steps > 1 && !newest.Final:
		return words.Say("panel.way", "attack", name, "step", r.Step, "steps", r.Steps)
	case r.Steps > 1:
		return words.Say("panel.end", "attack", name, "step", r.Step)
	}
	return name
}

// badgeMeaning is the colour of a verdict: that of the picture whose class won.
func badgeMeaning(k story.Kind) look.Meaning {
	switch k {
	case story.Clean, story.NotFooled, story.NotTransferred:
		return look.Original
	case story.Fooled, story.Partly, story.NotRecovered, story.Harmed, story.Transferred:
		return look.Attacked
	case story.Recovered, story.Unharmed:
		return look.Defended
	}
	return look.Neutral
}
