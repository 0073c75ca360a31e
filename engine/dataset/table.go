package dataset

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/pixel"
	"foolscope/engine/plain"
)

// maxTable bounds a table, in bytes: a million lines of 200 letters.
const maxTable = 200 << 20

var (
	pathColumns  = []string{"path", "file", "filename", "file_name", "filepath", "image", "image_path", "img", "picture"}
	labelColumns = []string{"label", "class", "category", "classname", "class_name", "target", "truth"}
	partColumns  = []string{"part", "split", "subset", "set"}
)

// openTable reads a table. Its paths are relative to its folder, or whole. A first line that
// names columns says which they are; else the first column is the path and the second the
// label. Commas, semicolons or tabs part columns. Lines without a picture are refused.
func (s *Set) openTable(ctx context.Context, progress func(int)) error {
	s.Kind, s.Table = Table, s.Root
	s.Root = filepath.Dir(s.Table)
	s.Name = strings.TrimSuffix(s.Name, filepath.Ext(s.Name))
	data, err := disk.Read(s.Table, maxTable)
	if err != nil {
		return err
	}
	text := plain.Decode(data)
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma, lines.FieldsPerRecord, lines.LazyQuotes, lines.TrimLeadingSpace, lines.ReuseRecord = delimiter(text), -1, true, true, true
	columns := columns{path: 0, label: 1, part: Unknown}
	var names []string
	seen := map[string]int{}
	for first := true; ; first = false {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := lines.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("it is no table: %w", err)
		}
		if first && columns.named(record) {
			continue
		}
		line, _ := lines.FieldPos(0)
		name, label, part := columns.of(record)
		if name == "" {
			s.refuse(fmt.Sprintf("line %d", line), "the line has no path")
			continue
		}
		path := filepath.ToSlash(name)
		if other, there := seen[path]; there {
			if names[other] != label {
				s.refuse(path, fmt.Sprintf("line %d says %q of it, and an earlier one %q", line, plain.Line(label, 80), plain.Line(names[other], 80)))
			}
			continue
		}
		if reason := s.amissAt(path); reason != "" {
			s.refuse(path, reason)
			continue
		}
		seen[path] = len(s.Items)
		s.Items = append(s.Items, Item{Path: path, Class: Unknown, Part: parts[strings.ToLower(part)]})
		names = append(names, label)
		if len(s.Items)%1000 == 0 {
			progress(len(s.Items))
		}
	}
	if len(s.Items) == 0 {
		return s.noneListed()
	}
	s.classify(names)
	if unknown := count(names, ""); unknown > 0 {
		s.note("%d of %d lines have no label.", unknown, len(s.Items))
	}
	return nil
}

// noneListed says why a table leads to no picture.
func (s *Set) noneListed() error {
	if len(s.Refused) == 0 {
		return ErrEmpty
	}
	r := s.Refused[0]
	return fmt.Errorf("%w: none of its %d lines leads to a picture; of the first, %s, %s", ErrEmpty, len(s.Refused), plain.Line(r.Path, 120), r.Reason)
}

// amissAt says what is wrong with a file that a table names.
func (s *Set) amissAt(path string) string {
	ending := strings.ToLower(filepath.Ext(path))
	if kind, known := foreign[ending]; known {
		return fmt.Sprintf("pictures of the kind %s cannot be opened; save it as PNG or JPEG", kind)
	}
	if !slices.Contains(pixel.Endings, ending) {
		return fmt.Sprintf("it is no picture: its name has none of the endings %s", strings.Join(pixel.Endings, ", "))
	}
	info, err := os.Stat(s.at(path))
	switch {
	case err != nil:
		return disk.Explain(err)
	case info.IsDir():
		return "it is a folder"
	case !info.Mode().IsRegular():
		return disk.Explain(disk.ErrNoFile)
	case info.Size() == 0:
		return "the file is empty"
	}
	return ""
}

// columns says where in a line things are; part is -1 if nowhere.
type columns struct{ path, label, part int }

// named reads a first line that names columns, and reports whether it does.
func (c *columns) named(record []string) bool {
	find := func(names []string) int {
		for _, name := range names {
			for i, field := range record {
				if strings.ToLower(strings.TrimSpace(field)) == name {
					return i
				}
			}
		}
		return Unknown
	}
	path := find(pathColumns)
	if path == Unknown {
		return false
	}
	c.path, c.label, c.part = path, find(labelColumns), find(partColumns)
	return true
}

func (c *columns) of(record []string) (path, label, part string) {
	field := func(i int) string {
		if i < 0 || i >= len(record) {
			return ""
		}
		return strings.TrimSpace(record[i])
	}
	return field(c.path), field(c.label), field(c.part)
}

// delimiter is what parts the columns of the first line.
func delimiter(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, d := range []rune{';', '\t'} {
		if strings.Count(line, string(d)) > strings.Count(line, string(best)) {
			best = d
		}
	}
	return best
}

func count(names []string, name string) (n int) {
	for _, other := range names {
		if other == name {
			n++
		}
	}
	return n
}
