// Package report writes what came of an experiment for people: one HTML page that needs nothing
// else, the same as PDF, tables as CSV, Markdown and LaTeX, and each plot as PNG, SVG and PDF.
//
// Vocabulary: a report is a result with its summary and examples; an example is one picture in
// one setting, tried once more for the pictures' sake; a chart is a measure against what is varied,
// with a line for each model, attack and chain of defences.
package report
