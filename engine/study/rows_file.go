package study

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"foolscope/engine/disk"
)

// blocks reads a file of rows, one picture after the other. Whole is how many bytes hold whole
// pictures: less than the file if a run was killed while it wrote.
type blocks struct {
	table *table
	in    *csv.Reader
	whole int64
}

func newBlocks(t *table, r io.Reader) (*blocks, error) {
	b := &blocks{table: t, in: csv.NewReader(r)}
	b.in.FieldsPerRecord = len(columns)
	head, err := b.in.Read()
	if err != nil {
		return b, err
	}
	for i, name := range columns {
		if head[i] != name {
			return b, fmt.Errorf("its column %d is %q, not %q", i+1, head[i], name)
		}
	}
	b.whole = b.in.InputOffset()
	return b, nil
}

// next returns the rows of the next picture, and io.EOF behind the last whole one.
func (b *blocks) next() ([]Row, error) {
	first, err := b.in.Read()
	if err != nil {
		return nil, err
	}
	rows := make([]Row, b.table.block(first))
	for k := range rows {
		record := first
		if k > 0 {
			if record, err = b.in.Read(); err != nil {
				return nil, err
			}
		}
		if rows[k], err = b.table.row(record, k); err != nil {
			return nil, err
		}
	}
	b.whole = b.in.InputOffset()
	return rows, nil
}

// writer appends the rows of pictures to a file that is not complete.
type writer struct {
	table  *table
	folder string
	rows   *os.File
	times  *os.File
	// pictures is how many the file has.
	pictures int
}

// wholeLines reads a file as far as its last line break: what follows was cut, though it may look
// like a whole row.
func wholeLines(file *os.File) (io.Reader, error) {
	end, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	piece := make([]byte, 4096)
	for end > 0 {
		from := max(0, end-int64(len(piece)))
		n, err := file.ReadAt(piece[:end-from], from)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if i := bytes.LastIndexByte(piece[:n], '\n'); i >= 0 {
			return io.NewSectionReader(file, 0, from+int64(i)+1), nil
		}
		end = from
	}
	return io.NewSectionReader(file, 0, 0), nil
}

// openWriter opens the rows of a run that was begun, or begins them.
func openWriter(folder string, t *table) (*writer, error) {
	w := &writer{table: t, folder: folder}
	path := filepath.Join(folder, partFile)
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("the rows cannot be written: %w", disk.Explained(err))
	}
	w.rows = file
	lines, err := wholeLines(file)
	if err != nil {
		return nil, w.fail(err)
	}
	b, err := newBlocks(t, lines)
	for err == nil {
		if _, err = b.next(); err == nil {
			w.pictures++
		}
	}
	// What follows the last whole picture was cut by the end of a run.
	if err := file.Truncate(b.whole); err != nil {
		return nil, w.fail(err)
	}
	if _, err := file.Seek(b.whole, io.SeekStart); err != nil {
		return nil, w.fail(err)
	}
	if b.whole == 0 {
		out := csv.NewWriter(file)
		_ = out.Write(columns)
		if out.Flush(); out.Error() != nil {
			return nil, w.fail(out.Error())
		}
	}
	w.times, err = os.OpenFile(filepath.Join(folder, timesFile), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return nil, w.fail(err)
	}
	return w, nil
}

func (w *writer) fail(err error) error {
	w.close()
	return fmt.Errorf("the rows cannot be written: %w; what was done before is kept, and the same command goes on from there", disk.Explained(err))
}

// add writes the rows of the next picture.
func (w *writer) add(d done) error {
	at, err := w.rows.Seek(0, io.SeekCurrent)
	if err == nil {
		err = w.table.write(w.rows, d.rows)
	}
	if err != nil {
		_ = w.rows.Truncate(at)
		return w.fail(err)
	}
	w.pictures++
	// The times are for people: a disk that has no room for them must not end the run.
	fmt.Fprintf(w.times, "%d,%d\n", d.index, d.took.Milliseconds())
	return nil
}

func (w *writer) close() {
	for _, file := range []*os.File{w.rows, w.times} {
		if file != nil {
			file.Close()
		}
	}
}

// finish gives the complete file its name.
func (w *writer) finish() error {
	if err := w.rows.Sync(); err != nil {
		return w.fail(err)
	}
	w.close()
	if err := os.Rename(filepath.Join(w.folder, partFile), filepath.Join(w.folder, RowsFile)); err != nil {
		return fmt.Errorf("the rows cannot be written: %w", disk.Explained(err))
	}
	return nil
}
