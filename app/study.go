package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"foolscope/assets"
	"foolscope/engine/curate"
	"foolscope/engine/ort"
	"foolscope/engine/study"
)

const studyIntroduction = `foolscope study --out FOLDER [flags] PLAN...
foolscope study show FOLDER
foolscope study report --out FOLDER RUN
foolscope study merge --out FOLDER SHARD...

Runs an experiment over a data set, and says what came of it. A PLAN is a JSON
file, or the name of one that comes with the program. The folder gets the plan,
what it was run with, a row for each picture and setting (rows.csv) and the
summary; of several plans each has a folder in it. A run that was stopped goes on where it was, by the same command. On
several machines each runs a shard: --shard 2/5, or nothing in a job array of
Slurm or an Indexed Job of Kubernetes; merge puts the shards together.

`

// studyOptions is what the command study is told.
type studyOptions struct {
	out, data, shard string
	models           []string
	pictures         int
	processors       int
	quiet            bool
}

func newStudyFlags(o *studyOptions) *flags {
	f := newFlags("study")
	f.text(&o.out, "out", "FOLDER", "where the rows go; needed")
	f.text(&o.data, "data", "SET", "use another data set than the plan's: a folder, a CSV file, or signs:COUNT")
	f.texts(&o.models, "model", "FILE.onnx", "use other models than the plan's")
	f.number(&o.pictures, "pictures", "N", "use so many of the pictures")
	f.text(&o.shard, "shard", "I/N", "do the part I of N; merge puts the parts together")
	f.number(&o.processors, "processors", "N", "keep so many processors busy, instead of all")
	f.yes(&o.quiet, "quiet", "do not tell how far it is")
	f.provider()
	return f
}

// studyUsage is the help of the command study.
func studyUsage() string {
	var out strings.Builder
	out.WriteString(studyIntroduction + newStudyFlags(&studyOptions{}).help() + "\nPlans that come with the program:\n")
	for _, p := range assets.Plans() {
		name := ""
		if plan, err := study.ParsePlan(p.Data); err == nil {
			name = plan.Name
		}
		out.WriteString(twoColumns(p.Name, name))
	}
	return out.String()
}

// runStudy is the command study.
func runStudy(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	if len(args) > 0 {
		switch args[0] {
		case "merge":
			return mergeStudy(args[1:], stdout)
		case "show":
			return showStudy(args[1:], stdout)
		case "report":
			return reportStudy(ctx, args[1:], stdout, stderr)
		}
	}
	var o studyOptions
	rest, err := newStudyFlags(&o).parse(args)
	if err != nil {
		return err
	}
	if len(rest) == 0 {
		return usagef("study takes a plan, or several")
	}
	if o.out == "" {
		return usagef("--out is missing: the folder for the rows")
	}
	shard, err := o.part()
	if err != nil {
		return err
	}
	// What is wrong with a plan is said before another has taken its time.
	plans := make([]study.Plan, len(rest))
	folders := make([]string, len(rest))
	for i, name := range rest {
		if plans[i], err = o.plan(name); err != nil {
			return err
		}
		folders[i] = o.out
		if len(rest) > 1 {
			folders[i] = filepath.Join(o.out, strings.TrimSuffix(filepath.Base(name), ".json"))
		}
		if at := slices.Index(folders[:i], folders[i]); at >= 0 {
			return usagef("%s and %s would have the same folder: run one by itself", shown(rest[at]), shown(name))
		}
	}
	if err := ort.Start(); err != nil {
		return err
	}
	for i, plan := range plans {
		if err := o.run(ctx, plan, folders[i], shard, stdout, stderr); err != nil {
			return err
		}
	}
	return nil
}

// run does one experiment, and says what came of it.
func (o studyOptions) run(ctx context.Context, plan study.Plan, folder string, shard study.Shard, stdout, stderr io.Writer) error {
	env := studyEnv(plan.Seed)
	env.Processors = o.processors
	if !o.quiet {
		env.Observe = (&teller{out: stderr}).tell
	}
	sum, err := study.Run(ctx, plan, folder, shard, env)
	if err != nil {
		return err
	}
	result, err := study.OpenResult(folder)
	if err != nil {
		return err
	}
	return tellSummary(stdout, result, sum)
}

// plan opens the plan, with what the flags say instead.
func (o studyOptions) plan(name string) (p study.Plan, err error) {
	shipped := slices.IndexFunc(assets.Plans(), func(p assets.Plan) bool { return p.Name == name })
	if shipped >= 0 {
		p, err = study.ParsePlan(assets.Plans()[shipped].Data)
	} else {
		p, err = study.ReadPlan(name)
	}
	if err != nil {
		return p, err
	}
	if o.data != "" {
		p.Data = study.Data{Folder: o.data, Pictures: p.Data.Pictures, Choose: p.Data.Choose, Seed: p.Data.Seed}
		if strings.HasPrefix(o.data, signsPrefix) {
			p.Data.Folder = ""
			if p.Data.Signs, p.Data.Seed, err = signsOf(o.data); err != nil {
				return p, err
			}
		}
	}
	if o.models != nil {
		p.Models = o.models
	}
	if o.pictures > 0 {
		p.Data.Pictures = o.pictures
	}
	return p, p.Check()
}

// part is the shard that the flags or the environment name.
func (o studyOptions) part() (study.Shard, error) {
	if o.shard != "" {
		s, err := study.ParseShard(o.shard)
		if err != nil {
			return s, usageError{fmt.Errorf("--shard: %w", err)}
		}
		return s, nil
	}
	return study.ShardOf(os.Getenv)
}

// studyEnv is what experiments run in on this machine.
func studyEnv(seed uint64) study.Env {
	own, _ := curate.OwnFolder()
	return study.Env{
		Resolve: resolveModel, Decisions: own,
		Open: func(ctx context.Context, path string, threads int) (study.Model, error) {
			return openStudied(ctx, path, threads, seed)
		},
		Versions: map[string]string{"foolscope": version, "revision": revision, "onnxruntime": ort.Version()},
	}
}

// teller tells how far an experiment is, not too often.
type teller struct {
	out  io.Writer
	last time.Time
}

// often is how often a person wants to read how far it is.
const often = 5 * time.Second

func (t *teller) tell(p study.Progress, _ []study.Row) {
	if time.Since(t.last) < often && p.Done < p.Total {
		return
	}
	t.last = time.Now()
	left := ""
	if p.Left > 0 {
		left = fmt.Sprintf(", about %v left", p.Left.Round(time.Second))
	}
	fmt.Fprintf(t.out, "%d of %d pictures, %d rows%s\n", p.Done, p.Total, p.Rows, left)
}

// mergeStudy is the command study merge.
func mergeStudy(args []string, stdout io.Writer) error {
	var out string
	f := newFlags("study")
	f.text(&out, "out", "FOLDER", "where the whole goes")
	parts, err := f.parse(args)
	if err != nil {
		return err
	}
	if out == "" {
		return usagef("--out is missing: the folder for the whole")
	}
	if len(parts) == 0 {
		return usagef("name the folders of the shards")
	}
	sum, err := study.Merge(out, parts)
	if err != nil {
		return err
	}
	result, err := study.OpenResult(out)
	if err != nil {
		return err
	}
	return tellSummary(stdout, result, sum)
}

// showStudy is the command study show.
func showStudy(args []string, stdout io.Writer) error {
	rest, err := newFlags("study").parse(args)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usagef("study show takes the folder of one run, not %d", len(rest))
	}
	result, err := study.OpenResult(rest[0])
	if err != nil {
		return err
	}
	sum, err := result.Summary()
	if err != nil {
		return err
	}
	if sum.Pictures+sum.Problems == 0 {
		return fmt.Errorf("%s has no rows yet: run its plan again", filepath.Base(rest[0]))
	}
	if !result.Complete {
		fmt.Fprintf(stdout, "Not complete: %d of %d pictures.\n", sum.Pictures+sum.Problems, result.Snapshot.Pictures)
	}
	return tellSummary(stdout, result, sum)
}
