package main

import (
	"context"
	"fmt"
	"io"

	"foolscope/engine/ort"
	"foolscope/engine/report"
	"foolscope/engine/study"
)

// usualExamples is how many pictures a report shows if nobody says another number.
const usualExamples = 6

// reportStudy is the command study report.
func reportStudy(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var out string
	examples := usualExamples
	f := newFlags("study")
	f.text(&out, "out", "FOLDER", "where the report goes")
	f.number(&examples, "examples", "N", "show so many pictures")
	rest, err := f.parse(args)
	if err != nil {
		return err
	}
	if out == "" {
		return usagef("--out is missing: the folder for the report")
	}
	if len(rest) != 1 {
		return usagef("study report takes the folder of one run, not %d", len(rest))
	}
	result, err := study.OpenResult(rest[0])
	if err != nil {
		return err
	}
	r := report.Report{Result: result}
	if r.Summary, err = result.Summary(); err != nil {
		return err
	}
	if r.Examples, err = examplesOf(ctx, result, examples); err != nil {
		if ctx.Err() != nil {
			return err
		}
		// What the rows say is worth a report without the pictures.
		complain(stderr, fmt.Errorf("the report has no pictures: %w", err))
	}
	path, err := report.Write(out, r)
	if err != nil {
		return err
	}
	fmt.Fprintln(stdout, shown(path))
	return nil
}

func examplesOf(ctx context.Context, result *study.Result, pictures int) ([]report.Example, error) {
	if err := ort.Start(); err != nil {
		return nil, err
	}
	return report.Examples(ctx, result, studyEnv(result.Plan.Seed), pictures)
}
