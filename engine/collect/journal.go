package collect

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"foolscope/engine/disk"
)

// JournalName is the name of the journal in the folder of a data set.
const JournalName = "collect.jsonl"

// record is a line of the journal. One of Taken, Passed and Page is set.
type record struct {
	Taken  *Taken  `json:"taken,omitempty"`
	Passed *passed `json:"passed,omitempty"`
	Page   *page   `json:"page,omitempty"`
}

// Taken is what is known of a picture that was collected.
type Taken struct {
	// Class is that of the picture, and File its name in the folder of the class.
	Class string `json:"class"`
	File  string `json:"file"`
	// Source and ID are the candidate's.
	Source     string  `json:"source"`
	ID         string  `json:"id"`
	Title      string  `json:"title,omitempty"`
	Author     string  `json:"author,omitempty"`
	AuthorPage string  `json:"author_page,omitempty"`
	Licence    Licence `json:"licence"`
	Page       string  `json:"page,omitempty"`
	// URL is where the picture came from, and Received the SHA-256 of what came.
	URL      string `json:"url"`
	Received string `json:"received"`
	// Time is when it came, in RFC 3339.
	Time string `json:"time"`
}

// passed is a candidate that was passed over for good.
type passed struct {
	Source string `json:"source"`
	ID     string `json:"id"`
	Class  string `json:"class"`
	Reason string `json:"reason"`
}

// page is a page of an answer of which every candidate was taken or passed over.
type page struct {
	// Ask is the query that it is of, as asked tells it.
	Ask  string `json:"ask"`
	Page int    `json:"page"`
	Last bool   `json:"last,omitempty"`
	Cut  bool   `json:"cut,omitempty"`
}

// errBusy says that somebody else works on the folder.
var errBusy = errors.New("another run is collecting into this folder: wait until it is done, or choose another folder")

// journal is the open file. It is locked while it is open.
type journal struct {
	mu   sync.Mutex
	file *os.File
	// size is that of the whole lines.
	size int64
}

// mostJournal is how large a journal may be, in bytes.
const mostJournal = 1 << 30

// openJournal opens the journal of a folder, or makes one, and hands each record to read. A line that
// was cut short, as by a power cut, is taken off.
func openJournal(folder string, read func(record)) (*journal, error) {
	path := filepath.Join(folder, JournalName)
	file, err := disk.OpenOwn(path)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be opened: %w", JournalName, disk.Explained(err))
	}
	j := &journal{file: file}
	if err := j.load(read); err != nil {
		file.Close()
		return nil, err
	}
	return j, nil
}

func (j *journal) load(read func(record)) error {
	if errors.Is(disk.TryLock(j.file), disk.ErrLocked) {
		return errBusy
	}
	if _, err := j.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(j.file, mostJournal))
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", JournalName, disk.Explained(err))
	}
	whole, err := parse(data, read)
	if err != nil {
		return err
	}
	if err := j.file.Truncate(int64(whole)); err != nil {
		return fmt.Errorf("%s cannot be written: %w", JournalName, disk.Explained(err))
	}
	j.size = int64(whole)
	_, err = j.file.Seek(j.size, io.SeekStart)
	return err
}

// parse hands each record of a journal to read, and returns how long they are together.
func parse(data []byte, read func(record)) (whole int, err error) {
	whole = bytes.LastIndexByte(data, '\n') + 1
	for line := range bytes.Lines(data[:whole]) {
		var r record
		if json.Unmarshal(line, &r) != nil {
			return 0, fmt.Errorf("%s is damaged: move it elsewhere to begin anew, which asks for every picture again", JournalName)
		}
		read(r)
	}
	return whole, nil
}

// write appends a record.
func (j *journal) write(r record) error {
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	n, err := j.file.Write(append(line, '\n'))
	if err != nil {
		// Half a line must not become the beginning of the next one.
		_ = j.file.Truncate(j.size)
		_, _ = j.file.Seek(j.size, io.SeekStart)
		return fmt.Errorf("%s cannot be written: %w", JournalName, disk.Explained(err))
	}
	j.size += int64(n)
	return nil
}

func (j *journal) close() error { return j.file.Close() }
