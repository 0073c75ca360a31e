package figure

import "image"

// Role says what a panel or a line is about, and so chooses its colour.
type Role int

const (
	// Neutral has no meaning of its own.
	Neutral Role = iota
	// Original is the picture before the attack.
	Original
	// Attacked is the picture after the attack.
	Attacked
	// Defended is the attacked picture after the defence.
	Defended
)

// Figure is what is drawn: panels side by side, a chart below them if there is
// one, a table, and a caption.
type Figure struct {
	Panels []Panel
	// Chart may be nil.
	Chart *Chart
	// Rows are a table, of which the first is the head, with as many cells each; Numbers says which columns stand at
	// the right.
	Rows    [][]string
	Numbers []bool
	// Headline is the sentence that the caption begins with, in bold.
	Headline string
	// Caption says how the figure came about.
	Caption string
	// Numeral writes a number the way that the language of the words does, which was
	// written the English way; nil leaves it so.
	Numeral func(english string) string
}

// Panel is a picture with what is known of it below.
type Panel struct {
	Title string
	// Note is a dim word or two beside the title.
	Note string
	Role Role
	// Image is drawn with its pixels as squares.
	Image image.Image
	// Verdict is a short sentence below the picture, in the colour of
	// VerdictRole: that of the picture whose class won.
	Verdict     string
	VerdictRole Role
	// Bars are the classes, Facts names with values. A panel has either.
	Bars  []Bar
	Facts []Fact
}

// Bar is a class and its probability.
type Bar struct {
	Label string
	// Probability is between 0 and 1; negative for a class that the network does
	// not have.
	Probability float64
	// Top is true for the prediction.
	Top bool
}

// Fact is a name and a value, both as they are to be read.
type Fact struct{ Name, Value string }

// Chart has curves over one axis.
type Chart struct {
	Title string
	// Axis names what is on the horizontal axis, with its unit.
	Axis     string
	Min, Max float64
	// Chosen is marked on the axis; NaN marks nothing.
	Chosen float64
	// Lines have heights between 0 and 100.
	Lines []Line
}

// Line is one curve. X rises; a height that is not a number interrupts it.
type Line struct {
	Name string
	Role Role
	// Pattern is how the line is broken, one kind for each number, 0 not at all; and
	// Shape, of as many kinds, that of its marks, which it has if Marked is true.
	Pattern, Shape int
	Marked         bool
	// Unit lines are read at the right end, where 100 is written as 1.
	Unit bool
	X, Y []float64
	// Low and High are the bounds of a band around the line, each as long as Y; nil for none.
	Low, High []float64
}
