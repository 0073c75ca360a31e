package main

import (
	"fmt"
	"strings"

	"foolscope/engine/attack"
	"foolscope/engine/defense"
	"foolscope/engine/estimate"
	"foolscope/engine/param"
)

const attackIntroduction = `foolscope attack [--model FILE.onnx] --attack KEY [flags] PICTURE...

Resizes and crops each picture as the model's manifest says, attacks it, and
judges the result as the 8-bit picture that it can be saved as.

  --model FILE.onnx      the classifier; without it, the one that is built in
  --attack KEY           the attack, see below
  --set KEY=VALUE        one of its parameters; may be given several times
  --defense KEY          a defence that the attacked picture goes through
  --set-defense KEY=VALUE
  --set-estimate KEY=VALUE
                         how the gradient is estimated, where the model has an
                         operator without a derivative
  --label CLASS          what the pictures show, by number or name; without it,
                         what the model says about each. A picture that the
                         model takes for something else is attacked all the
                         same, and counts as fooled already.
  --target CLASS         the class to reach, instead of any other
  --seed N               the seed of every random draw; 1 if not given
  --out FOLDER           save the attacked pictures there, as STEM.png at the
                         model's input size; STEM-2.png if another picture
                         has the same name. Without it nothing is saved.
  --json                 print one JSON object a picture and line
  --provider NAME        what computes, see: foolscope help

`

// attackUsage describes the command attack with all that can be chosen.
func attackUsage() string {
	var out strings.Builder
	out.WriteString(attackIntroduction)
	out.WriteString("Attacks:\n")
	for _, a := range attack.All() {
		describe(&out, a.Key, a.Summary, a.Params)
	}
	out.WriteString("\nDefences:\n")
	for _, d := range defense.All() {
		describe(&out, d.Key, d.Summary, d.Params)
	}
	out.WriteString("\nAn estimated gradient:\n")
	describe(&out, "estimate", "Moves all pixels at random, forth and back, and averages what the scores do. It is used where a model has no exact gradient.", estimate.Params())
	return out.String()
}

// describe lists an algorithm and its parameters.
func describe(out *strings.Builder, key, summary string, params param.Set) {
	fmt.Fprintf(out, "\n  %s\n%s", key, wrap("      ", summary))
	for _, p := range params {
		fmt.Fprintf(out, "    %-12s %s; %s if not given\n%s", p.Key, p.Allowed(), written(p), wrap("        ", p.Explanation))
	}
}

// written is the default of a parameter.
func written(p param.Param) string {
	if text := p.Format(p.Default); text != "" {
		return text
	}
	return "none"
}

// wrap breaks a text into indented lines that fit a terminal.
func wrap(indent, text string) string {
	const width = 80
	var out strings.Builder
	line := indent
	for _, word := range strings.Fields(text) {
		if len(line) > len(indent) && len(line)+1+len(word) > width {
			out.WriteString(line + "\n")
			line = indent
		}
		if len(line) > len(indent) {
			line += " "
		}
		line += word
	}
	return out.String() + line + "\n"
}
