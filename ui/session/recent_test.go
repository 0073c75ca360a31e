package session

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"foolscope/engine/pixel"
)

func TestRecentHoldsOnlyWhatCanBeOpened(t *testing.T) {
	at := t.TempDir()
	path := func(name string) string { return filepath.Join(at, name) }
	for _, folder := range []string{"full", "models", "empty", "notes"} {
		if err := os.Mkdir(path(folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"a.png", "net.onnx", "full/b.png", "models/c.onnx", "notes/d.txt"} {
		if err := os.WriteFile(path(file), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := New(Options{Recent: Recent{
		Pictures: []string{path("a.png"), path("gone.png"), path("full"), path("empty"), path("models"), path("notes"), path("gone")},
		Models:   []string{path("gone.onnx"), path("net.onnx")},
	}})
	s.offer([]string{path("models/gone.onnx"), path("models/c.onnx")})
	told := 0
	s.Listen(func() { told++ })
	s.Tidy()
	s.Wait()
	now := s.Snapshot()
	if want := []string{path("a.png"), path("full"), path("models")}; !slices.Equal(now.Recent.Pictures, want) {
		t.Errorf("pictures and folders %q, want %q", now.Recent.Pictures, want)
	}
	if want := []string{path("net.onnx")}; !slices.Equal(now.Recent.Models, want) {
		t.Errorf("models %q, want %q", now.Recent.Models, want)
	}
	if want := []string{path("models/c.onnx")}; !slices.Equal(now.Offered, want) || told != 1 {
		t.Errorf("offered %q, want %q; told %d times", now.Offered, want, told)
	}
	s.Tidy()
	s.Wait()
	if told != 1 {
		t.Error("it tells of lists that have not changed")
	}
	s.End()
}

// What turns out to be no picture is not offered again.
func TestAPictureThatCannotBeReadIsNotRecent(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "bad.png")
	if err := os.WriteFile(bad, []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := New(Options{OpenPicture: func(context.Context, string) (*pixel.Image, error) { return nil, errors.New("bad") }})
	s.Look(bad)
	if !slices.Contains(s.Snapshot().Recent.Pictures, bad) {
		t.Fatal("it is not recent before it was read")
	}
	s.Strip.Add(s.File(bad))
	s.Wait()
	if list := s.Snapshot().Recent.Pictures; len(list) != 0 {
		t.Errorf("recent: %q", list)
	}
	s.End()
}
