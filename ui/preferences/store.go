package preferences

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"foolscope/engine/disk"
)

// Kind is the type of a value.
type Kind int

// What a value can be.
const (
	Text Kind = iota
	Texts
	Number
	Truth
)

// Store holds the preferences and writes them to its file soon after each
// change. Its methods may be called from any goroutine. It is a
// fyne.Preferences.
type Store struct {
	path string
	// failed is told why the file cannot be written, once.
	failed func(error)

	mu        sync.Mutex
	values    map[string]any
	listeners []func()
	// changed are the keys that this program set or removed.
	changed map[string]bool
	waiting bool
	writing sync.Mutex
	told    bool
}

const (
	// longest is how large a file is read, in bytes.
	longest = 1 << 20
	// saveAfter gathers changes that come together.
	saveAfter = 200 * time.Millisecond
)

// Open reads the preferences in a file, which need not exist; without a path
// they last as long as the program. kinds are the types of keys that are known:
// a value of another type is left out.
//
// The error says in a sentence what could not be read. The store can be used all
// the same; a file that was damaged has another name then. failed is told, once
// and on any goroutine, if the preferences cannot be kept.
func Open(path string, kinds map[string]Kind, failed func(error)) (*Store, error) {
	s := &Store{path: path, failed: failed, values: map[string]any{}, changed: map[string]bool{}}
	if path == "" {
		return s, nil
	}
	values, err := read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case errors.Is(err, errDamaged):
		aside := path + ".damaged"
		if os.Rename(path, aside) != nil {
			return s, errors.New("the preferences are damaged, so Foolscope begins with its own")
		}
		return s, fmt.Errorf("the preferences were damaged, so Foolscope begins with its own; the old file is %s", aside)
	case err != nil:
		return s, fmt.Errorf("the preferences cannot be read: %s", disk.Explain(err))
	}
	wrong := s.adopt(values, kinds)
	if len(wrong) > 0 {
		return s, fmt.Errorf("some preferences were of no use and are left out: %s", strings.Join(wrong, ", "))
	}
	return s, nil
}

// errDamaged says that a file holds no preferences.
var errDamaged = errors.New("damaged")

// read reads a file of preferences.
func read(path string) (map[string]any, error) {
	data, err := disk.Read(path, longest)
	if err != nil {
		if info, other := os.Lstat(path); other == nil && (!info.Mode().IsRegular() || info.Size() > longest) {
			return nil, errDamaged
		}
		return nil, err
	}
	var values map[string]any
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &values) != nil || values == nil {
		return nil, errDamaged
	}
	return values, nil
}

// Peek returns a text of the preferences in a file without opening them for good, empty if there
// is none. It changes nothing.
func Peek(path, key string) string {
	values, _ := read(path)
	text, _ := values[key].(string)
	return text
}

// TakeOver adopts the preferences that Fyne kept in a file, if the store has
// none of its own yet, and gives that file another name, so that nobody reads it
// again. It reports whether nothing is left under its name.
func (s *Store) TakeOver(path string, kinds map[string]Kind) (gone bool) {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return true
	}
	_, own := os.Lstat(s.path)
	if values, err := read(path); err == nil && errors.Is(own, fs.ErrNotExist) {
		s.adopt(values, kinds)
		s.mu.Lock()
		for key := range s.values {
			s.changed[key] = true
		}
		s.mu.Unlock()
		if s.save() != nil {
			// It is read again the next time.
			return false
		}
	}
	return os.Rename(path, path+".old") == nil
}

// adopt takes values over and returns the keys of those that have a type that
// they cannot have, which are forgotten.
func (s *Store) adopt(values map[string]any, kinds map[string]Kind) (wrong []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for key, value := range values {
		value, is, ok := typed(value)
		if kind, known := kinds[key]; known && (!ok || is != kind) {
			wrong = append(wrong, key)
			s.changed[key] = true
		} else if ok {
			s.values[key] = value
		}
	}
	if len(wrong) > 0 {
		s.saveSoon()
	}
	slices.Sort(wrong)
	return wrong
}

// typed returns a value of JSON as the store has it, with its kind; ok is false
// for what the store has no use for.
func typed(value any) (out any, is Kind, ok bool) {
	switch v := value.(type) {
	case string:
		return v, Text, true
	case float64:
		return v, Number, true
	case bool:
		return v, Truth, true
	case []any:
		list := make([]string, len(v))
		for i, each := range v {
			if list[i], ok = each.(string); !ok {
				return nil, 0, false
			}
		}
		return list, Texts, true
	}
	return nil, 0, false
}

// Close writes what has changed.
func (s *Store) Close() { s.keep() }

// saveSoon has the file written in a moment. The lock is held.
func (s *Store) saveSoon() {
	if !s.waiting && s.path != "" {
		s.waiting = true
		time.AfterFunc(saveAfter, s.keep)
	}
}

// keep writes what has changed, and tells if it cannot.
func (s *Store) keep() {
	err := s.save()
	s.mu.Lock()
	tell := err != nil && !s.told && s.failed != nil
	s.told = s.told || err != nil
	s.mu.Unlock()
	if tell {
		s.failed(fmt.Errorf("the preferences cannot be kept for the next start: %s", disk.Explain(err)))
	}
}

// save writes the file. What another program has written meanwhile stays, but
// for what was changed here.
func (s *Store) save() error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	s.waiting = false
	nothing := len(s.changed) == 0 || s.path == ""
	s.mu.Unlock()
	if nothing {
		return nil
	}
	if err := disk.MakePrivate(filepath.Dir(s.path)); err != nil {
		return err
	}
	values, err := read(s.path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errDamaged) {
		values, err = map[string]any{}, nil
	}
	if err != nil {
		return err
	}
	s.mu.Lock()
	changed := s.changed
	s.changed = map[string]bool{}
	for key := range changed {
		if value, ok := s.values[key]; ok {
			values[key] = value
		} else {
			delete(values, key)
		}
	}
	s.mu.Unlock()
	data, err := json.MarshalIndent(values, "", "\t")
	if err == nil {
		err = disk.WriteBytes(s.path, append(data, '\n'))
	}
	if err != nil {
		s.mu.Lock()
		for key := range changed {
			s.changed[key] = true
		}
		s.mu.Unlock()
	}
	return err
}
