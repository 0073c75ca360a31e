package report

import (
	"context"
	"fmt"
	"math"
	"strings"

	"foolscope/engine/plain"
	"foolscope/engine/study"
	"foolscope/engine/trial"
)

// Report is what there is to write.
type Report struct {
	Result   *study.Result
	Summary  study.Summary
	Examples []Example
}

// Example is one picture in one setting.
type Example struct {
	// Picture is its path in the data set.
	Picture string
	Setting study.Setting
	Outcome *trial.Outcome
	// Was, Became and After are what the model says of the original, of the attacked picture and
	// of the defended one, the last empty without a defence.
	Was, Became, After string
}

// Examples tries the first pictures of an experiment once more, each in the setting of the
// strongest attack of each model, behind the last chain of defences.
func Examples(ctx context.Context, r *study.Result, env study.Env, pictures int) ([]Example, error) {
	again, err := study.NewAgain(ctx, r.Plan, env)
	if err != nil {
		return nil, err
	}
	defer again.Close()
	settings := telling(r.Plan)
	var out []Example
	seen := 0
	for rows, err := range r.Pictures() {
		if err != nil {
			return nil, err
		}
		if seen == pictures {
			break
		}
		if rows[0].Problem != "" {
			continue
		}
		seen++
		for _, s := range settings {
			o, err := again.Outcome(ctx, rows[0].Index, s)
			if err != nil {
				return nil, err
			}
			out = append(out, exampleOf(rows, s, o))
		}
	}
	return out, nil
}

// exampleOf takes what the models say from the row, so that both agree.
func exampleOf(rows []study.Row, s study.Setting, o *trial.Outcome) Example {
	e := Example{Picture: rows[0].Picture, Setting: s, Outcome: o}
	for _, r := range rows {
		if r.Setting.Key() != s.Key() {
			continue
		}
		e.Was = said(&r.Clean)
		e.Became, e.After = said(r.Attacked), said(r.Defended)
	}
	return e
}

func said(l *study.Label) string {
	if l == nil {
		return ""
	}
	return fmt.Sprintf("%s %.1f %%", plain.Line(l.Name, 40), 100*l.Confidence)
}

// telling are the settings of the examples: for each model the last attack at the middle value of what
// is varied.
func telling(p study.Plan) (out []study.Setting) {
	best := map[int]study.Setting{}
	middle := math.NaN()
	if p.Vary != nil {
		middle = p.Vary.Values[len(p.Vary.Values)/2]
	}
	for _, s := range p.Settings() {
		if s.Attack == study.Untouched || s.Model != s.MadeOn || !(math.IsNaN(s.X) || s.X == middle) {
			continue
		}
		best[s.Model] = s
	}
	for model := range p.Models {
		if s, ok := best[model]; ok {
			out = append(out, s)
		}
	}
	return out
}

// Title is what the report is called.
func (r Report) Title() string {
	if r.Result.Plan.Name == "" {
		return "Experiment"
	}
	return plain.Line(r.Result.Plan.Name, 200)
}

// attackOf names the attack of a setting, or says that the picture is untouched.
func (r Report) attackOf(s study.Setting) string {
	if s.Attack == study.Untouched {
		return "untouched"
	}
	return r.Result.Plan.Attacks[s.Attack].Attack.Name
}

// chainOf names the chain of a setting without the value of what is varied.
func (r Report) chainOf(s study.Setting) string {
	p := r.Result.Plan
	var names []string
	for i, stage := range p.ChainOf(s) {
		var values []string
		for _, q := range stage.Defense.Params {
			if p.Vary != nil && p.Vary.Of == trial.SweepDefense && i == 0 && q.Key == p.Vary.Key {
				continue
			}
			values = append(values, q.Format(stage.Values[q.Key]))
		}
		names = append(names, strings.TrimSpace(stage.Defense.Name+" "+strings.Join(values, ", ")))
	}
	if names == nil {
		return "no defence"
	}
	return strings.Join(names, ", then ")
}

// modelOf names a model, and says whose attack it sees if that is another's.
func (r Report) modelOf(s study.Setting) string {
	name := r.Result.Snapshot.Models[s.Model].Name
	if s.MadeOn != s.Model {
		name += " (made on " + r.Result.Snapshot.Models[s.MadeOn].Name + ")"
	}
	return plain.Line(name, 80)
}
