package curate

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"foolscope/engine/dataset"
	"foolscope/engine/disk"
	"foolscope/engine/pixel"
)

// Names of the files that Prepare writes beside the pictures.
const (
	// TableName is a table of the pictures, with their sources; it is a data set as well.
	TableName = "pictures.csv"
	planName  = "prepared.json"
)

// Fit says how a picture gets its new size.
type Fit string

// The fits.
const (
	// Stretch resizes without regard to the aspect ratio, as the study did.
	Stretch Fit = "stretch"
	// Crop resizes the short side and cuts the rest off, the same at both ends.
	Crop Fit = "crop"
	// Keep leaves pictures as they are: files are copied byte by byte.
	Keep Fit = "keep"
)

// Preparation says what copies of pictures Prepare makes.
type Preparation struct {
	// Folder is where they go. It is made, and must be empty, or what the same preparation of
	// the same set began.
	Folder string
	Fit    Fit
	// Side is that of the square, in pixels, from 1 to MaxSide; it is not used by Keep.
	Side int
	// Items are those to copy, in this order.
	Items []int
	// Class has the class of an item; nil stands for that of the set.
	Class func(i int) int
	// Part, if not nil, has the part of an item, which its class folder goes into.
	Part func(i int) string
}

// MaxSide is that of the largest square.
const MaxSide = 4096

// Prepared is what came of a preparation.
type Prepared struct {
	// Written were made now, Found were there already.
	Written, Found int
	// Failed could not be opened.
	Failed []dataset.Refused
}

// Prepare copies pictures of a set into folders of their classes, and writes a table of them:
// a data set that opens like the one it came from. Where it was stopped it goes on when it is called
// again. progress, if not nil, gets the number of pictures that are done, one call at a time. Pictures
// that cannot be opened are passed over. The error is ctx's, or says in a sentence why it stopped;
// it wraps dataset.ErrGone if the set is gone.
func Prepare(ctx context.Context, set *dataset.Set, p Preparation, progress func(done int)) (Prepared, error) {
	if progress == nil {
		progress = func(int) {}
	}
	if p.Class == nil {
		p.Class = func(i int) int { return set.Items[i].Class }
	}
	var out Prepared
	if p.Fit != Keep && (p.Side < 1 || p.Side > MaxSide) {
		return out, fmt.Errorf("pictures cannot be made %d pixels wide: choose from 1 to %d", p.Side, MaxSide)
	}
	names := p.Names(set)
	if err := p.begin(set, names); err != nil {
		return out, fmt.Errorf("the pictures cannot be written into %s: %w", p.Folder, disk.Explained(err))
	}
	failed := make([]string, len(p.Items))
	var mu sync.Mutex
	done := 0
	work, inner := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for k, i := range p.Items {
		if inner.Err() != nil {
			break
		}
		work.Go(func() error {
			written, err := p.one(inner, set, i, names[k])
			var stop stopped
			if inner.Err() != nil || errors.As(err, &stop) || errors.Is(err, dataset.ErrGone) {
				return errors.Join(inner.Err(), err)
			}
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err != nil:
				failed[k] = err.Error()
			case written:
				out.Written++
			default:
				out.Found++
			}
			done++
			progress(done)
			return nil
		})
	}
	err := work.Wait()
	if ctx.Err() != nil {
		return out, ctx.Err()
	}
	if err != nil {
		return out, err
	}
	for k, reason := range failed {
		if reason != "" {
			out.Failed = append(out.Failed, dataset.Refused{Path: set.Items[p.Items[k]].Path, Reason: reason})
		}
	}
	return out, p.table(set, names, failed)
}

// stopped is an error that keeps all pictures from being written.
type stopped struct{ error }

func (s stopped) Unwrap() error { return s.error }

// begin makes the folder and leaves in it what is prepared, or makes sure that it is the same.
// Another choice of pictures, or another split of them, is another preparation.
func (p Preparation) begin(set *dataset.Set, names []string) error {
	sum, _ := disk.Sum(noContext, strings.NewReader(strings.Join(names, "\n")))
	plan, err := json.Marshal(map[string]any{"source": source(set), "fit": p.Fit, "side": p.Side, "pictures": sum})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(p.Folder, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(p.Folder)
	if err != nil {
		return err
	}
	begun := filepath.Join(p.Folder, planName)
	if len(entries) == 0 {
		return disk.WriteBytes(begun, plan)
	}
	old, err := disk.Read(begun, 1<<20)
	if err != nil {
		return errors.New("the folder is not empty; choose another")
	}
	if !bytes.Equal(old, plan) {
		return errors.New("it has pictures that were prepared in another way, or from other data; choose another folder")
	}
	return nil
}

// source is where the pictures of a set come from.
func source(set *dataset.Set) string {
	switch {
	case set.Table != "":
		return set.Table
	case set.Root != "":
		return set.Root
	}
	return set.Name
}

// Names are the paths of the copies below the folder, with slashes, one an item. Copies that would have one
// name are numbered.
func (p Preparation) Names(set *dataset.Set) []string {
	taken := make(map[string]bool, len(p.Items))
	out := make([]string, len(p.Items))
	for k, i := range p.Items {
		item := set.Items[i]
		ending := ".png"
		if p.Fit == Keep && set.File(i) != "" {
			ending = path.Ext(item.Path)
		}
		folder := folderName(set.Text(p.Class(i)))
		if p.Part != nil {
			folder = path.Join(p.Part(i), folder)
		}
		stem := strings.TrimSuffix(path.Base(item.Path), path.Ext(item.Path))
		name := path.Join(folder, disk.FitName(stem, ending))
		for n := 2; taken[strings.ToLower(name)]; n++ {
			name = path.Join(folder, disk.FitName(stem, fmt.Sprintf("-%d%s", n, ending)))
		}
		taken[strings.ToLower(name)] = true
		out[k] = name
	}
	return out
}

// folderName is a class as every file system takes it, empty for no class.
func folderName(class string) string {
	class = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, class)
	return strings.TrimRight(disk.FitName(class, ""), ". ")
}

// one writes one copy, unless it is there.
func (p Preparation) one(ctx context.Context, set *dataset.Set, i int, name string) (written bool, err error) {
	target := filepath.Join(p.Folder, filepath.FromSlash(name))
	if info, err := os.Stat(target); err == nil && info.Mode().IsRegular() && info.Size() > 0 {
		return false, nil
	}
	var fill func(w io.Writer) error
	if file := set.File(i); p.Fit == Keep && file != "" {
		data, err := disk.Read(file, maxCopied)
		if err != nil {
			if gone := set.Gone(); gone != nil {
				return false, gone
			}
			return false, disk.Explained(err)
		}
		fill = func(w io.Writer) error { _, err := w.Write(data); return err }
	} else {
		im, err := set.Image(ctx, i)
		if err != nil {
			return false, err
		}
		switch p.Fit {
		case Stretch:
			im = im.Stretch(p.Side, p.Side)
		case Crop:
			im = im.Fit(p.Side, p.Side, p.Side)
		}
		fill = func(w io.Writer) error { return pixel.EncodePNG(w, im) }
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o777); err != nil {
		return false, stopped{fmt.Errorf("the pictures cannot be written into %s: %w", p.Folder, disk.Explained(err))}
	}
	if err := disk.Save(target, fill); err != nil {
		return false, stopped{err}
	}
	return true, nil
}

const maxCopied = 1 << 30

// table writes the table of the pictures that are there.
func (p Preparation) table(set *dataset.Set, names, failed []string) error {
	return disk.Save(filepath.Join(p.Folder, TableName), func(w io.Writer) error {
		lines := csv.NewWriter(w)
		if err := lines.Write([]string{"path", "label", "part", "source"}); err != nil {
			return err
		}
		for k, i := range p.Items {
			if failed[k] != "" {
				continue
			}
			part := ""
			if p.Part != nil {
				part = p.Part(i)
			}
			from := set.File(i)
			if from == "" {
				from = set.Name + ": " + set.Items[i].Path
			}
			if err := lines.Write([]string{names[k], set.Text(p.Class(i)), part, from}); err != nil {
				return err
			}
		}
		lines.Flush()
		return lines.Error()
	})
}
