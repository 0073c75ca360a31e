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

`

// attackUsage describes the command attack with all that can be chosen.
func attackUsage() string {
	var out strings.Builder
	out.WriteString(attackIntroduction)
	out.WriteString(newAttackFlags(&attackOptions{}).help())
	out.WriteString("\nAttacks:\n")
	for _, a := range attack.All() {
		out.WriteString("\n" + description(a.Key, a.Summary, a.Params))
	}
	out.WriteString("\nDefences:\n")
	for _, d := range defense.All() {
		out.WriteString("\n" + description(d.Key, d.Summary, d.Params))
	}
	out.WriteString("\nAn estimated gradient:\n")
	out.WriteString("\n" + description("estimate", "Moves all pixels at random, forth and back, and averages what the scores do. It is used where a model has no exact gradient.", estimate.Params()))
	return out.String()
}

// description lists an algorithm and its parameters.
func description(key, summary string, params param.Set) string {
	out := "  " + key + "\n" + wrap("      ", summary)
	for _, p := range params {
		out += fmt.Sprintf("    %-12s %s; %s if not given\n%s", p.Key, p.Allowed(), written(p), wrap("        ", p.Explanation))
	}
	return out
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
