package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/curate"
	"foolscope/engine/dataset"
	"foolscope/engine/labels"
	"foolscope/engine/plain"
)

// showOptions is what the command data show is told.
type showOptions struct {
	model, labels string
	sets          []string
	json          bool
}

func showFlags(o *showOptions) *flags {
	f := newFlags("data")
	f.text(&o.model, "model", "FILE.onnx", "show which of its labels each class has")
	f.text(&o.labels, "labels", "FILE", "the same for a file of labels")
	f.texts(&o.sets, "label", "CLASS=LABEL", "say which label a class has, empty for none, and save that beside the data; with --model or --labels")
	f.yes(&o.json, "json", "print one JSON object")
	f.provider()
	return f
}

var showCommand = dataCommand{
	arguments: "[--model FILE.onnx] [flags] SET",
	summary:   "Shows the classes with their numbers of pictures and what was decided about these, the labels of a model that they have, and files that cannot be opened.",
	flags:     func() *flags { return showFlags(&showOptions{}) },
	work:      showData,
}

// shownSet is a data set as it is written.
type shownSet struct {
	Name     string       `json:"name"`
	Kind     string       `json:"kind"`
	Root     string       `json:"root,omitempty"`
	Pictures int          `json:"pictures"`
	Classes  []shownClass `json:"classes"`
	Unknown  int          `json:"unknown"`
	Refused  []shownFile  `json:"refused"`
	Notes    []string     `json:"notes"`
	Journal  string       `json:"journal,omitempty"`
	counts   curate.Count `json:"-"`
	mapped   bool         `json:"-"`
}

type shownClass struct {
	Name      string `json:"name"`
	Number    *int   `json:"number,omitempty"`
	Synset    string `json:"synset,omitempty"`
	Pictures  int    `json:"pictures"`
	Kept      int    `json:"kept"`
	Rejected  int    `json:"rejected"`
	Undecided int    `json:"undecided"`
	// Label is that of the model, and How by what it was found.
	Label *string `json:"label,omitempty"`
	How   string  `json:"how,omitempty"`
}

type shownFile struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}

var kinds = map[dataset.Kind]string{
	dataset.Folders: "folders", dataset.Numbered: "names", dataset.Loose: "loose", dataset.Table: "table", dataset.Drawn: "drawn",
}

// showData is the command data show.
func showData(ctx context.Context, args []string, stdout, _ io.Writer) error {
	var o showOptions
	rest, err := showFlags(&o).parse(args)
	if err != nil {
		return err
	}
	set, err := openSet(ctx, "show", rest)
	if err != nil {
		return err
	}
	decisions, err := openDecisions(set)
	if err != nil {
		return err
	}
	names, err := o.names(ctx)
	if err != nil {
		return err
	}
	if err := relabel(decisions, set, names, o.sets); err != nil {
		return err
	}
	told := tellSet(set, decisions, names)
	if o.json {
		return writeJSON(stdout, told)
	}
	return told.write(stdout)
}

// names are the labels of the model or file that was named, nil if none was.
func (o showOptions) names(ctx context.Context) ([]string, error) {
	switch {
	case o.model != "" && o.labels != "":
		return nil, usagef("--model and --labels exclude each other")
	case o.labels != "":
		list, err := labels.Read(o.labels)
		if err != nil {
			return nil, fmt.Errorf("the labels in %s cannot be read: %w", shown(o.labels), err)
		}
		return list.Names, nil
	case o.model != "":
		return modelLabels(ctx, o.model)
	}
	return nil, nil
}

func modelLabels(ctx context.Context, path string) ([]string, error) {
	c, err := openClassifier(ctx, path, classifier.Options{}, nil)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	names := make([]string, c.Info().Classes)
	for i := range names {
		names[i] = c.Label(i)
	}
	return names, nil
}

// relabel says by hand which labels classes have, and saves that.
func relabel(decisions *curate.Decisions, set *dataset.Set, names, sets []string) error {
	if len(sets) > 0 && names == nil {
		return usagef("--label needs --model or --labels")
	}
	for _, pair := range sets {
		class, label, ok := strings.Cut(pair, "=")
		from, to := slices.Index(set.Classes, class), slices.Index(names, label)
		switch {
		case !ok:
			return usagef("--label %s: write CLASS=LABEL", shown(pair))
		case from < 0:
			return usagef("--label %s: the data set has no class %q", shown(pair), shown(class))
		case to < 0 && label != "":
			return usagef("--label %s: the model has no label %q", shown(pair), shown(label))
		}
		decisions.SetLabel(from, to, names)
	}
	return decisions.Save()
}

func tellSet(set *dataset.Set, decisions *curate.Decisions, names []string) shownSet {
	all, each, unknown := decisions.Counts()
	told := shownSet{
		Name: set.Name, Kind: kinds[set.Kind], Root: set.Root, Pictures: set.Len(), Unknown: unknown.All(),
		Refused: []shownFile{}, Notes: append([]string{}, set.Notes...), Journal: decisions.Path(), counts: all, mapped: names != nil,
	}
	mapping := decisions.Mapping(names, nil)
	for class, name := range set.Classes {
		c := shownClass{
			Name: name, Synset: set.Synsets[class], Pictures: each[class].All(),
			Kept: each[class].Kept, Rejected: each[class].Rejected, Undecided: each[class].Undecided,
		}
		if n := set.Numbers[class]; n != dataset.Unknown {
			c.Number = &n
		}
		if names != nil {
			c.How = mapping.How[class].String()
			if label := mapping.Label(class); label != dataset.Unknown {
				c.Label = &names[label]
			}
		}
		told.Classes = append(told.Classes, c)
	}
	for _, r := range set.Refused {
		told.Refused = append(told.Refused, shownFile{r.Path, r.Reason})
	}
	return told
}

// mostRefused is how many bad files a terminal gets.
const mostRefused = 20

// write writes a data set for a person.
func (s shownSet) write(w io.Writer) error {
	var out strings.Builder
	line := func(format string, args ...any) {
		out.WriteString(plain.Line(fmt.Sprintf(format, args...), longestLine) + "\n")
	}
	line("%s: %d pictures, %d classes; %d kept, %d rejected, %d undecided", s.Name, s.Pictures, len(s.Classes), s.counts.Kept, s.counts.Rejected, s.counts.Undecided)
	wide := 12
	for _, c := range s.Classes {
		wide = min(max(wide, len([]rune(shown(c.Name)))), 40)
	}
	for _, c := range s.Classes {
		text := fmt.Sprintf("  %-*s %7d", wide, shown(c.Name), c.Pictures)
		if c.Kept+c.Rejected > 0 {
			text += fmt.Sprintf("  (%d kept, %d rejected)", c.Kept, c.Rejected)
		}
		switch {
		case c.Label != nil:
			text += fmt.Sprintf("  %s (%s)", shown(*c.Label), c.How)
		case s.mapped:
			text += "  has no label"
		}
		out.WriteString(text + "\n")
	}
	if s.Unknown > 0 {
		out.WriteString(fmt.Sprintf("  %-*s %7d\n", wide, "(unknown)", s.Unknown))
	}
	for _, note := range s.Notes {
		line("  note: %s", note)
	}
	for _, r := range s.Refused[:min(len(s.Refused), mostRefused)] {
		line("  cannot be opened: %s: %s", r.Path, r.Reason)
	}
	if more := len(s.Refused) - mostRefused; more > 0 {
		line("  and %d more, which --json lists", more)
	}
	_, err := io.WriteString(w, out.String())
	return err
}
