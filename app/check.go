package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"foolscope/engine/check"
	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
	"foolscope/engine/plain"
)

const checkIntroduction = `foolscope check [--json] FILE.onnx

Says whether a model works here: what it takes and gives, the preprocessing and
where it was read or that it is assumed, the operators and those of them
that cannot be differentiated, how far the gradient is from slopes measured
along random directions, and how long inference and gradient take.

The exit status is 1 if the model cannot be differentiated. It can be attacked all
the same, with a gradient that is estimated from its scores.

`

func checkFlags(asJSON *bool) *flags {
	f := newFlags("check")
	f.yes(asJSON, "json", "print one JSON object")
	f.provider()
	return f
}

func checkUsage() string { return checkIntroduction + checkFlags(new(bool)).help() }

// checkModel is the command check.
func checkModel(ctx context.Context, args []string, stdout, _ io.Writer) error {
	var asJSON bool
	models, err := checkFlags(&asJSON).parse(args)
	if err != nil {
		return err
	}
	if len(models) != 1 {
		return usagef("check takes one model, not %d", len(models))
	}
	report, err := check.File(ctx, models[0])
	if err != nil {
		return err
	}
	if asJSON {
		err = writeJSON(stdout, report)
	} else {
		err = writeReport(stdout, report)
	}
	if err == nil && !report.Differentiable {
		err = fmt.Errorf("%s cannot be differentiated: %s", filepath.Base(models[0]), obstacle(report))
	}
	return err
}

// obstacle says in few words why there is no gradient.
func obstacle(r *check.Report) string {
	if len(r.Unsupported) > 0 {
		return "no derivative is known for " + plain.Line(strings.Join(r.Unsupported, ", "), 400)
	}
	return r.Problem
}

// writeJSON writes one object as one line.
func writeJSON(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// writeReport writes a report for a person.
func writeReport(w io.Writer, r *check.Report) error {
	var out strings.Builder
	line := func(what, format string, args ...any) {
		fmt.Fprintf(&out, "  %-16s%s\n", what, plain.Line(fmt.Sprintf(format, args...), longestLine))
	}
	fmt.Fprint(&out, plain.Line(r.Model, longestLine))
	if r.Title != "" {
		fmt.Fprintf(&out, ": %s, %d classes", shown(r.Title), r.Classes)
	}
	fmt.Fprintln(&out)
	for _, v := range r.Inputs {
		line("input", "%s %s %s", v.Name, onnx.ShapeText(v.Shape), r.Layout)
	}
	for _, v := range r.Outputs {
		line("output", "%s %s", v.Name, onnx.ShapeText(v.Shape))
	}
	if p := r.Preprocessing; p != nil {
		source := "given"
		if r.Assumed {
			source = "assumed"
		}
		colors := or(p.ChannelOrder, "RGB")
		if r.Channels == 1 {
			colors = "grey"
		}
		line("preprocessing", "%s: short side %d, crop %s, resize %s, %s, mean %.4g, std %.4g",
			source, p.ResizeShortSide, or(p.Crop, "center"), or(p.Resize, "bilinear"), colors, p.Means(), p.Stds())
	}
	if len(r.Sources) > 0 {
		line("read from", "%s", strings.Join(classifier.ByPlace(r.Sources), "; "))
	}
	line("opset", "%d", r.Opset)
	var operators []string
	for _, o := range r.ByCount() {
		operators = append(operators, fmt.Sprintf("%s %d", o.Operator, o.Count))
	}
	line("operators", "%s", strings.Join(operators, ", "))
	switch {
	case !r.Differentiable:
		line("differentiable", "no")
	case len(r.StraightThrough) > 0:
		line("differentiable", "straight-through: %d nodes round, which the gradient takes for the identity", len(r.StraightThrough))
	default:
		line("differentiable", "yes")
	}
	if len(r.Unsupported) > 0 {
		line("no derivative", "%s", plain.Line(strings.Join(r.Unsupported, ", "), 400))
	}
	if r.EstimateQueries > 0 {
		line("gradient", "an estimate, from %d runs each, stands in for it in attacks", r.EstimateQueries)
	}
	if r.GradientError != nil {
		line("gradient error", "%.2g", *r.GradientError)
	}
	if r.ForwardMS != nil {
		line("inference", "%.1f ms", *r.ForwardMS)
	}
	if r.GradientMS != nil {
		line("gradient", "%.1f ms, %.2f times inference", *r.GradientMS, *r.Ratio)
	}
	if r.Provider != "" {
		line("computed by", "%s", r.Provider)
	}
	for _, warning := range r.Warnings {
		line("warning", "%s", warning)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
