package adversarial

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"foolscope/engine/curate"
	"foolscope/engine/dataset"
	"foolscope/engine/disk"
	"foolscope/engine/trial"
)

// Names of the files beside the pictures.
const (
	// ManifestName is a table with an entry a picture; it is a data set as well. RefusedName lists
	// the pictures that could not be attacked, CardName tells how the set was made.
	ManifestName = "manifest.csv"
	RefusedName  = "refused.csv"
	CardName     = "README.md"

	makingName = "making.json"
	partName   = "manifest.part.csv"
	lockName   = "making.lock"
)

// maxOwn bounds the pictures that are attacked at their own size, in pixels.
const maxOwn = 4 << 20

// Making says what attacked pictures are made.
type Making struct {
	// Folder gets the set. It is made, and must be empty, or what the same making began.
	Folder string
	Set    *dataset.Set
	// Items are those to attack, in this order; Class has the class of an item.
	Items []int
	Class func(i int) int
	// Setup is the attack; its chain of defences is not used.
	Setup trial.Setup
	// Own attacks pictures at their own size, through the resize to the model's; else they are resized first.
	Own bool
	// ModelName and ModelSum identify the model's file, the sum being empty for the one that is built in. Labels are
	// the names of its classes; Independent and Estimate are those of trial.Subject.
	ModelName, ModelSum string
	Labels              []string
	Independent         bool
	Estimate            int
	// Licence is what is known of the rights in the pictures, and Versions say what computes.
	Licence  string
	Versions map[string]string
}

// Made is what came of a making.
type Made struct {
	// Written were made now, Found were there already.
	Written, Found int
	// Fooled counts, of the pictures that did not fulfil the goal before (Open), those that do as they were read back.
	Fooled, Open int
	// Refused could not be attacked.
	Refused int
}

var (
	errBusy  = errors.New("another making is at work in this folder: wait until it is done, or choose another folder")
	errOther = errors.New("the folder has other attacked pictures: choose another folder, or the settings that it was begun with")
	errFull  = errors.New("the folder is not empty: choose another")
)

// Make attacks the pictures one after the other and writes them, their table and their card. Where it was stopped it
// goes on when it is called again, and ends with the same bytes. Memory does not grow with the number of pictures.
// progress, if not nil, gets the number of those that are done. A picture that cannot be opened or attacked is passed over and
// listed. The error is ctx's, or says in a sentence why it stopped; it wraps dataset.ErrGone if the set is gone.
func Make(ctx context.Context, m Making, model Model, progress func(done int)) (Made, error) {
	if progress == nil {
		progress = func(int) {}
	}
	m.Setup.Chain, m.Setup.Adaptive = nil, false
	if err := os.MkdirAll(m.Folder, 0o755); err != nil {
		return Made{}, fmt.Errorf("the folder %s cannot be made: %w", filepath.Base(m.Folder), disk.Explained(err))
	}
	if err := m.begin(); err != nil {
		return Made{}, err
	}
	lock, err := disk.OpenOwn(m.at(lockName))
	if err != nil {
		return Made{}, fmt.Errorf("the folder %s cannot be written to: %w", filepath.Base(m.Folder), disk.Explained(err))
	}
	defer lock.Close()
	if err := disk.TryLock(lock); err != nil {
		return Made{}, errBusy
	}
	defer disk.RemoveOpen(lock, m.at(lockName))
	if _, err := os.Stat(m.at(ManifestName)); err == nil {
		return m.made()
	}
	file, found, err := openPart(m.at(partName))
	if err != nil {
		return Made{}, fmt.Errorf("what was made so far cannot be read: %w", disk.Explained(err))
	}
	defer file.Close()
	names := curate.Preparation{Fit: curate.Stretch, Items: m.Items, Class: m.Class}.Names(m.Set)
	for k := found; k < len(m.Items); k++ {
		e, err := m.one(ctx, model, m.Items[k], names[k])
		if err != nil {
			return Made{}, err
		}
		if err := e.append(file); err != nil {
			return Made{}, fmt.Errorf("the table cannot be written: %w", disk.Explained(err))
		}
		progress(k + 1)
	}
	if err := file.Close(); err != nil {
		return Made{}, err
	}
	if err := m.finish(); err != nil {
		return Made{}, err
	}
	out, err := m.made()
	all := out.Found
	out.Found = min(found, all)
	out.Written = all - out.Found
	return out, err
}

func (m Making) at(name string) string { return filepath.Join(m.Folder, filepath.FromSlash(name)) }

// begin leaves in an empty folder what is made there, or makes sure that it is the same.
func (m Making) begin() error {
	list := make([]string, len(m.Items))
	for k, i := range m.Items {
		list[k] = m.Set.Items[i].Path + "\t" + m.Set.Text(m.Class(i))
	}
	sum, err := disk.Sum(context.Background(), lines(list))
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(map[string]any{
		"set": m.Set.Name, "list": sum, "setup": m.Setup, "own_size": m.Own, "model": m.ModelName, "model_sha256": m.ModelSum,
	}, "", "  ")
	if err != nil {
		return err
	}
	text = append(text, '\n')
	entries, err := os.ReadDir(m.Folder)
	if err != nil {
		return disk.Explained(err)
	}
	if len(entries) == 0 {
		return disk.WriteBytes(m.at(makingName), text)
	}
	switch old, err := disk.Read(m.at(makingName), 1<<20); {
	case err != nil:
		return errFull
	case !bytes.Equal(old, text):
		return errOther
	}
	return nil
}
