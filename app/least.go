package main

import (
	"context"
	"fmt"
	"io"

	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// findLeast searches the least epsilon that fools, and gives it to the setup; the
// largest, where none does.
func findLeast(ctx context.Context, runner *trial.Runner, setup *trial.Setup) (*trial.Search, error) {
	search, err := runner.Least(ctx, *setup)
	if err != nil {
		return nil, err
	}
	epsilon, ok := search.Least()
	if !ok {
		epsilon = search.Param.Max
	}
	*setup = setup.Varied(trial.SweepAttack, search.Param.Key, epsilon)
	return &search, nil
}

// writeSearch writes what a search for the least epsilon found for a person.
func writeSearch(w io.Writer, s *trial.Search) error {
	p := s.Param
	number := func(x float64) string { return p.Format(x) + p.Unit }
	least, ok := s.Least()
	text := fmt.Sprintf("no epsilon of the %d that were tried up to %s fools", len(s.Probes), number(p.Max))
	switch exception, not := s.Exception(); {
	case ok && least == 0:
		text = "the least epsilon that fools: 0, as the picture fools untouched"
	case ok && not:
		text = fmt.Sprintf("the least epsilon that fools: %s; %s does not, and neither does the larger %s", number(least), number(s.Below()), number(exception))
	case ok:
		text = fmt.Sprintf("the least epsilon that fools: %s; %s does not", number(least), number(s.Below()))
	}
	_, err := fmt.Fprintln(w, "  "+plain.Line(text, longestLine))
	return err
}
