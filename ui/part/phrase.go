package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"foolscope/ui/look"
)

// Phrase is a sentence with controls among its words, broken into lines as wide as a
// side bar.
type Phrase struct {
	base
	pieces  []phrasePiece
	objects []fyne.CanvasObject
	lines   int
}

// phrasePiece is a word or a control. Glued ones follow what is before them without a
// space.
type phrasePiece struct {
	word   *canvas.Text
	object fyne.CanvasObject
	glued  bool
}

// NewPhrase returns a sentence in which names in braces stand for controls. Controls
// that the sentence does not name are left out.
func NewPhrase(sentence string, controls map[string]fyne.CanvasObject) *Phrase {
	p := &Phrase{}
	glued := true
	for sentence != "" {
		text, rest, found := strings.Cut(sentence, "{")
		glued = p.say(text, glued)
		if !found {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		if control := controls[name]; control != nil {
			p.pieces = append(p.pieces, phrasePiece{object: control, glued: glued})
			p.objects = append(p.objects, control)
			glued = true
		}
		sentence = after
	}
	p.extend(p)
	return p
}

// say adds words, and reports whether what follows is glued to them.
func (p *Phrase) say(text string, glued bool) bool {
	for i, word := range strings.Split(text, " ") {
		if i > 0 {
			glued = false
		}
		if word == "" {
			continue
		}
		run := &canvas.Text{Text: word}
		p.pieces = append(p.pieces, phrasePiece{word: run, glued: glued})
		p.objects = append(p.objects, run)
		glued = true
	}
	return glued
}

func (p *Phrase) parts() []fyne.CanvasObject { return p.objects }

func (p *Phrase) paint() {
	for _, piece := range p.pieces {
		if piece.word != nil {
			p.write(piece.word, piece.word.Text, look.SizeBody, look.ColorDim, fyne.TextStyle{})
		}
	}
}

func (p *Phrase) place(size fyne.Size) { p.flow(size.Width, true) }

// flow breaks the sentence into lines, and counts them.
func (p *Phrase) flow(width float32, move bool) {
	space := widthOf(" ", p.length(look.SizeBody), fyne.TextStyle{})
	row, pitch := p.length(look.RowHeight), p.pitch()
	x, y, first := float32(0), float32(0), true
	p.lines = 1
	for i, piece := range p.pieces {
		wide := p.wide(piece)
		run := wide
		// What is glued together stays together.
		for k := i + 1; k < len(p.pieces) && p.pieces[k].glued; k++ {
			run += p.wide(p.pieces[k])
		}
		if !piece.glued && !first {
			x += space
		}
		if !piece.glued && !first && x+run > width+0.5 {
			x, y = 0, y+pitch
			p.lines++
		}
		first = false
		if move {
			if piece.word != nil {
				Put(piece.word, x, y, wide, row)
			} else {
				Put(piece.object, x, y, min(wide, max(1, width-x)), row)
			}
		}
		x += wide
	}
}

func (p *Phrase) wide(piece phrasePiece) float32 {
	if piece.word != nil {
		return widthOf(piece.word.Text, p.length(look.SizeBody), fyne.TextStyle{})
	}
	if !piece.object.Visible() {
		return 0
	}
	return piece.object.MinSize().Width
}

// pitch is the distance between two lines.
func (p *Phrase) pitch() float32 { return p.length(look.RowHeight) + p.length(look.Gap4) }

func (p *Phrase) least() fyne.Size {
	width := p.length(look.SideBarWidth) - 2*p.length(look.Gap16)
	p.flow(width, false)
	return fyne.NewSize(1, float32(p.lines-1)*p.pitch()+p.length(look.RowHeight))
}
