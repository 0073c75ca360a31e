package curate

import (
	"context"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"foolscope/engine/dataset"
)

// Survey looks at some items of a set, as many at once as there are processors. looks is as
// long as the set, with nil for the others. progress, if not nil, gets the number of items that
// are done, one call at a time. The error is ctx's, or wraps dataset.ErrGone; a picture that
// cannot be opened has a Look that says so.
func Survey(ctx context.Context, set *dataset.Set, items []int, progress func(done int)) (looks []*Look, err error) {
	looks = make([]*Look, set.Len())
	var mu sync.Mutex
	done := 0
	work, inner := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for _, i := range items {
		if inner.Err() != nil {
			break
		}
		work.Go(func() error {
			l, err := LookAt(inner, set, i)
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			looks[i] = &l
			done++
			if progress != nil {
				progress(done)
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return nil, err
	}
	return looks, ctx.Err()
}
