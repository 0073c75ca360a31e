package study

import (
	"cmp"
	"math"
	"slices"
)

// Summary is what the rows of an experiment come to. A summary that was handed over is not changed.
type Summary struct {
	// Pictures counts those with results, and Problems those without.
	Pictures int `json:"pictures"`
	Problems int `json:"problems"`
	// Points has one for each setting of the plan, in order.
	Points []Point `json:"points"`
	// Comparisons are between models and between attacks on the same pictures, and Worst what
	// is left where each picture meets the attack that is worst for it.
	Comparisons []Comparison `json:"comparisons,omitempty"`
	Worst       []Worst      `json:"worst,omitempty"`
	// Warnings are sentences without which the numbers deceive.
	Warnings []Warning `json:"warnings,omitempty"`
}

// Point is what came of all pictures in one setting.
type Point struct {
	Setting Setting `json:"setting"`
	// Agreement counts, of all pictures, those whose label is that of the untouched one; Right,
	// of those whose class is known, those that the model is right about, and RightBefore the
	// untouched ones; StillRight, of the latter, those that it is right about still.
	Agreement   Rate `json:"agreement"`
	Right       Rate `json:"right"`
	RightBefore Rate `json:"right_before"`
	StillRight  Rate `json:"still_right"`
	// Fooled counts, of the pictures that did not fulfil the attack's goal before, those that do.
	Fooled Rate `json:"fooled"`
	// Recovered counts, of the pictures whose label the attack changed, those that the defence
	// brought back, and Ruined, of those whose label it left, those that the defence changed.
	Recovered Rate `json:"recovered"`
	Ruined    Rate `json:"ruined"`
	// SSIM is that of the picture that came out; L2 and Linf (in levels) measure the attack.
	SSIM       Spread `json:"ssim"`
	L2         Spread `json:"l2"`
	Linf       Spread `json:"linf_255"`
	Confidence Spread `json:"confidence"`
	Gradients  Spread `json:"gradients"`
	Queries    Spread `json:"queries"`
	// Classes has, for each label of the untouched picture, what became of it, the most
	// frequent first.
	Classes []Became `json:"classes,omitempty"`
	// PerClass has the right answers for each class of the data set.
	PerClass []ClassRate `json:"per_class,omitempty"`
	// Cost counts the fooled pictures by what they took, in queries and gradients together.
	Cost []Cost `json:"cost,omitempty"`

	became   map[[2]string]int
	perClass map[string]*Rate
	cost     map[int]int
}

// Became is how often one label became another.
type Became struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count int    `json:"count"`
}

// ClassRate is the right answers about the pictures of one class.
type ClassRate struct {
	Class string `json:"class"`
	Right Rate   `json:"right"`
}

// Cost is how many pictures were fooled with at most so many runs of the model.
type Cost struct {
	AtMost int `json:"at_most"`
	Fooled int `json:"fooled"`
}

// Summarizer makes a summary of the rows, one picture after the other. Its memory depends on
// the plan and the classes, not on the number of pictures.
type Summarizer struct {
	plan     Plan
	pictures int
	problems int
	points   []Point
	pairs    []Comparison
	worst    []Worst
	// where finds the place of a setting among the rows of a picture.
	where map[Setting]int
}

// NewSummarizer returns a summarizer that has seen no row.
func NewSummarizer(p Plan) *Summarizer {
	s := &Summarizer{plan: p, where: map[Setting]int{}}
	for i, setting := range p.Settings() {
		s.points = append(s.points, Point{
			Setting: setting, became: map[[2]string]int{}, perClass: map[string]*Rate{}, cost: map[int]int{},
		})
		s.where[setting.Key()] = i
	}
	s.pairs, s.worst = s.comparisons(), s.worstCases()
	return s
}

// Add takes the rows of one picture.
func (s *Summarizer) Add(rows []Row) {
	if len(rows) != len(s.points) {
		s.problems++
		return
	}
	s.pictures++
	for i := range rows {
		s.points[i].add(&rows[i])
	}
	for i := range s.pairs {
		c := &s.pairs[i]
		c.Pairs.add(rows[c.A].Agrees(), rows[c.B].Agrees())
	}
	for i := range s.worst {
		s.worst[i].add(rows)
	}
}

func (p *Point) add(r *Row) {
	agrees := r.Agrees()
	p.Agreement.add(agrees)
	if r.Known() {
		p.Right.add(r.Right())
		p.RightBefore.add(r.RightBefore())
		if r.RightBefore() {
			p.StillRight.add(r.Right())
		}
		rate := p.perClass[r.Class]
		if rate == nil {
			rate = &Rate{}
			p.perClass[r.Class] = rate
		}
		rate.add(r.Right())
	}
	if r.Attacked != nil && !r.FooledBefore {
		p.Fooled.add(r.Fooled)
		if r.Fooled {
			p.cost[costBin(r.Gradients+r.Queries)]++
		}
	}
	if r.Defended != nil {
		if r.Attacked != nil && r.Attacked.Class != r.Clean.Class {
			p.Recovered.add(r.Recovered())
		} else {
			p.Ruined.add(r.Ruined())
		}
	}
	p.SSIM.add(r.SSIM)
	p.L2.add(r.Change.L2)
	p.Linf.add(float64(r.Change.Linf))
	p.Confidence.add(r.Final().Confidence)
	p.Gradients.add(float64(r.Gradients))
	p.Queries.add(float64(r.Queries))
	p.became[[2]string{r.Clean.Name, r.Final().Name}]++
}

// costBin is the next power of the fourth root of two, so that a curve of costs has few points,
// each within a fifth of the truth.
func costBin(n int) int {
	if n <= 8 {
		return n
	}
	return int(math.Ceil(math.Exp2(math.Ceil(4*math.Log2(float64(n))) / 4)))
}

// Summary is what the rows until now come to.
func (s *Summarizer) Summary() Summary {
	out := Summary{Pictures: s.pictures, Problems: s.problems}
	for _, p := range s.points {
		p.finish()
		out.Points = append(out.Points, p)
	}
	if s.pictures > 0 {
		out.Comparisons, out.Worst = slices.Clone(s.pairs), slices.Clone(s.worst)
	}
	out.Warnings = s.plan.warnings(out.Points)
	return out
}

// finish makes lists of the counts.
func (p *Point) finish() {
	for names, count := range p.became {
		p.Classes = append(p.Classes, Became{names[0], names[1], count})
	}
	slices.SortFunc(p.Classes, func(a, b Became) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	for class, rate := range p.perClass {
		p.PerClass = append(p.PerClass, ClassRate{class, *rate})
	}
	slices.SortFunc(p.PerClass, func(a, b ClassRate) int { return cmp.Compare(a.Class, b.Class) })
	for bin, count := range p.cost {
		p.Cost = append(p.Cost, Cost{bin, count})
	}
	slices.SortFunc(p.Cost, func(a, b Cost) int { return cmp.Compare(a.AtMost, b.AtMost) })
	for i := 1; i < len(p.Cost); i++ {
		p.Cost[i].Fooled += p.Cost[i-1].Fooled
	}
	p.became, p.perClass, p.cost = nil, nil, nil
}
