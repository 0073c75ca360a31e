package story

import (
	"strings"

	"foolscope/engine/trial"
	"foolscope/ui/words"
)

// secondLines are those of the second column: of a second attack the goal and
// the strongest wrong class, as for the first; of a second network how sure it
// stays of its own answer. Both say what the defence brings back.
func secondLines(all []trial.Point, first, second *Result, models bool) []Series {
	var points []trial.Point
	for _, p := range all {
		if p.Second != nil {
			points = append(points, p)
		}
	}
	if len(points) == 0 {
		return nil
	}
	of := func(p trial.Point) []float64 { return p.Second }
	defended := func(p trial.Point) []float64 { return p.SecondDefended }
	var lines []Series
	own := first.CleanClass
	switch {
	case !models:
		lines = first.wrongLines(points, "attacked", "curve.attacked", of)[:1]
	case second.CleanClass >= 0:
		// The points may be there before the network's answer to this picture.
		own = second.CleanClass
		lines = []Series{classLine(points, "clean.attacked", second.Model.Label(own), "curve.attacked", RoleOriginal, of, own)}
	}
	if len(lines) > 0 && points[0].SecondDefended != nil {
		lines = append(lines, classLine(points, "clean.defended", second.Model.Label(own), "curve.defended", RoleDefended, defended, own))
	}
	for i := range lines {
		line := &lines[i]
		line.Second, line.Pattern, line.Key = true, longDashed, "b."+line.Key
		line.Name, line.Head = "B: "+line.Name, "B: "+line.Head
		for k := range line.Names {
			line.Names[k], line.Heads[k] = "B: "+line.Names[k], "B: "+line.Heads[k]
		}
	}
	return lines
}

// AlignBeside chooses the same classes for the rows of both columns: those of the
// first network, and in the last places those that only the second one has. It
// returns the rows of the first network's panels, and those of the second's.
func AlignBeside(first, second *Result) (firstOriginal, firstAttacked, original, attacked []Row) {
	must := []int{first.AttackedClass, first.Target}
	var only []int
	for _, class := range []int{rank(second.AttackedProbabilities)[0], second.CleanClass} {
		if there := Counterpart(second.Model, class, first.Model); there >= 0 {
			must = append(must, there)
		} else if class >= 0 && (len(only) == 0 || only[0] != class) {
			only = append(only, class)
		}
	}
	classes := alignIn(first.CleanPrediction().Probabilities, rowCount-len(only), must...)
	here := make([]int, len(classes))
	for i, class := range classes {
		here[i] = Counterpart(first.Model, class, second.Model)
	}
	one := func(probabilities []float64) []Row {
		rows := probabilityRows(first.Model, classes, probabilities)
		for _, class := range only {
			rows = append(rows, Row{Class: -1, Label: second.Model.Label(class)})
		}
		return rows
	}
	other := func(probabilities []float64) []Row {
		rows := probabilityRows(second.Model, append(here[:len(classes):len(classes)], only...), probabilities)
		for i, class := range classes {
			rows[i].Label = first.Model.Label(class)
		}
		return rows
	}
	return one(first.CleanPrediction().Probabilities), one(first.AttackedProbabilities),
		other(second.CleanPrediction().Probabilities), other(second.AttackedProbabilities)
}

// CompareAttacks compares two attacks on the same picture in words.
func CompareAttacks(first, second *Result) string {
	results := [2]*Result{first, second}
	var fooled []int
	var names, ends []string
	for i, r := range results {
		names = append(names, [2]string{"A: ", "B: "}[i]+words.FromEngine(r.Outcome.Setup.Attack.Name))
		if r.Reached() {
			fooled = append(fooled, i)
		}
		ends = append(ends, words.Say("beside.ends", "attack", names[i], "said", Said{
			r.AttackedClass, r.Model.Label(r.AttackedClass), r.AttackedProbabilities[r.AttackedClass]}))
	}
	word := words.Say("beside.both")
	switch len(fooled) {
	case 0:
		word = words.Say("beside.neither")
	case 1:
		word = words.Say("beside.only", "column", names[fooled[0]][:1])
	}
	return word + ". " + strings.Join(ends, "; ") + "."
}
