package ort

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"time"
)

// ErrStuck is the error of a run that did not stop when it was told to, and of
// all later ones of its session.
var ErrStuck = errors.New("the network does not stop computing")

// stopPatience is how long a run may go on after it was told to stop:
// onnxruntime looks whether it was only between two operators.
const stopPatience = 5 * time.Second

// Stuck reports whether a run did not stop when it was told to. It occupies a
// thread or more until it ends by itself, or the process does.
func (s *Session) Stuck() bool { return s.stuck.Load() }

// abandonIfStuck calls run with a copy of outputs, and fills outputs with what it made
// of it. If run does not return within stopPatience after the end of ctx,
// abandonIfStuck does.
func (s *Session) abandonIfStuck(ctx context.Context, outputs map[string]Tensor, run func(outputs map[string]Tensor) error) error {
	if s.Stuck() {
		return ErrStuck
	}
	own := maps.Clone(outputs)
	done := make(chan error, 1)
	alike(func() { done <- run(own) })
	select {
	case err := <-done:
		maps.Copy(outputs, own)
		return err
	case <-ctx.Done():
	}
	patience := time.NewTimer(stopPatience)
	defer patience.Stop()
	select {
	case err := <-done:
		maps.Copy(outputs, own)
		return err
	case <-patience.C:
	}
	s.stuck.Store(true)
	if end := s.endRestriction.Load(); end != nil {
		(*end)()
	}
	clear(outputs)
	return fmt.Errorf("%w: %w", ErrStuck, ctx.Err())
}
