package study

import (
	"errors"
	"fmt"

	"foolscope/engine/dataset"
	"foolscope/engine/param"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// Check says in a sentence what is wrong with a plan, without looking at any file.
func (p Plan) Check() error {
	if err := p.Data.check(); err != nil {
		return err
	}
	switch {
	case len(p.Models) == 0:
		return errors.New("it names no model; \"\" is the one that is built in")
	case len(p.Attacks) == 0 && !p.Clean:
		return errors.New("it has no attack, and \"clean\" is not true: there is nothing to try")
	case p.Transfer && len(p.Models) < 2:
		return errors.New("\"transfer\" shows what was made on one model to another: name two models")
	case p.Samples < 0:
		return errors.New("\"samples\" is below 0")
	}
	if p.Samples > 0 {
		if err := trial.Samples.Check(float64(p.Samples)); err != nil {
			return err
		}
	}
	for i, name := range p.Models {
		for _, before := range p.Models[:i] {
			if name == before {
				return fmt.Errorf("the model %q is named twice", plain.Line(name, longestWord))
			}
		}
	}
	for _, a := range p.Attacks {
		if a.Attack.Fit == nil {
			continue
		}
		if _, err := a.Attack.Learned(a.Values); err != nil {
			return err
		}
	}
	return p.checkVary()
}

func (p Plan) checkVary() error {
	if p.Vary == nil {
		return nil
	}
	if len(p.Vary.Values) == 0 {
		return errors.New("what is varied has no values")
	}
	if len(p.Vary.Values) > MostValues {
		return fmt.Errorf("what is varied has %d values, of at most %d", len(p.Vary.Values), MostValues)
	}
	if _, ok := p.Param(); !ok {
		if p.Vary.Of == trial.SweepDefense {
			return fmt.Errorf("no defence that comes first in a chain of the plan has a parameter %q to be varied", plain.Line(p.Vary.Key, longestWord))
		}
		return fmt.Errorf("no attack of the plan has a parameter %q to be varied", plain.Line(p.Vary.Key, longestWord))
	}
	for i, x := range p.Vary.Values {
		if i > 0 && x <= p.Vary.Values[i-1] {
			return errors.New("the values of what is varied are not in increasing order")
		}
		for _, set := range p.varied() {
			if q, ok := set.Find(p.Vary.Key); ok {
				if err := q.Check(x); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// varied are the parameters among which the one is that is varied.
func (p Plan) varied() (sets []param.Set) {
	if p.Vary.Of == trial.SweepAttack {
		for _, a := range p.Attacks {
			sets = append(sets, a.Attack.Params)
		}
		return sets
	}
	for _, c := range p.chains() {
		if len(c) > 0 {
			sets = append(sets, c[0].Defense.Params)
		}
	}
	return sets
}

func (d Data) check() error {
	switch {
	case d.Folder == "" && d.Signs == 0:
		return errors.New("it has no pictures: \"data\" has a \"folder\", or a number of \"signs\" to draw")
	case d.Folder != "" && d.Signs != 0:
		return errors.New("\"data\" has both a \"folder\" and \"signs\" to draw")
	case d.Signs < 0 || d.Signs > dataset.MaxDrawn:
		return fmt.Errorf("%d road signs cannot be drawn: choose from 1 to %d", d.Signs, dataset.MaxDrawn)
	case d.Pictures < 0:
		return errors.New("\"pictures\" is below 0; 0 stands for all of them")
	}
	switch d.Choose {
	case "", Even, PerClass, Random:
		return nil
	}
	return fmt.Errorf("pictures are chosen %q, %q or %q, not %q", Even, PerClass, Random, plain.Line(string(d.Choose), longestWord))
}
