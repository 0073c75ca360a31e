package small

import (
	"context"
	"errors"
	"fmt"
	"image"
	"sync"
	"testing"
	"time"
)

// keptThumbnails is how many the tests keep.
const keptThumbnails = 300

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
	made := NewCache(Options[string]{Keep: keptThumbnails, AtOnce: 1, Ready: func() {}, Make: func(_ context.Context, path string) (*image.RGBA, error) {
		if path == "broken" {
			return nil, errors.New("not a picture")
		}
		return small, nil
	}})
	defer made.End()
	if made.Busy() {
		t.Error("it is busy before anything was wanted")
	}
	made.Want([]string{"first", "broken"})
	within(t, "the first two", func() bool { return made.Get("first").Image == small && made.Get("broken").Broken })
	var many []string
	for i := range 2 * keptThumbnails {
		many = append(many, fmt.Sprint(i))
	}
	made.Want(many)
	within(t, "the last one", func() bool { return made.Get(many[len(many)-1]).Image == small })
	within(t, "the end of the work", func() bool { return !made.Busy() })
	if len(made.kept) != keptThumbnails || made.Get("first").Image != nil {
		t.Errorf("%d are kept, the first one: %v", len(made.kept), made.Get("first").Image != nil)
	}
}

// What is not seen any more is not read any more.
func TestScrollingEndsReading(t *testing.T) {
	var mu sync.Mutex
	var ended, begun []string
	made := NewCache(Options[string]{Keep: keptThumbnails, AtOnce: 1, Ready: func() {}, Make: func(ctx context.Context, path string) (*image.RGBA, error) {
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
	}})
	defer made.End()
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
	made.Want([]string{"far", "farther"})
	within(t, "the first to be read", has(&begun, "far"))
	made.Want([]string{"near"})
	within(t, "the end of the first", has(&ended, "far"))
	within(t, "the one that is seen", has(&begun, "near"))
	if has(&begun, "farther")() {
		t.Error("what was never seen is read")
	}
	if made.Get("far").Broken {
		t.Error("what nobody wanted to see any more counts as broken")
	}
}

// What comes back into sight while its reading ends is read again.
func TestWhatIsSeenAgainIsReadAgain(t *testing.T) {
	times := make(chan int, 10)
	var n int
	var made *Cache[string]
	made = NewCache(Options[string]{Keep: 9, AtOnce: 1, Ready: func() {}, Make: func(ctx context.Context, key string) (*image.RGBA, error) {
		n++
		times <- n
		if n == 1 {
			<-ctx.Done()
			made.Want([]string{key})
		}
		return image.NewRGBA(image.Rect(0, 0, 1, 1)), nil
	}})
	defer made.End()
	made.Want([]string{"far"})
	<-times
	made.Want(nil)
	within(t, "the picture", func() bool { return made.Get("far").Image != nil })
}
