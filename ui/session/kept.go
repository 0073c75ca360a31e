package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"foolscope/engine/disk"
	"foolscope/engine/underway"
	"foolscope/ui/story"
)

// longestFile is how large a file of a session is read, in bytes.
const longestFile = 4 << 20

// Kept is what outlives the program.
type Kept struct {
	// Settings is a line of settings, in the words of the page that wrote it.
	Settings string `json:"settings"`
	// Model is the path of the ONNX file, empty for the one that came with the
	// program.
	Model string `json:"model,omitempty"`
	// SecondModel is the same for the model to compare with.
	SecondModel string `json:"second_model,omitempty"`
	// Pictures are the files that were open.
	Pictures []string `json:"pictures,omitempty"`
	// Picture is the file that was chosen, or else the name of a sample.
	Picture string `json:"picture,omitempty"`
	// Truths are the classes that somebody said pictures show, by file or else by the
	// name of a sample.
	Truths map[string]string `json:"truths,omitempty"`
	// View is how the perturbation was drawn.
	View story.View `json:"view"`
	// Hidden are the keys of the lines of plots that were hidden.
	Hidden []string `json:"hidden,omitempty"`
	// SeedFree is true if each run drew a seed of its own.
	SeedFree bool `json:"seed_free,omitempty"`
	// Held is what of an earlier session waits for an answer, nil if nothing does.
	Held *Held `json:"held,omitempty"`
}

// Past is what an earlier program left, and what becomes of what this one leaves.
type Past struct {
	// Read reads the session of the last time, nil if there is none, and Keep writes
	// that of this time; nil where nothing is kept.
	Read func(isSettings func(string) bool) (*Kept, error)
	Keep func(Kept) error
	// Left is what was underway when the last program ended.
	Left underway.Left
}

// Names reports whether a session opens a file.
func (k Kept) Names(path string) bool {
	return path == k.Model || path == k.SecondModel || slices.Contains(k.Pictures, path)
}

// Read reads the session in a file; it is nil if there is no file. A file whose
// settings are none, by isSettings, is damaged: it gets another name, so that the next
// session does not take its place.
func Read(path string, isSettings func(string) bool) (*Kept, error) {
	data, err := disk.Read(path, longestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the last session was not restored: %s", disk.Explain(err))
	}
	var k Kept
	if json.Unmarshal(data, &k) != nil || !isSettings(k.Settings) {
		// A file that cannot be moved is lost to the next session, and said to be damaged all the same.
		_ = os.Rename(path, path+".damaged")
		return nil, errors.New("the last session was not restored: its file is damaged")
	}
	return &k, nil
}

// Write writes a session to a file, whose folder it makes if need be.
func Write(path string, k Kept) error {
	data, err := json.MarshalIndent(k, "", "\t")
	if err != nil {
		return err
	}
	err = disk.MakePrivate(filepath.Dir(path))
	if err == nil {
		err = disk.WriteBytes(path, append(data, '\n'))
	}
	if err != nil {
		return fmt.Errorf("the session cannot be kept for the next start: %s", disk.Explain(err))
	}
	return nil
}
