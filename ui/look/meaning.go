package look

import "fyne.io/fyne/v2"

// Meaning is what a colour says. The same three colours stand for the same
// three pictures everywhere: panel edges, bars, plot lines, badges.
type Meaning int

const (
	// Neutral is for what belongs to none of the three pictures.
	Neutral Meaning = iota
	// Original is the picture as it was opened.
	Original
	// Attacked is the picture after the attack.
	Attacked
	// Defended is the attacked picture after the defence.
	Defended
)

var meaningNames = [...]string{"neutral", "original", "attacked", "defended"}

// Fill names the colour of areas and lines.
func (m Meaning) Fill() fyne.ThemeColorName { return fyne.ThemeColorName(meaningNames[m]) }

// Faint names the colour of areas that stand back: a class that is not the answer.
func (m Meaning) Faint() fyne.ThemeColorName { return fyne.ThemeColorName(meaningNames[m] + "Faint") }

// Text names the colour of words, which need more contrast than areas do.
func (m Meaning) Text() fyne.ThemeColorName { return fyne.ThemeColorName(meaningNames[m] + "Text") }
