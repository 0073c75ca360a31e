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
	"time"

	"foolscope/engine/collect"
	"foolscope/ui"
)

// collectOptions is what the command data collect is told.
type collectOptions struct {
	out, count, sources, licences, side, contact string
	classes                                      []string
}

func collectFlags(o *collectOptions) *flags {
	f := newFlags("data")
	f.texts(&o.classes, "class", "NAME[=QUERY]", "a class, and what to look for if that is not its name")
	f.text(&o.count, "count", "N", "how many pictures of each class, 500 if not given")
	f.text(&o.sources, "sources", "LIST", "what is asked, in this order, with commas between: "+strings.Join(sourceKeys(), ", ")+". Without it openverse,commons. Flickr wants a key of your own: see "+collect.FlickrVariable+" in foolscope help")
	f.text(&o.licences, "licences", "LIST", "the licences that are accepted, with commas between: "+strings.Join(termKeys(), ", ")+". Without it all under which changed pictures may be passed on")
	f.text(&o.side, "side", "N", "reduce the short side to N pixels, 256 if not given, and pass over what is smaller; 0 keeps pictures as they come")
	f.text(&o.contact, "contact", "ADDRESS", "your e-mail address, for Wikimedia Commons alone, which is slow without it")
	f.text(&o.out, "out", "FOLDER", "where they go; a folder in which the same command was stopped goes on there")
	return f
}

var collectCommand = dataCommand{
	arguments: "--class NAME[=QUERY]... [flags] --out FOLDER",
	summary:   "Collects photos from the web into folders of their classes, and writes authors and licences into " + collect.AttributionName + ". Ctrl-C pauses; the same command goes on.",
	flags:     func() *flags { return collectFlags(&collectOptions{}) },
	work:      collectData,
}

func sourceKeys() []string {
	var keys []string
	for _, s := range (collect.Settings{}).Sources() {
		keys = append(keys, s.About().Key)
	}
	return keys
}

func termKeys() []string {
	var keys []string
	for _, t := range collect.AllTerms() {
		keys = append(keys, t.Key)
	}
	return keys
}

// collectData is the command data collect.
func collectData(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var o collectOptions
	rest, err := collectFlags(&o).parse(args)
	if err != nil {
		return err
	}
	if len(rest) > 0 {
		return usagef("data collect takes no data set: it makes one")
	}
	job, err := o.job()
	if err != nil {
		return err
	}
	if err := job.Check(); err != nil {
		return usageError{err}
	}
	summary, err := job.Run(ctx, collectProgress(stderr))
	return errors.Join(err, tellCollected(stdout, job, summary))
}

// job reads the flags.
func (o collectOptions) job() (collect.Job, error) {
	job := collect.Job{Folder: o.out, Licences: listed(o.licences)}
	if o.out == "" {
		return job, usagef("--out is missing: name a folder to collect into")
	}
	count, err := wholeNumber("count", o.count, 500)
	if err != nil {
		return job, err
	}
	if job.Side, err = wholeNumber("side", o.side, 256); err != nil {
		return job, err
	}
	for _, class := range o.classes {
		name, query, _ := strings.Cut(class, "=")
		job.Classes = append(job.Classes, collect.Class{Name: strings.TrimSpace(name), Query: strings.TrimSpace(query), Count: count})
	}
	settings := collect.SettingsOf(ui.Preference, version)
	if o.contact != "" {
		settings.Contact = o.contact
	}
	if err := settings.Check(); err != nil {
		return job, usageError{err}
	}
	keys := listed(o.sources)
	if len(keys) == 0 {
		keys = []string{"openverse", "commons"}
	}
	for _, key := range keys {
		source, ok := settings.Source(key)
		if !ok {
			return job, usagef("--sources: there is no %q: there are %s", shown(key), strings.Join(sourceKeys(), ", "))
		}
		job.Sources = append(job.Sources, source)
	}
	return job, nil
}

// listed are the words between commas.
func listed(text string) []string {
	var out []string
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// wholeNumber reads the value of a flag.
func wholeNumber(name, text string, otherwise int) (int, error) {
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, usagef("--%s %s: give a whole number", name, shown(text))
	}
	return n, nil
}

// collectProgress writes a line when something else is done, for every 50 pictures, and for waits.
func collectProgress(stderr io.Writer) func(collect.Progress) {
	var before collect.Progress
	return func(p collect.Progress) {
		switch {
		case p.Doing == collect.Waiting && p.Why != "" && p.Until != before.Until:
			fmt.Fprintf(stderr, "%s: %s; again at %s\n", p.Source, p.Why, p.Until.Local().Format(time.TimeOnly))
		case p.Doing == collect.Finished:
			return
		case p.Class == before.Class && p.Source == before.Source && p.Got/50 == before.Got/50:
			return
		default:
			fmt.Fprintf(stderr, "%s from %s: %d of %d\n", p.Class, p.Source, p.Got, p.Want)
		}
		before = p
	}
}

// tellCollected writes what came of a run.
func tellCollected(w io.Writer, job collect.Job, s collect.Summary) error {
	var got, passed []string
	for i, c := range job.Classes {
		got = append(got, fmt.Sprintf("%d of %s", s.Got[i], shown(c.Name)))
	}
	text := fmt.Sprintf("%s: %s\n", job.Folder, strings.Join(got, ", "))
	for _, reason := range slices.Sorted(maps.Keys(s.Passed)) {
		passed = append(passed, fmt.Sprintf("%d (%s)", s.Passed[reason], reason))
	}
	if len(passed) > 0 {
		text += "passed over: " + strings.Join(passed, ", ") + "\n"
	}
	_, err := io.WriteString(w, text)
	return err
}
