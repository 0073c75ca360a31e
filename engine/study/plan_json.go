package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/disk"
	"foolscope/engine/param"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// maxPlan bounds the length of a plan's file in bytes.
const maxPlan = 1 << 20

// longestWord bounds what an error repeats of a file, in runes.
const longestWord = 60

// ReadPlan opens a plan's file. A relative data set lies beside it. The error says in a
// sentence what is wrong.
func ReadPlan(path string) (Plan, error) {
	data, err := disk.Read(path, maxPlan)
	if err != nil {
		return Plan{}, fmt.Errorf("the plan %s cannot be opened: %w", filepath.Base(path), disk.Explained(err))
	}
	p, err := ParsePlan(data)
	if err != nil {
		return Plan{}, fmt.Errorf("the plan %s: %w", filepath.Base(path), err)
	}
	if p.Data.Folder != "" && !filepath.IsAbs(p.Data.Folder) {
		p.Data.Folder = filepath.Join(filepath.Dir(path), filepath.FromSlash(p.Data.Folder))
	}
	for i, name := range p.Models {
		// What has the ending of a model is a file, others are names.
		if strings.EqualFold(filepath.Ext(name), ".onnx") && !filepath.IsAbs(name) {
			p.Models[i] = filepath.Join(filepath.Dir(path), filepath.FromSlash(name))
		}
	}
	return p, nil
}

// ParsePlan reads a plan and checks it.
func ParsePlan(data []byte) (Plan, error) {
	p := Plan{Seed: 1}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return Plan{}, plain.JSON(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Plan{}, errors.New("there is something behind its end; a plan is one JSON object")
	}
	return p, p.Check()
}

// Bytes is the plan as a file has it: equal plans give equal bytes.
func (p Plan) Bytes() ([]byte, error) {
	data, err := json.MarshalIndent(p, "", "  ")
	return append(data, '\n'), err
}

// attackForm is an Attack in a file: {"attack": "pgd", "values": {"epsilon": 4}}.
type attackForm struct {
	Attack string       `json:"attack"`
	Values param.Values `json:"values,omitempty"`
}

// MarshalJSON writes the key of the attack and all its values, choices by their names.
func (a Attack) MarshalJSON() ([]byte, error) {
	values, err := a.Attack.Params.Complete(a.Values)
	if err != nil {
		return nil, fmt.Errorf("the attack %s: %w", a.Attack.Key, err)
	}
	return json.Marshal(attackForm{a.Attack.Key, a.Attack.Params.Named(values)})
}

// UnmarshalJSON reads what MarshalJSON writes. Values that are absent get their defaults.
func (a *Attack) UnmarshalJSON(data []byte) error {
	var f attackForm
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return fmt.Errorf("an attack: %w", plain.JSON(err))
	}
	found, ok := attack.Find(f.Attack)
	if !ok {
		return fmt.Errorf("there is no attack %q (there are: %s)", plain.Line(f.Attack, longestWord), strings.Join(attack.Keys(), ", "))
	}
	values, err := found.Params.Complete(f.Values)
	if err != nil {
		return fmt.Errorf("the attack %s: %w", found.Key, err)
	}
	*a = Attack{found, values}
	return nil
}

// varyForm is a Vary in a file: {"of": "attack", "key": "epsilon", "from": 0, "to": 16, "step": 2},
// or with its "values" one by one.
type varyForm struct {
	Of     string    `json:"of"`
	Key    string    `json:"key"`
	From   *float64  `json:"from,omitempty"`
	To     *float64  `json:"to,omitempty"`
	Step   *float64  `json:"step,omitempty"`
	Values []float64 `json:"values,omitempty"`
}

// axes are how files write whose parameter is varied.
var axes = map[string]trial.Axis{"attack": trial.SweepAttack, "defense": trial.SweepDefense}

// MostValues bounds how many values a parameter takes in one plan.
const MostValues = 1000

// MarshalJSON writes the values one by one.
func (v Vary) MarshalJSON() ([]byte, error) {
	f := varyForm{Key: v.Key, Values: v.Values}
	for name, axis := range axes {
		if axis == v.Of {
			f.Of = name
		}
	}
	return json.Marshal(f)
}

// UnmarshalJSON reads what MarshalJSON writes, or a range.
func (v *Vary) UnmarshalJSON(data []byte) error {
	f := varyForm{Of: "attack"}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		return fmt.Errorf("what is varied: %w", plain.JSON(err))
	}
	axis, ok := axes[f.Of]
	if !ok {
		return fmt.Errorf("a parameter of an \"attack\" or of a \"defense\" is varied, not of %q", plain.Line(f.Of, longestWord))
	}
	values := f.Values
	if f.From != nil || f.To != nil || f.Step != nil {
		if f.From == nil || f.To == nil || f.Step == nil || values != nil {
			return errors.New("what is varied has \"from\", \"to\" and \"step\", or \"values\"")
		}
		var err error
		if values, err = Range(*f.From, *f.To, *f.Step); err != nil {
			return err
		}
	}
	*v = Vary{axis, f.Key, values}
	return nil
}

// Range lists the values from one to another, both included if the step leads there. The error
// says that it leads nowhere or takes more than MostValues.
func Range(from, to, step float64) ([]float64, error) {
	if !(step > 0) || !(to >= from) {
		return nil, fmt.Errorf("from %g to %g in steps of %g there is nothing: the step is above 0, and the end not before the beginning", from, to, step)
	}
	n := math.Floor((to-from)/step + 1e-9)
	if n >= MostValues {
		return nil, fmt.Errorf("from %g to %g in steps of %g there are more than %d values: choose a larger step", from, to, step, MostValues)
	}
	values := make([]float64, int(n)+1)
	for i := range values {
		// Steps such as 0.1 must not add up their rounding.
		values[i] = math.Round((from+float64(i)*step)*1e9) / 1e9
	}
	return values, nil
}
