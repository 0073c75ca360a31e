package underway

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"foolscope/engine/disk"
)

// prefix begins the names of marks.
const prefix = "underway-"

// Mark is what this process has underway. A nil mark notes nothing.
type Mark struct {
	mu   sync.Mutex
	file *os.File
	// count says how often each thing is underway.
	count map[string]int
	// closing is true once somebody asked the process to end.
	closing bool
}

// Left is what processes had underway that are gone.
type Left struct {
	Things []string
	// Closed is true if somebody had asked each of these processes to end, and what it
	// had underway did not: see Closing.
	Closed bool
}

// Open makes a mark in a folder, which it makes if need be, and returns what was left
// behind there, which this process now has underway: see Remove.
func Open(folder string) (m *Mark, left Left, err error) {
	if err := disk.MakePrivate(folder); err != nil {
		return nil, Left{}, err
	}
	m = &Mark{count: map[string]int{}}
	if m.file, err = os.CreateTemp(folder, prefix); err != nil {
		return nil, Left{}, err
	}
	if err := lock(m.file); err != nil {
		// Where nothing can be locked, as on some network disks, nobody could
		// tell this mark from one that was left behind.
		m.discard()
		return nil, Left{}, err
	}
	old := marks(folder, m.file.Name())
	crashed := false
	for _, file := range old {
		things, closed := read(file)
		left.Things = append(left.Things, things...)
		crashed = crashed || len(things) > 0 && !closed
	}
	slices.Sort(left.Things)
	left.Things = slices.Compact(left.Things)
	left.Closed = len(left.Things) > 0 && !crashed
	m.Add(left.Things...)
	// Only now that they stand in this one.
	for _, file := range old {
		remove(file)
	}
	return m, left, nil
}

// lock locks a mark of this process's own. Another one that starts may hold it for
// the moment in which it finds out that the mark is fresh.
func lock(file *os.File) (err error) {
	const tries, pause = 100, 10 * time.Millisecond
	for range tries {
		if err = disk.TryLock(file); !errors.Is(err, disk.ErrLocked) {
			return err
		}
		time.Sleep(pause)
	}
	return err
}

// fresh is how old a mark without words must be to be taken for one that was
// left behind: a younger one may be about to be locked.
const fresh = time.Minute

// dying is how long a process that was killed may keep its lock: until the system
// has taken all memory from it.
const dying = time.Second

// marks opens and locks the marks of processes that are gone. One that names nothing is
// not waited for: nothing is lost if its process was about to be.
func marks(folder, own string) (left []*os.File) {
	paths, _ := filepath.Glob(filepath.Join(folder, prefix+"*"))
	deadline := time.Now().Add(dying)
	for _, path := range paths {
		if path == own {
			continue
		}
		file, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		err = disk.TryLock(file)
		for errors.Is(err, disk.ErrLocked) && time.Now().Before(deadline) && names(file) {
			time.Sleep(10 * time.Millisecond)
			err = disk.TryLock(file)
		}
		info, unknown := file.Stat()
		if err != nil || unknown != nil || info.Size() == 0 && time.Since(info.ModTime()) < fresh {
			file.Close()
			continue
		}
		left = append(left, file)
	}
	return left
}

// closing stands behind the list of a process that somebody asked to end.
const closing = "closing"

// read returns what a mark names, as far as it can be read, and whether somebody asked
// its process to end.
func read(file *os.File) (things []string, closed bool) {
	data := make([]byte, 1<<20)
	n, _ := file.ReadAt(data, 0)
	var raw [][]byte
	// Names need not be text that JSON can hold. Behind the list may be the rest of a longer one.
	d := json.NewDecoder(bytes.NewReader(data[:n]))
	if d.Decode(&raw) != nil {
		return nil, false
	}
	for _, thing := range raw {
		things = append(things, string(thing))
	}
	var word string
	return things, d.Decode(&word) == nil && word == closing
}

// names reports whether a mark names anything. Windows reads nothing of what another
// process has locked.
func names(file *os.File) bool {
	things, _ := read(file)
	return len(things) > 0
}

// Add notes that things are underway, as often as it is called.
func (m *Mark) Add(things ...string) { m.change(1, things) }

// Remove takes back what Add noted once.
func (m *Mark) Remove(things ...string) { m.change(-1, things) }

func (m *Mark) change(by int, things []string) {
	if m == nil || len(things) == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	before := slices.Sorted(maps.Keys(m.count))
	for _, thing := range things {
		m.count[thing] += by
		if m.count[thing] <= 0 {
			delete(m.count, thing)
		}
	}
	if now := slices.Sorted(maps.Keys(m.count)); m.file != nil && !slices.Equal(before, now) {
		m.write(now)
		if by > 0 {
			// It is to outlast a failure of the power, too.
			_ = m.file.Sync()
		}
	}
}

// Closing notes that somebody asked this process to end: what does not end before it is
// no crash.
func (m *Mark) Closing() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.file != nil && !m.closing {
		m.closing = true
		m.write(slices.Sorted(maps.Keys(m.count)))
	}
}

// write replaces the list in the file, in one step as far as the end of a process goes.
// What comes after is gone or is no part of the list. A mark that cannot be written does
// not keep anybody from opening things.
func (m *Mark) write(things []string) {
	raw := make([][]byte, len(things))
	for i, thing := range things {
		raw[i] = []byte(thing)
	}
	line, err := json.Marshal(raw)
	if err != nil {
		panic("underway: " + err.Error())
	}
	line = append(line, '\n')
	if m.closing {
		line = append(line, `"`+closing+`"`...)
	}
	if _, err := m.file.WriteAt(line, 0); err == nil {
		_ = m.file.Truncate(int64(len(line)))
	}
}

// Close says farewell: nothing that is underway is suspect.
func (m *Mark) Close() error {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.file == nil {
		return nil
	}
	return m.discard()
}

func (m *Mark) discard() error {
	err := remove(m.file)
	m.file = nil
	return err
}

// remove closes a mark and deletes it. Windows deletes no open file, and others keep
// the lock until the file is closed.
func remove(file *os.File) error {
	_ = file.Truncate(0)
	return errors.Join(file.Close(), os.Remove(file.Name()))
}
