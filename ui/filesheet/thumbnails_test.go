package filesheet

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"
	"testing"
	"time"
)

func within(t *testing.T, what string, true func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !true(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func TestOnlySomeThumbnailsAreKept(t *testing.T) {
	small := image.NewRGBA(image.Rect(0, 0, 1, 1))
	made := newThumbnails(func(_ context.Context, path string) (*image.RGBA, error) {
		if path == "broken" {
			return nil, errors.New("not a picture")
		}
		return small, nil
	}, func() {})
	defer made.end()
	made.want([]string{"first", "broken"})
	within(t, "the first two", func() bool { return made.get("first").image == small && made.get("broken").broken })
	var many []string
	for i := range 2 * keptThumbnails {
		many = append(many, fmt.Sprint(i))
	}
	made.want(many)
	within(t, "the last one", func() bool { return made.get(many[len(many)-1]).image == small })
	if len(made.kept) != keptThumbnails || made.get("first").image != nil {
		t.Errorf("%d are kept, the first one: %v", len(made.kept), made.get("first").image != nil)
	}
}

// What is not seen any more is not read any more.
func TestScrollingEndsReading(t *testing.T) {
	var mu sync.Mutex
	var ended, begun []string
	made := newThumbnails(func(ctx context.Context, path string) (*image.RGBA, error) {
		mu.Lock()
		begun = append(begun, path)
		mu.Unlock()
		if path == "near" {
			return nil, nil
		}
		<-ctx.Done()
		mu.Lock()
		ended = append(ended, path)
		mu.Unlock()
		return nil, ctx.Err()
	}, func() {})
	defer made.end()
	has := func(list *[]string, path string) func() bool {
		return func() bool {
			mu.Lock()
			defer mu.Unlock()
			for _, p := range *list {
				if p == path {
					return true
				}
			}
			return false
		}
	}
	made.want([]string{"far", "farther"})
	within(t, "the first to be read", has(&begun, "far"))
	made.want([]string{"near"})
	within(t, "the end of the first", has(&ended, "far"))
	within(t, "the one that is seen", has(&begun, "near"))
	if has(&begun, "farther")() {
		t.Error("what was never seen is read")
	}
	if made.get("far").broken {
		t.Error("what nobody wanted to see any more counts as broken")
	}
}
