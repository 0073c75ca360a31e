package control

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/engine/labels"
	"foolscope/engine/zoo"
	"foolscope/ui/explore/choice"
	"foolscope/ui/session"
	"foolscope/ui/words"
)

// Reread opens a network again if it is in use: its files are not what they were.
func (c *Controller) Reread(path string) {
	c.mu.Lock()
	s := c.snap.Settings
	c.mu.Unlock()
	if path == s.Model || s.Compare.With == choice.SecondModel && path == s.Compare.Model {
		c.Reopen()
	}
}

// takeLabels writes the labels that came together with a model into its manifest,
// unless they are found beside it anyway, and returns the paths without them.
func (c *computer) takeLabels(paths []string) []string {
	last := -1
	for i, path := range paths {
		if session.IsModel(path) {
			last = i
		}
	}
	if last < 0 {
		return paths
	}
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool {
		if !slices.Contains(labels.Extensions, strings.ToLower(filepath.Ext(path))) {
			return false
		}
		model := paths[last]
		for _, other := range paths {
			if session.IsModel(other) && strings.HasPrefix(filepath.Base(path), stem(other)) {
				model = other
			}
		}
		if foundBeside(model, path) {
			return true
		}
		if err := zoo.SetLabels(model, path); err != nil {
			c.shared.Complain("%s", words.Sentence(err))
		}
		return true
	})
}

func stem(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

// foundBeside reports whether a model is opened with a file that describes it, as it
// lies there.
func foundBeside(model, file string) bool {
	manifest := classifier.ManifestPath(model)
	if file == manifest {
		return true
	}
	if _, err := os.Stat(manifest); err == nil || filepath.Dir(file) != filepath.Dir(model) {
		return false
	}
	return slices.ContainsFunc(classifier.LabelsFiles(), func(name string) bool {
		return strings.EqualFold(strings.Replace(name, "NAME", stem(model), 1), filepath.Base(file))
	})
}
