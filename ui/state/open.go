package state

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"foolscope/engine/disk"
	"foolscope/engine/pixel"
)

// FolderLimit is how many pictures of one folder are opened.
const FolderLimit = 100

// Open opens what paths name, wherever they come from: pictures go into the
// strip, and the last of them is chosen; a model becomes the one that is
// attacked; a folder gives its pictures, in the order of their names, of which
// the first is chosen, and offers its models. It looks at the disk on a
// goroutine of its own.
func (c *Controller) Open(paths ...string) {
	c.inBackground(func() { c.open(paths...) })
}

// inBackground runs do on a goroutine for which Close waits.
func (c *Controller) inBackground(do func()) {
	if c.life.Err() == nil {
		c.loading.Go(do)
	}
}

func (c *Controller) open(paths ...string) {
	var files, known []string
	var first string
	var notes []string
	for _, path := range paths {
		if info, err := os.Stat(path); err != nil || !info.IsDir() {
			if err == nil && !isModel(path) {
				known = append(known, path)
			}
			files = append(files, path)
			continue
		}
		found, err := lookInto(path)
		if err != nil {
			notes = append(notes, fmt.Sprintf("The folder %s cannot be opened: %s.", filepath.Base(path), disk.Explain(err)))
			continue
		}
		if len(found.pictures) > 0 {
			known = append(known, path)
			first = found.pictures[0]
		}
		files = append(files, found.pictures...)
		notes = append(notes, found.notes()...)
		c.offer(found.models)
	}
	c.mu.Lock()
	for _, path := range known {
		c.snap.Recent.Pictures = with(c.snap.Recent.Pictures, path)
	}
	c.mu.Unlock()
	if len(notes) > 0 {
		c.tell(len(files) == 0, "%s", strings.Join(notes, " "))
	}
	c.add(files, first)
}

// offer adds models to those that can be chosen.
func (c *Controller) offer(paths []string) {
	c.mu.Lock()
	for _, path := range paths {
		if path = absolute(path); !slices.Contains(c.snap.Offered, path) {
			c.snap.Offered = append(slices.Clone(c.snap.Offered), path)
		}
	}
	c.mu.Unlock()
	c.mailbox.Post()
}

// AddFiles puts pictures into the strip and chooses the last of them. Paths
// that end in .onnx are opened as models instead.
func (c *Controller) AddFiles(paths ...string) { c.add(paths, "") }

// add is AddFiles that chooses a certain picture, the last one if chosen is
// empty. A picture that is in the strip already is not added again.
func (c *Controller) add(paths []string, chosen string) {
	var model string
	var picture int
	c.mu.Lock()
	before := c.now()
	for _, path := range paths {
		if isModel(path) {
			model = path
			continue
		}
		id := c.opened(path)
		if id == 0 {
			id = c.append(c.file(path))
		}
		if chosen == "" || chosen == path {
			picture = id
		}
	}
	if picture == 0 && model == "" {
		c.mu.Unlock()
		return
	}
	c.changeFrom(before, "", func(s *Settings) {
		if picture != 0 {
			s.Picture = picture
		}
		if model != "" {
			s.Model = model
		}
	})
	c.mu.Unlock()
	c.mailbox.Post()
}

// opened returns the picture of the strip that is in a file and can be read, 0
// if there is none. The lock is held.
func (c *Controller) opened(path string) int {
	for _, p := range c.snap.Pictures {
		if p.Source.Path != "" && p.Err == nil && absolute(p.Source.Path) == absolute(path) {
			return p.ID
		}
	}
	return 0
}

func isModel(path string) bool { return strings.EqualFold(filepath.Ext(path), ".onnx") }

// contents are what Foolscope can open in a folder.
type contents struct {
	folder string
	// pictures are FolderLimit at most, total is how many there are.
	pictures, models []string
	total            int
}

// lookInto lists what can be opened in a folder, but not in folders in it.
func lookInto(folder string) (contents, error) {
	found := contents{folder: folder}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return found, err
	}
	slices.SortStableFunc(entries, func(a, b os.DirEntry) int { return byName(a.Name(), b.Name()) })
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch ending := strings.ToLower(filepath.Ext(path)); {
		case e.IsDir() || strings.HasPrefix(e.Name(), "."):
		case isModel(path):
			found.models = append(found.models, path)
		case slices.Contains(pixel.Endings, ending):
			found.total++
			if len(found.pictures) < FolderLimit {
				found.pictures = append(found.pictures, path)
			}
		}
	}
	return found, nil
}

// notes say what became of a folder, where that is not plain to see.
func (f contents) notes() []string {
	var notes []string
	name := filepath.Base(f.folder)
	switch {
	case f.total == 0 && len(f.models) == 0:
		notes = append(notes, fmt.Sprintf("The folder %s has neither pictures nor models.", name))
	case f.total > len(f.pictures):
		notes = append(notes, fmt.Sprintf("The folder %s has %d pictures: the first %d are open.", name, f.total, len(f.pictures)))
	}
	if len(f.models) > 0 {
		notes = append(notes, fmt.Sprintf("A model lies in %s: choose %s under Model.", name, filepath.Base(f.models[0])))
	}
	return notes
}

// byName orders names as people do: without regard to case, and 2 before
// 10.
func byName(a, b string) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	for len(x) > 0 && len(y) > 0 {
		m, n := digits(x), digits(y)
		if m == 0 || n == 0 {
			if x[0] != y[0] {
				return int(x[0]) - int(y[0])
			}
			x, y = x[1:], y[1:]
			continue
		}
		p, q := strings.TrimLeft(string(x[:m]), "0"), strings.TrimLeft(string(y[:n]), "0")
		if len(p) != len(q) {
			return len(p) - len(q)
		}
		if p != q {
			return strings.Compare(p, q)
		}
		x, y = x[m:], y[n:]
	}
	return len(x) - len(y)
}

// digits counts the digits that a name begins with.
func digits(name []rune) int {
	for i, r := range name {
		if !unicode.IsDigit(r) {
			return i
		}
	}
	return len(name)
}
