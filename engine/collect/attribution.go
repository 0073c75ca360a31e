package collect

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"foolscope/engine/disk"
	"foolscope/engine/plain"
)

// AttributionName is the name of the table of authors and licences in the folder of a data set.
const AttributionName = "attribution.csv"

var attributionHead = []string{"file", "title", "author", "licence", "licence_url", "page", "author_page", "source", "id", "url", "sha256_received", "time"}

// row is the line of a picture.
func (t Taken) row() []string {
	cells := []string{t.Path(), t.Title, t.Author, t.Licence.String(), t.Licence.URL, t.Page, t.AuthorPage, t.Source, t.ID, t.URL, t.Received, t.Time}
	for i, cell := range cells {
		cells[i] = plain.Cell(cell)
	}
	return cells
}

// Path is that of the picture in the folder of the data set, with slashes.
func (t Taken) Path() string { return t.Class + "/" + t.File }

// attribution is the open table.
type attribution struct {
	mu   sync.Mutex
	file *os.File
}

// openAttribution brings the table of a folder in line with what was taken, and opens it.
func openAttribution(folder string, taken []Taken) (*attribution, error) {
	path := filepath.Join(folder, AttributionName)
	rows := [][]string{attributionHead}
	for _, t := range taken {
		rows = append(rows, t.row())
	}
	want, err := lines(rows)
	if err != nil {
		return nil, err
	}
	if have, err := disk.Read(path, mostJournal); err != nil || !bytes.Equal(have, want) {
		if err := disk.WriteBytes(path, want); err != nil {
			return nil, fmt.Errorf("%s cannot be written: %w", AttributionName, disk.Explained(err))
		}
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be written: %w", AttributionName, disk.Explained(err))
	}
	return &attribution{file: file}, nil
}

// lines writes rows as CSV.
func lines(rows [][]string) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	err := w.WriteAll(rows)
	return out.Bytes(), err
}

// add appends a picture.
func (a *attribution) add(t Taken) error {
	line, err := lines([][]string{t.row()})
	if err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, err := a.file.Write(line); err != nil {
		return fmt.Errorf("%s cannot be written: %w", AttributionName, disk.Explained(err))
	}
	return nil
}

func (a *attribution) close() error { return a.file.Close() }

// Attribution reads what is known of the pictures of a data set that were collected, by their paths in its folder, with
// slashes. It is empty if none were. It may be called while a run collects.
func Attribution(folder string) (map[string]Taken, error) {
	data, err := disk.Read(filepath.Join(folder, JournalName), mostJournal)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", JournalName, disk.Explained(err))
	}
	out := map[string]Taken{}
	_, err = parse(data, func(r record) {
		if r.Taken != nil {
			out[r.Taken.Path()] = *r.Taken
		}
	})
	return out, err
}
