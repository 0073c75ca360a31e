package filesheet

import (
	"context"
	"image"
	"slices"
	"sync"
)

// keptThumbnails is how many small pictures are kept: of 112 x 112 pixels they take
// 15 MB.
const keptThumbnails = 300

// thumbnail is a small picture, or none if the file cannot be read.
type thumbnail struct {
	image  *image.RGBA
	broken bool
}

// thumbnails makes small pictures of those files that can be seen, one after the
// other. Its methods may be called from any goroutine.
type thumbnails struct {
	make func(ctx context.Context, path string) (*image.RGBA, error)
	// ready is told of each on a goroutine of its own.
	ready func()
	life  context.Context
	end   context.CancelFunc

	mu sync.Mutex
	// wanted are the files that are still to be read, the next first; reading is
	// the one that is read, and stop ends that.
	wanted  []string
	reading string
	stop    context.CancelFunc
	kept    map[string]thumbnail
	// order has the kept ones, that which was asked for last at the end.
	order []string
}

func newThumbnails(make func(ctx context.Context, path string) (*image.RGBA, error), ready func()) *thumbnails {
	t := &thumbnails{make: make, ready: ready, kept: map[string]thumbnail{}}
	t.life, t.end = context.WithCancel(context.Background())
	return t
}

// want makes files the ones to read next. What was wanted before and is not any
// more is left.
func (t *thumbnails) want(paths []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.wanted = t.wanted[:0:0]
	for _, path := range paths {
		if _, known := t.kept[path]; known {
			t.touch(path)
		} else if path != t.reading {
			t.wanted = append(t.wanted, path)
		}
	}
	if t.reading != "" && !slices.Contains(paths, t.reading) {
		t.stop()
	}
	if t.reading == "" {
		t.next()
	}
}

// next reads the next file on a goroutine of its own. The lock is held.
func (t *thumbnails) next() {
	t.reading = ""
	if len(t.wanted) == 0 || t.life.Err() != nil {
		return
	}
	path := t.wanted[0]
	t.reading, t.wanted = path, t.wanted[1:]
	ctx, stop := context.WithCancel(t.life)
	t.stop = stop
	go func() {
		defer stop()
		small, err := t.make(ctx, path)
		t.mu.Lock()
		given := ctx.Err() == nil
		if given {
			t.keep(path, thumbnail{small, err != nil})
		}
		t.next()
		t.mu.Unlock()
		if given {
			t.ready()
		}
	}()
}

// keep keeps a small picture, and drops those that were not asked for for the
// longest time. The lock is held.
func (t *thumbnails) keep(path string, small thumbnail) {
	t.kept[path] = small
	t.touch(path)
	for len(t.order) > keptThumbnails {
		delete(t.kept, t.order[0])
		t.order = t.order[1:]
	}
}

// touch makes a kept picture the last to be dropped. The lock is held.
func (t *thumbnails) touch(path string) {
	t.order = append(slices.DeleteFunc(t.order, func(p string) bool { return p == path }), path)
}

// get returns the small picture of a file, the zero one while there is none.
func (t *thumbnails) get(path string) thumbnail {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.kept[path]
}
