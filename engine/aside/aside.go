package aside

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"foolscope/engine/classifier"
	"foolscope/engine/onnx"
	"foolscope/engine/ort"
)

// Variable is the environment variable that, set to "off", has models opened
// without a trial.
const Variable = "FOOLSCOPE_TRIAL"

// Setup is what trials work with.
type Setup struct {
	// Command describes the helper: the program, called so that it calls Serve
	// with args.
	Command func(args ...string) *exec.Cmd
	// Folder is where the ledger is kept, made if need be; empty to forget.
	Folder string
	// Trusted are SHA-256 sums, in hexadecimal, of model files that need no trial.
	Trusted []string
}

var setup struct {
	sync.Mutex
	Setup
}

// Use makes models be tried in a helper from now on.
func Use(s Setup) {
	setup.Lock()
	defer setup.Unlock()
	setup.Setup = s
}

// Refusal says why a model was not opened in this process: what happened to
// the helper, in one sentence without a full stop.
type Refusal struct{ Text string }

func (r *Refusal) Error() string { return r.Text }

func refuse(format string, args ...any) error { return &Refusal{fmt.Sprintf(format, args...)} }

// patience is how long a model may go on opening in this process after
// somebody lost interest.
const patience = 2 * time.Second

// Open opens the model at path as classifier.Open does, after Admit let it pass. When ctx ends
// it returns soon, and the error wraps ctx's.
func Open(ctx context.Context, path string, o classifier.Options, began func()) (*classifier.Classifier, error) {
	if err := Admit(ctx, path, began); err != nil {
		return nil, err
	}
	type opened struct {
		c   *classifier.Classifier
		err error
	}
	done := make(chan opened, 1)
	go func() {
		c, err := classifier.Open(path, o)
		done <- opened{c, err}
	}()
	select {
	case got := <-done:
		return got.c, got.err
	case <-ctx.Done():
	}
	select {
	case got := <-done:
		if got.err == nil {
			// It is of no use any more, and closing it may take as long again.
			go got.c.Close()
		}
	case <-time.After(patience):
		go func() {
			if got := <-done; got.err == nil {
				got.c.Close()
			}
		}()
	}
	return nil, fmt.Errorf("%s was not opened: %w", filepath.Base(path), ctx.Err())
}

// Admit tries the model at path in a helper, unless it passed before. It
// returns nil if the model may be opened in this process, a *Refusal if it may
// not, and the error of classifier.Open, as text, if the helper got that. began may be nil;
// it is called before a helper is started. When ctx ends, the helper does, and the error wraps
// ctx's.
func Admit(ctx context.Context, path string, began func()) error {
	setup.Lock()
	s := setup.Setup
	setup.Unlock()
	if s.Command == nil {
		return nil
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && info.IsDir():
		// Opening it says so, and runs nothing.
		return nil
	case err == nil && !info.Mode().IsRegular():
		return refuse("%s is a pipe or a device, not a file: save the model to a file and open that", name)
	}
	if err := ort.Start(); err != nil {
		return err
	}
	l := openLedger(s.Folder)
	p, err := l.identify(ctx, path)
	if err != nil {
		return fmt.Errorf("%s was not opened: %w", name, err)
	}
	if slices.Contains(s.Trusted, p.Model) || l.passed(ctx, path, p) {
		l.save()
		return nil
	}
	if began != nil {
		began()
	}
	weights, err := onnx.ExternalFiles(path)
	if err != nil {
		return err
	}
	if err := try(ctx, s.Command, path, LimitsFor(sizes(path, weights))); err != nil {
		return err
	}
	l.remember(ctx, path, p, weights)
	l.save()
	return nil
}
