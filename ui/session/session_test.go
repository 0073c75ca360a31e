package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"foolscope/engine/pixel"
)

func TestNamesInTheOrderOfPeople(t *testing.T) {
	names := []string{"b10", "B2", "a", "b02x", "b2", "10", "9", "b"}
	slices.SortStableFunc(names, ByName)
	if want := []string{"9", "10", "a", "b", "B2", "b2", "b02x", "b10"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

func TestRecentKeepsTheNewest(t *testing.T) {
	var list []string
	for i := range 12 {
		list = With(list, fmt.Sprintf("/p/%d.png", i))
	}
	list = With(list, "/p/7.png")
	if len(list) != RecentLength || list[0] != Absolute("/p/7.png") || list[1] != Absolute("/p/11.png") || slices.Contains(list[1:], list[0]) {
		t.Errorf("%q", list)
	}
}

// grey is a picture of one level, 4 by 2.
func grey(name, path string, open func(context.Context) error) Source {
	return Source{Name: name, Path: path, Open: func(ctx context.Context) (*pixel.Image, error) {
		return pixel.New(4, 2), open(ctx)
	}}
}

func TestStripDecodesAndRemembers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		life, end := context.WithCancel(t.Context())
		opened := 0
		s := NewStrip(life, func(ctx context.Context, source Source) (*pixel.Image, error) {
			opened++
			return source.Open(ctx)
		}, func() {})
		good := s.Add(grey("good", "/p/good.png", func(context.Context) error { return nil }))
		bad := s.Add(grey("bad", "/p/bad.png", func(context.Context) error { return errors.New("no picture") }))
		slow := s.Add(grey("slow", "/p/slow.png", func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }))
		time.Sleep(time.Second)
		synctest.Wait()
		p, _ := s.Find(good)
		if p.Width != 4 || p.Height != 2 || p.Thumbnail == nil || s.Opened("/p/good.png") != good {
			t.Errorf("a good picture: %+v", p)
		}
		if p, _ := s.Find(bad); p.Err == nil || s.Opened("/p/bad.png") != 0 {
			t.Errorf("a bad picture: %+v", p)
		}
		s.Lay([]int{slow})
		if _, ok := s.Find(good); ok || !slices.Equal(s.IDs(), []int{slow}) {
			t.Errorf("the strip is %v", s.IDs())
		}
		// What comes back is not decoded again.
		s.Lay([]int{good, slow})
		if p, _ := s.Find(good); p.Thumbnail == nil {
			t.Error("a picture that came back has no thumbnail")
		}
		end()
		s.Wait()
		if opened != 3 {
			t.Errorf("%d pictures were opened, want 3", opened)
		}
	})
}
