package study

import (
	"image"

	"foolscope/engine/param"
	"foolscope/engine/study"
)

// Rate is how many of some pictures, with the 95 % interval of the share.
type Rate struct {
	N, Of            int
	Share, Low, High float64
}

// Mean is the mean of a measure with its 95 % interval.
type Mean struct{ Value, Low, High float64 }

// Point is what is known of one setting: a model, an attack at a value of what is
// varied, and a chain of defences.
type Point struct {
	// X is the value.
	X float64
	// Done of Of pictures went through it.
	Done, Of int
	// Right is of what is seen at the end, Agreement how often that is what was seen of
	// the clean picture, and Fooled of those that were right before.
	Right, Agreement, Fooled Rate
	SSIM                     Mean
	// Queries is how often the attack asked the model, on the mean.
	Queries Mean
	// Setting is what the engine calls the point, Became what labels turned into, and Cost
	// how many pictures were fooled with how many runs of the model.
	Setting study.Setting
	Became  []study.Became
	Cost    []study.Cost
}

// Line is the points of a model, an attack and a chain of defences, each by its number
// in the plan.
type Line struct {
	Model, Attack, Chain int
	Points               []Point
}

// Spot is one point of the results.
type Spot struct{ Line, Point int }

// Tick is a value of what is varied, as it stands on an axis.
type Tick struct {
	At   float64
	Text string
}

// Results are what is known of an experiment. What they hold is never changed.
type Results struct {
	// Varied is the parameter that is varied, its key empty if attacks are instead.
	Varied param.Param
	Ticks  []Tick
	// Models, Attacks and Chains are the names of what lines are about.
	Models, Attacks, Chains []string
	// Bare has for each chain whether it has no defence at all.
	Bare  []bool
	Lines []Line
	// Shown is what models say of pictures that were attacked on themselves and on others.
	Shown []Shown
	// Warnings are sentences that whoever reads the results should know.
	Warnings []string
}

// at is a point, ok false if there is none.
func (r *Results) at(s Spot) (Line, Point, bool) {
	if r == nil || s.Line < 0 || s.Line >= len(r.Lines) {
		return Line{}, Point{}, false
	}
	l := r.Lines[s.Line]
	if s.Point < 0 || s.Point >= len(l.Points) {
		return l, Point{}, false
	}
	return l, l.Points[s.Point], true
}

// Verdict is what became of one picture at a point.
type Verdict int

// The verdicts.
const (
	// Fooled pictures were right before, and are wrong at the end.
	Fooled Verdict = iota
	// StillRight pictures were right all the way.
	StillRight
	// Recovered pictures were fooled, and are right again after the defences.
	Recovered
	// Ruined pictures withstood the attack, and are wrong after the defences.
	Ruined
	// WrongBefore pictures were wrong before anybody did anything.
	WrongBefore
	verdicts
)

// Encounter is one picture at a point.
type Encounter struct {
	// Index is the picture's place among those of the experiment, Path that in its data set.
	Index   int
	Path    string
	Verdict Verdict
	// Truth is the class that the picture is known to have. Was and Became are what is
	// seen in it before and at the end, with how sure that is, from 0 to 1.
	Truth, Was, Became  string
	WasSure, BecameSure float64
	// Clean and Changed are nil while they are being made; Problem says why they cannot
	// be.
	Clean, Changed *image.RGBA
	Problem        string
}
