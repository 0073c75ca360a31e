package study

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"foolscope/engine/disk"
)

// run is an experiment that is at work.
type run struct {
	plan     Plan
	env      Env
	pictures *Pictures
	paths    []string
	snapshot Snapshot
	// mine are the pictures of the shard, as indices into pictures.Items.
	mine []int
}

// Run does an experiment, or goes on with one that was begun in the folder, and returns its
// summary. The rows are in the order of the pictures whatever is done first, so that a run that
// was killed ends with the bytes of one that was not. Memory does not grow with the number of
// pictures. The error says in a sentence what is wrong; what was done is kept. It is that of a ctx
// that ended.
func Run(ctx context.Context, p Plan, folder string, shard Shard, env Env) (Summary, error) {
	r, err := prepare(ctx, p, shard, env)
	if err != nil {
		return Summary{}, err
	}
	release, err := claim(folder)
	if err != nil {
		return Summary{}, err
	}
	defer release()
	begun, err := begin(folder, r.plan, r.snapshot)
	if err != nil {
		return Summary{}, err
	}
	// Another number of threads would round sums differently than in the rows that are there.
	if now := &r.snapshot; now.Threads != begun.Threads {
		now.Workers = max(1, now.Workers*now.Threads/max(1, begun.Threads))
		now.Threads = begun.Threads
	}
	result, err := OpenResult(folder)
	if err != nil {
		return Summary{}, err
	}
	if !result.Complete {
		if err := r.rows(ctx, folder); err != nil {
			return Summary{}, err
		}
		result.Complete = true
	}
	// What the file has is rounded, and whether it was written in one go must not matter.
	out, err := result.Summary()
	if err != nil {
		return Summary{}, err
	}
	return out, writeJSON(filepath.Join(folder, SummaryFile), out)
}

// prepare opens the data set and finds out what models there are, before anything is written.
func prepare(ctx context.Context, p Plan, shard Shard, env Env) (*run, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	var err error
	if p, err = p.absolute(); err != nil {
		return nil, err
	}
	r := &run{plan: p, env: env}
	if r.pictures, err = p.Data.Open(ctx, env.Decisions); err != nil {
		return nil, err
	}
	for i := range r.pictures.Items {
		if shard.has(i) {
			r.mine = append(r.mine, i)
		}
	}
	return r, r.record(ctx, shard)
}

// absolute makes the paths of a plan whole, so that it means the same from any folder.
func (p Plan) absolute() (_ Plan, err error) {
	whole := func(path string) string {
		abs, failed := filepath.Abs(path)
		if failed != nil && err == nil {
			err = fmt.Errorf("the path %s: %w", path, failed)
		}
		return abs
	}
	if p.Data.Folder != "" {
		p.Data.Folder = whole(p.Data.Folder)
	}
	p.Models = slices.Clone(p.Models)
	for i, name := range p.Models {
		if strings.EqualFold(filepath.Ext(name), ".onnx") {
			p.Models[i] = whole(name)
		}
	}
	return p, err
}

// record fills the snapshot.
func (r *run) record(ctx context.Context, shard Shard) error {
	s := &r.snapshot
	set, items := r.pictures.Set, r.pictures.Items
	s.Data, s.Pictures, s.Versions = set.Name, len(items), r.env.Versions
	list := sha256.New()
	for _, item := range items {
		fmt.Fprintf(list, "%s\t%s\n", set.Items[item].Path, set.ClassName(r.pictures.Class(item)))
	}
	s.List = hex.EncodeToString(list.Sum(nil))
	if !shard.whole() {
		s.Shard = &shard
	}
	var bytes int64
	for _, name := range r.plan.Models {
		path, err := r.env.Resolve(name)
		if err != nil {
			return err
		}
		m := ModelRecord{}
		if path != "" {
			info, err := os.Stat(path)
			if err == nil {
				bytes += info.Size()
				m.SHA256, err = disk.SumFile(ctx, path)
			}
			if err != nil {
				return fmt.Errorf("the model %s cannot be opened: %w", filepath.Base(path), disk.Explained(err))
			}
		}
		r.paths, s.Models = append(r.paths, path), append(s.Models, m)
	}
	s.Workers, s.Threads = r.hands(bytes)
	return r.describe(ctx)
}

// modelMemory bounds the bytes of all copies of the models' files that are open at once: an open
// model with its gradient takes several times its file.
const modelMemory = 400 << 20

// hands says how many workers there are, and how many threads each of their models has: a
// processor a worker, unless the models are too large for so many copies. A network on one thread
// does more for its processor than one on many.
func (r *run) hands(bytes int64) (workers, threads int) {
	processors := r.env.Processors
	if processors == 0 {
		processors = runtime.NumCPU()
	}
	workers = max(1, processors)
	if bytes > 0 {
		workers = max(1, min(workers, int(modelMemory/bytes)))
	}
	return workers, max(1, processors/workers)
}

// describe opens each model once, to learn its name and classes.
func (r *run) describe(ctx context.Context) error {
	seen := map[string]int{}
	for i, path := range r.paths {
		m, err := r.env.Open(ctx, path, r.snapshot.Threads)
		if err != nil {
			return err
		}
		info := m.Info()
		if err := m.Close(); err != nil {
			return err
		}
		record := &r.snapshot.Models[i]
		record.Name, record.Classes, record.Warnings = info.Title, len(info.Labels), info.Warnings
		seen[info.Title]++
		if n := seen[info.Title]; n > 1 {
			record.Name = fmt.Sprintf("%s (%d)", info.Title, n)
		}
	}
	return nil
}

// rows computes what is missing of the rows.
func (r *run) rows(ctx context.Context, folder string) error {
	t := newTable(r.plan, r.snapshot.names())
	out, err := openWriter(folder, t)
	if err != nil {
		return err
	}
	defer out.close()
	told := progress{r: r, t: t, pace: pace{time.Now(), out.pictures}}
	told.tell(out.pictures, nil)
	err = r.compute(ctx, t.settings, r.mine[out.pictures:], func(d done) error {
		if err := out.add(d); err != nil {
			return err
		}
		told.tell(out.pictures, d.rows)
		return nil
	})
	if err != nil {
		return err
	}
	return out.finish()
}

// progress tells whoever asked how far the rows are.
type progress struct {
	r    *run
	t    *table
	pace pace
}

func (p progress) tell(pictures int, rows []Row) {
	if p.r.env.Observe == nil {
		return
	}
	total := len(p.r.mine)
	p.r.env.Observe(Progress{
		Done: pictures, Total: total, Rows: pictures * len(p.t.settings), Left: p.pace.left(pictures, total),
	}, rows)
}

// ahead is how many pictures may be done or under way for each worker before an earlier one is: so
// many rows are kept in memory at most.
const ahead = 4

// compute works on pictures with all workers and hands on what is done in their order.
func (r *run) compute(ctx context.Context, settings []Setting, pictures []int, take func(done) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	workers := min(r.snapshot.Workers, max(1, len(pictures)))
	jobs, results := make(chan int), make(chan done)
	free := make(chan struct{}, ahead*workers)
	var working sync.WaitGroup
	for range workers {
		working.Go(func() {
			w := &worker{plan: r.plan, settings: settings, pictures: r.pictures, wait: r.env.Wait}
			err := w.openModels(ctx, r.paths, r.snapshot.Threads, r.env.Open)
			for i := range jobs {
				d := done{err: err}
				if err == nil {
					d = w.picture(ctx, i, r.pictures.Items[i])
				}
				results <- d
			}
			// A model that cannot be closed has nothing left that anybody could lose.
			_ = w.close()
		})
	}
	go func() {
		defer close(jobs)
		for _, i := range pictures {
			select {
			case free <- struct{}{}:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	go func() { working.Wait(); close(results) }()
	return r.inOrder(ctx, stop, pictures, results, free, take)
}

// inOrder hands on what the workers did in the order of the pictures. After an error it waits until
// they have stopped.
func (r *run) inOrder(ctx context.Context, stop func(), pictures []int, results <-chan done, free <-chan struct{}, take func(done) error) (err error) {
	waiting := map[int]done{}
	next := 0
	for d := range results {
		if err != nil {
			continue
		}
		if err = d.err; err == nil {
			waiting[d.index] = d
		}
		for err == nil && next < len(pictures) {
			first, ok := waiting[pictures[next]]
			if !ok {
				break
			}
			delete(waiting, first.index)
			<-free
			next++
			err = take(first)
		}
		if err != nil {
			stop()
		}
	}
	if err == nil && next < len(pictures) {
		err = context.Cause(ctx)
		if err == nil {
			err = io.ErrUnexpectedEOF
		}
	}
	return err
}
