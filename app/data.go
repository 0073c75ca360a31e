package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
)

const dataIntroduction = `foolscope data COMMAND ... SET

Data sets: what is in them, what is wrong with them, and what comes of them.
A SET is a folder with a folder for each class, a folder of pictures, a CSV file
with a path and a label a line, or signs:COUNT or signs:COUNT:SEED for road signs
that are drawn here. Nothing is ever deleted or changed: what is decided about
pictures is a file beside the data.

`

// dataCommand is what may stand behind "foolscope data".
type dataCommand struct {
	// summary is one line, arguments what follows the name.
	arguments, summary string
	// flags are those of the help.
	flags func() *flags
	work  func(ctx context.Context, args []string, stdout, stderr io.Writer) error
}

// dataCommands are all of them, each described in a file of its own.
func dataCommands() map[string]dataCommand {
	return map[string]dataCommand{
		"attack":  attackDataCommand,
		"check":   checkDataCommand,
		"collect": collectCommand,
		"draw":    drawCommand,
		"prepare": prepareCommand,
		"show":    showCommand,
		"split":   splitCommand,
	}
}

// dataUsage is the help of all of them.
func dataUsage() string {
	var out strings.Builder
	out.WriteString(dataIntroduction)
	all := dataCommands()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		c := all[name]
		fmt.Fprintf(&out, "foolscope data %s %s\n%s%s\n", name, c.arguments, wrap("  ", c.summary), c.flags().help())
	}
	return strings.TrimSuffix(out.String(), "\n")
}

// workOnData is the command data.
func workOnData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	all := dataCommands()
	known := strings.Join(slices.Sorted(maps.Keys(all)), ", ")
	if len(args) == 0 {
		return usagef("data needs a command: one of %s", known)
	}
	c, ok := all[args[0]]
	if !ok && strings.HasPrefix(args[0], "-") {
		_, err := newFlags("data").parse(args)
		return errors.Join(err, usagef("data needs a command: one of %s", known))
	}
	if !ok {
		return usagef("there is no command data %s: there are %s", shown(args[0]), known)
	}
	return c.work(ctx, args[1:], stdout, stderr)
}

// signsPrefix is how a set that is drawn begins.
const signsPrefix = "signs:"

// openSet opens the one set that a command is about.
func openSet(ctx context.Context, command string, args []string) (*dataset.Set, error) {
	if len(args) != 1 {
		return nil, usagef("data %s takes one data set, not %d", command, len(args))
	}
	if !strings.HasPrefix(args[0], signsPrefix) {
		return dataset.Open(ctx, args[0], nil)
	}
	count, seed, err := signsOf(args[0])
	if err != nil {
		return nil, err
	}
	return dataset.Signs(count, seed)
}

// signsOf reads "signs:COUNT" and "signs:COUNT:SEED".
func signsOf(text string) (count int, seed uint64, err error) {
	numbers, seedText, seeded := strings.Cut(strings.TrimPrefix(text, signsPrefix), ":")
	count, err = strconv.Atoi(numbers)
	seed = 1
	if err == nil && seeded {
		seed, err = strconv.ParseUint(seedText, 10, 64)
	}
	if err != nil {
		return 0, 0, usagef("%q is no data set: road signs are signs:COUNT or signs:COUNT:SEED", shown(text))
	}
	return count, seed, nil
}

// openDecisions reads what was decided about a set, here or in the window. Without a folder
// of the user's own they are read all the same, and saving says what is missing.
func openDecisions(set *dataset.Set) (*curate.Decisions, error) {
	own, _ := curate.OwnFolder()
	return curate.Open(set, own)
}
