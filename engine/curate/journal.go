package curate

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"foolscope/engine/dataset"
	"foolscope/engine/disk"
)

// JournalName is what the journal of a folder is called; that of a table has the table's name
// before it.
const JournalName = "foolscope-decisions.jsonl"

// What a line of a journal may do besides the states.
const (
	doClass = "class"
	doLabel = "label"
	doUndo  = "undo"
	doRedo  = "redo"
)

// line is one line of a journal. The first has Format instead of Do.
type line struct {
	// Format is "foolscope decisions 1".
	Format string `json:"format,omitempty"`
	// Do is keep, reject or undecided, class, label, undo or redo.
	Do string `json:"do,omitempty"`
	// Class is the name of a class: the one that items get, empty for none, or that gets a label.
	Class string `json:"class,omitempty"`
	// Label is the label that a class gets, empty for none, and Of the fingerprint of all
	// labels of the model.
	Label string   `json:"label,omitempty"`
	Of    string   `json:"of,omitempty"`
	Items []string `json:"items,omitempty"`
}

const journalFormat = "foolscope decisions 1"

const (
	maxJournal = 512 << 20
	maxLine    = 64 << 20
)

// journal is a file that grows, and what is not in it yet. The lock of the decisions guards
// what is new; path, own, begun and torn belong to whoever saves.
type journal struct {
	path string
	// own is true if it is in the user's own folder, which is made if need be.
	own bool
	new bytes.Buffer
	// begun is false until the file has its first line; torn is true if it may end within one.
	begun, torn bool
}

func (j *journal) add(l line) {
	encoder := json.NewEncoder(&j.new)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(l); err != nil {
		panic("curate: a line cannot be written: " + err.Error())
	}
}

// Open reads the decisions about a set. Their journal is beside the data (see JournalName). If
// nothing can be written there, or the set is drawn, it is in the folder own, which is the user's;
// what lies beside the data is read first even then. own may be empty: then decisions about
// such a set cannot be saved. Lines that cannot be read are passed over. The error says in a
// sentence why a journal cannot be read.
func Open(set *dataset.Set, own string) (*Decisions, error) {
	d := &Decisions{set: set, items: make([]decision, len(set.Items)), labels: map[string]map[string]string{}}
	for i, item := range set.Items {
		d.items[i].class = int32(item.Class)
	}
	beside, elsewhere := places(set, own)
	r := newReplay(d)
	for _, path := range []string{beside, elsewhere} {
		if err := r.file(path); err != nil {
			return nil, fmt.Errorf("the decisions in %s cannot be read: %w", path, disk.Explained(err))
		}
	}
	d.journal.path, d.journal.own = elsewhere, true
	if beside != "" && writable(beside) {
		d.journal.path, d.journal.own = beside, false
	}
	d.journal.begun, d.journal.torn = r.found[d.journal.path], r.torn[d.journal.path]
	return d, nil
}

// places are where the journal of a set may be: beside the data, and in the user's own folder.
func places(set *dataset.Set, own string) (beside, elsewhere string) {
	key := set.Root
	switch set.Kind {
	case dataset.Drawn:
		key = set.Name
	case dataset.Table:
		key = set.Table
		beside = strings.TrimSuffix(set.Table, filepath.Ext(set.Table)) + "." + JournalName
	default:
		beside = filepath.Join(set.Root, JournalName)
	}
	if own != "" {
		sum, _ := disk.Sum(noContext, strings.NewReader(key))
		elsewhere = filepath.Join(own, disk.FitName(set.Name, "-"+sum[:12]+"."+JournalName))
	}
	return beside, elsewhere
}

// writable reports whether a journal can grow, or be made.
func writable(path string) bool {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return disk.CheckFolder(filepath.Dir(path)) == nil
	}
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// Path is the journal's file, empty if there is no place for one.
func (d *Decisions) Path() string { return d.journal.path }

// Unsaved reports whether there is something to save.
func (d *Decisions) Unsaved() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.journal.new.Len() > 0
}

// Save adds what is new to the journal and waits for the disk; nobody who decides waits for it. After an error, which says in a
// sentence what is wrong, everything holds on, and the next Save tries again.
func (d *Decisions) Save() error {
	d.saving.Lock()
	defer d.saving.Unlock()
	d.mu.Lock()
	fresh := bytes.Clone(d.journal.new.Bytes())
	d.mu.Unlock()
	if len(fresh) == 0 {
		return nil
	}
	if d.journal.path == "" {
		return errors.New("the decisions cannot be saved: nothing can be written beside the data, and there is no folder of your own")
	}
	written, err := d.journal.write(fresh)
	d.mu.Lock()
	d.journal.new.Next(written)
	d.mu.Unlock()
	if err != nil {
		return fmt.Errorf("the decisions cannot be saved in %s, and hold only as long as the program runs: %w", d.journal.path, disk.Explained(err))
	}
	return nil
}

// write adds lines to the file. It returns how many bytes of them are there as whole lines,
// which are not to be written again.
func (j *journal) write(lines []byte) (written int, err error) {
	if j.own {
		if err := disk.MakePrivate(filepath.Dir(j.path)); err != nil {
			return 0, err
		}
	}
	file, err := os.OpenFile(j.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	var out []byte
	if j.torn {
		out = append(out, '\n')
	}
	if !j.begun {
		out = append(out, `{"format":"`+journalFormat+`"}`+"\n"...)
	}
	before := len(out)
	out = append(out, lines...)
	n, err := file.Write(out)
	if err == nil {
		err = file.Sync()
	}
	whole := bytes.LastIndexByte(out[:n], '\n') + 1
	j.begun = j.begun || whole >= before
	j.torn = n > whole || n == 0 && j.torn
	return max(0, whole-before), err
}

// replay reads journals into decisions.
type replay struct {
	d       *Decisions
	items   map[string]int
	classes map[string]int
	// found and torn are files that are there, and those that end within a line.
	found, torn map[string]bool
}

func newReplay(d *Decisions) *replay {
	r := &replay{d: d, classes: map[string]int{"": dataset.Unknown}, found: map[string]bool{}, torn: map[string]bool{}}
	for class, name := range d.set.Classes {
		r.classes[name] = class
	}
	return r
}

// file reads a journal, which need not be there.
func (r *replay) file(path string) error {
	if path == "" {
		return nil
	}
	data, err := disk.Read(path, maxJournal)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if r.items == nil {
		r.items = make(map[string]int, len(r.d.set.Items))
		for i, item := range r.d.set.Items {
			r.items[item.Path] = i
		}
	}
	r.found[path], r.torn[path] = len(data) > 0, len(data) > 0 && data[len(data)-1] != '\n'
	lines := bufio.NewReader(bytes.NewReader(data))
	for {
		text, err := lines.ReadBytes('\n')
		var l line
		if json.Unmarshal(text, &l) == nil {
			if l.Format != "" && l.Format != journalFormat {
				return fmt.Errorf("it has the format %q, which this version of Foolscope does not know", l.Format)
			}
			r.line(l)
		}
		if err == io.EOF {
			return nil
		}
	}
}

// line does what a line says, as far as its items and classes are still in the set.
func (r *replay) line(l line) {
	items := make([]int, 0, len(l.Items))
	for _, path := range l.Items {
		if i, there := r.items[path]; there {
			items = append(items, i)
		}
	}
	switch l.Do {
	case Undecided.String(), Kept.String(), Rejected.String():
		state := map[string]State{"undecided": Undecided, "keep": Kept, "reject": Rejected}[l.Do]
		r.step(items, func(now decision) decision { now.state = state; return now })
	case doClass:
		class, there := r.classes[l.Class]
		if !there {
			items = nil
		}
		r.step(items, func(now decision) decision { now.class = int32(class); return now })
	case doUndo:
		r.d.back(&r.d.history, &r.d.undone)
	case doRedo:
		r.d.back(&r.d.undone, &r.d.history)
	case doLabel:
		r.d.label(l.Of, l.Class, l.Label)
	}
}

// step takes a step, even an empty one: an undo that follows is about it.
func (r *replay) step(items []int, to func(decision) decision) {
	if len(r.d.take(items, to).items) == 0 {
		r.d.history, r.d.undone = append(r.d.history, step{}), nil
	}
}
