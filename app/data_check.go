package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"foolscope/engine/curate"
	"foolscope/engine/plain"
)

// queueTitles say what is in a queue.
var queueTitles = map[string]string{
	curate.Near: "near duplicates", curate.Same: "the same file twice", curate.Blurred: "blurred", curate.Tiny: "tiny",
	curate.Dark: "dark", curate.Odd: "odd shape", curate.Broken: "cannot be opened",
}

func checkDataFlags(asJSON *bool) *flags {
	f := newFlags("data")
	f.yes(asJSON, "json", "print one JSON object, with all pictures of each queue")
	return f
}

var checkDataCommand = dataCommand{
	arguments: "[--json] SET",
	summary:   "Measures every picture that is not rejected, and lists those to look at first, the worst first: near duplicates, the same file twice, blurred, tiny, dark, of an odd shape, and what cannot be opened. It decides nothing.",
	flags:     func() *flags { return checkDataFlags(new(bool)) },
	work:      checkData,
}

// toldQueue is a queue as it is written.
type toldQueue struct {
	Key      string   `json:"queue"`
	Pictures []string `json:"pictures"`
}

// checkData is the command data check.
func checkData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var asJSON bool
	rest, err := checkDataFlags(&asJSON).parse(args)
	if err != nil {
		return err
	}
	set, err := openSet(ctx, "check", rest)
	if err != nil {
		return err
	}
	decisions, err := openDecisions(set)
	if err != nil {
		return err
	}
	items := decisions.Chosen(false)
	looks, err := curate.Survey(ctx, set, items, counter(stderr, len(items)))
	if err != nil {
		return err
	}
	queues := []toldQueue{}
	problem := map[string]string{}
	for _, q := range curate.Queues(looks) {
		told := toldQueue{Key: q.Key}
		for _, i := range q.Items {
			path := set.Items[i].Path
			told.Pictures = append(told.Pictures, path)
			problem[path] = looks[i].Problem
		}
		queues = append(queues, told)
	}
	if asJSON {
		return writeJSON(stdout, map[string]any{"name": set.Name, "measured": len(items), "queues": queues})
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s: %d pictures measured\n", shown(set.Name), len(items))
	for _, q := range queues {
		fmt.Fprintf(&out, "  %s: %d\n", queueTitles[q.Key], len(q.Pictures))
		for _, path := range q.Pictures[:min(len(q.Pictures), mostRefused)] {
			text := path
			if problem[path] != "" {
				text += ": " + problem[path]
			}
			fmt.Fprintf(&out, "    %s\n", plain.Line(text, longestLine))
		}
		if more := len(q.Pictures) - mostRefused; more > 0 {
			fmt.Fprintf(&out, "    and %d more, which --json lists\n", more)
		}
	}
	_, err = io.WriteString(stdout, out.String())
	return err
}
