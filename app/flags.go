package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"foolscope/engine/ort"
)

// flags are those of one command. Its help lists them in the order in which
// they were declared.
type flags struct {
	set  *flag.FlagSet
	list []option
}

// option is what the help says of a flag: its name, the argument that it takes,
// empty if none, and what it is for.
type option struct{ name, argument, usage string }

func newFlags(command string) *flags {
	f := &flags{set: flag.NewFlagSet(command, flag.ContinueOnError)}
	f.set.SetOutput(io.Discard)
	return f
}

func (f *flags) declare(name, argument, usage string) (string, string) {
	f.list = append(f.list, option{name, argument, usage})
	return name, usage
}

// text declares a flag that takes a text.
func (f *flags) text(to *string, name, argument, usage string) {
	name, usage = f.declare(name, argument, usage)
	f.set.StringVar(to, name, "", usage)
}

// texts declares a flag that may be given several times.
func (f *flags) texts(to *[]string, name, argument, usage string) {
	name, usage = f.declare(name, argument, usage+"; may be given several times")
	f.set.Func(name, usage, func(value string) error {
		*to = append(*to, value)
		return nil
	})
}

// number declares a flag that takes a whole number, which stays as it is if it is not given.
func (f *flags) number(to *int, name, argument, usage string) {
	name, usage = f.declare(name, argument, usage)
	f.set.IntVar(to, name, *to, usage)
}

// yes declares a flag that takes no argument.
func (f *flags) yes(to *bool, name, usage string) {
	name, usage = f.declare(name, "", usage)
	f.set.BoolVar(to, name, false, usage)
}

// seed declares the flag of that name, which is 1 if it is not given.
func (f *flags) seed(to *uint64) {
	name, usage := f.declare("seed", "N", "the seed of every random draw; 1 if not given")
	f.set.Uint64Var(to, name, 1, usage)
}

// provider lets a command choose what computes.
func (f *flags) provider() {
	name, usage := f.declare("provider", "NAME", "what computes networks: "+strings.Join(ort.ProviderKeys(), ", ")+". The CPU steps in if it does not work here")
	f.set.Func(name, usage, ort.Prefer)
}

// parse reads flags that may stand before, between and behind the other
// arguments, which it returns. Behind -- everything is an argument.
func (f *flags) parse(args []string) ([]string, error) {
	var rest []string
	for {
		if err := f.set.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, usageError{err}
		}
		left := f.set.Args()
		if len(left) == 0 {
			return rest, nil
		}
		if end := len(args) - len(left) - 1; end >= 0 && args[end] == "--" {
			return slices.Concat(rest, left), nil
		}
		rest, args = append(rest, left[0]), left[1:]
	}
}

// help lists the flags, one or more lines each.
func (f *flags) help() string {
	var out strings.Builder
	for _, o := range f.list {
		dashes := "--"
		if len(o.name) == 1 {
			dashes = "-"
		}
		out.WriteString(twoColumns(strings.TrimSpace(dashes+o.name+" "+o.argument), o.usage))
	}
	return out.String()
}

// twoColumns writes a name and what there is to say of it, beside it or, if it
// is long, below.
func twoColumns(name, text string) string {
	const wide = 23
	indent := strings.Repeat(" ", wide+2)
	text = wrap(indent, text)
	if len(name) >= wide {
		return "  " + name + "\n" + text
	}
	return fmt.Sprintf("  %-*s", wide, name) + text[len(indent):]
}
