package record

import (
	"fmt"
	"math"
	"slices"
	"time"

	"foolscope/engine/param"
	"foolscope/engine/trial"
)

// Record is an outcome with the names that files give to what it is about. All
// numbers are those of the 8-bit pictures.
type Record struct {
	// Picture is the name or the path of the picture, Model the title of the model.
	Picture, Model string
	// Label names a class of the model.
	Label   func(class int) string
	Outcome *trial.Outcome
	// Warnings are sentences that whoever judges an outcome of this model must
	// know.
	Warnings []string
	// Saved is where the attacked picture was written, empty if nowhere.
	Saved string
	// Assumed is whether mean and std had to be guessed, and Assumptions lists all
	// that had to be.
	Assumed     bool
	Assumptions []string
	// Search is how the epsilon of the attack was found, nil if it was chosen.
	Search *trial.Search
	// Second is what stood beside it in a comparison, nil for nothing.
	Second *Record
}

// field is a key and its value: a string, bool, number, list of sentences or nil.
type field struct {
	key   string
	value any
}

// fields is a list of them that grows.
type fields []field

func (f *fields) add(key string, value any) { *f = append(*f, field{key, value}) }

// judged adds what the model says of the pictures, whether that is what the
// attack was after, and how far the attacked picture is from the original:
// linf_255 in levels of 256, l2 for elements in [0,1].
func (f *fields) judged(r Record) {
	o := r.Outcome
	f.predicted("clean", r, &o.Clean)
	f.predicted("attacked", r, &o.AfterAttack)
	f.predicted("defended", r, o.AfterDefense)
	f.add("fooled", o.Fooled)
	f.add("already_fooled", o.AlreadyFooled)
	f.add("linf_255", o.Change.Linf)
	f.add("l2", o.Change.L2)
	f.add("ssim", o.Change.SSIM)
}

// predicted adds a prediction, which is nil if there is none.
func (f *fields) predicted(name string, r Record, p *trial.Prediction) {
	if p == nil {
		f.add(name+"_label", nil)
		f.add(name+"_index", nil)
		f.add(name+"_probability", nil)
		return
	}
	f.add(name+"_label", r.Label(p.Class))
	f.add(name+"_index", p.Class)
	f.add(name+"_probability", p.Probability)
}

// chosen adds an attack or a defence, and its parameters with their own keys
// behind that of what they belong to.
func (f *fields) chosen(name, key string, set param.Set, values param.Values) {
	f.add(name, key)
	for _, p := range set {
		if value, ok := values[p.Key]; ok {
			f.add(name+"_"+p.Key, written(p, value))
		}
	}
}

// written is a parameter's value as files write it.
func written(p param.Param, value float64) any {
	switch p.Kind {
	case param.Toggle:
		return value != 0
	case param.Choice, param.File, param.Model:
		return p.Format(value)
	}
	return value
}

// metrics lists what a file of metrics holds. What there is none of is nil, but
// whether the attack knew the defences is only there if it did.
func (r Record) metrics() fields {
	o := r.Outcome
	list := fields{{"picture", r.Picture}, {"model", r.Model}, {"seed", o.Setup.Seed}}
	if a := o.Setup.Attack; a != nil {
		list.chosen("attack", a.Key, a.Params, o.Setup.Values)
	} else {
		list.add("attack", nil)
	}
	if target := o.Target(); target != trial.None {
		list.add("target_label", r.Label(target))
		list.add("target_index", target)
	} else {
		list.add("target_label", nil)
		list.add("target_index", nil)
	}
	if len(o.Setup.Chain) == 0 {
		list.add("defense", nil)
	}
	for i, s := range o.Setup.Chain {
		name := "defense"
		if i > 0 {
			name = fmt.Sprint("defense_", i+1)
		}
		list.chosen(name, s.Defense.Key, s.Defense.Params, s.Values)
	}
	if o.Setup.Adaptive {
		list.add("adaptive", true)
	}
	if o.Setup.Samples > 0 {
		list.add("samples", o.Setup.Samples)
	}
	list.judged(r)
	list.add("psnr", o.Change.PSNR)
	list.add("gradients", o.Gradients)
	if warnings := slices.Concat(o.Remarks, r.Warnings); len(warnings) > 0 {
		list.add("warnings", warnings)
	} else {
		list.add("warnings", nil)
	}
	return list
}

// line lists what the command line prints. What there is none of is left out, but
// for the prediction after a defence.
func (r Record) line() fields {
	o := r.Outcome
	list := fields{{"picture", r.Picture}}
	list.judged(r)
	list.searched(r.Search)
	list.add("gradients", o.Gradients)
	if o.Estimate > 0 {
		list.add("gradient", "estimate")
		if runs := r.Runs(); runs > 0 {
			list.add("queries", runs)
		}
	}
	list.add("milliseconds", r.Milliseconds())
	if r.Saved != "" {
		list.add("saved", r.Saved)
	}
	if r.Assumed {
		list.add("assumed", true)
	}
	if len(r.Assumptions) > 0 {
		list.add("assumptions", r.Assumptions)
	}
	if warnings := slices.Concat(r.Warnings, o.Remarks); len(warnings) > 0 {
		list.add("warnings", warnings)
	}
	return list
}

// searched adds what a search for the least epsilon found, which is nil for no search:
// least_epsilon is that one, nil if none fooled, unfooled_below the largest that was
// tried below it and did not fool, and unfooled_above the least that did not above it.
func (f *fields) searched(s *trial.Search) {
	if s == nil {
		return
	}
	value := func(epsilon float64, ok bool) any {
		if !ok {
			return nil
		}
		return epsilon
	}
	f.add("least_epsilon", value(s.Least()))
	f.add("unfooled_below", s.Below())
	f.add("unfooled_above", value(s.Exception()))
}

// Milliseconds is the time of the attack, to the microsecond.
func (r Record) Milliseconds() float64 {
	return math.Round(float64(r.Outcome.Took)/float64(time.Microsecond)) / 1000
}

// Runs counts the runs of the model that an attack by estimated gradients took in
// all.
func (r Record) Runs() int { return r.Outcome.Gradients*r.Outcome.Estimate + r.Outcome.Queries }
