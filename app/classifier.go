package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"foolscope/engine/aside"
	"foolscope/engine/classifier"
	"foolscope/models"
)

// openClassifier opens an ONNX file, or the model that is built in if path is
// empty. It calls trying, which may be nil, before it tries the file aside.
func openClassifier(ctx context.Context, path string, o classifier.Options, trying func()) (*classifier.Classifier, error) {
	if path == "" {
		return models.OpenDefault(o)
	}
	return aside.Open(ctx, path, o, trying)
}

// findClass reads a class as it is given on the command line: its index, or
// its name if that is the only one of its kind.
func findClass(c *classifier.Classifier, text string) (int, error) {
	classes := c.Info().Classes
	if index, err := strconv.Atoi(text); err == nil {
		if index < 0 || index >= classes {
			return 0, usagef("there is no class %d: %s has the classes 0 to %d", index, c.Info().Title, classes-1)
		}
		return index, nil
	}
	var found []int
	var similar []string
	for class := range classes {
		label := c.Label(class)
		if strings.EqualFold(label, text) {
			found = append(found, class)
		} else if strings.Contains(strings.ToLower(label), strings.ToLower(text)) {
			similar = append(similar, fmt.Sprintf("%q (%d)", shown(label), class))
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return 0, usagef("the classes %v are all called %q: give the number", found, text)
	case len(similar) > 0:
		return 0, usagef("there is no class %q; similar ones are %s", text, strings.Join(similar[:min(3, len(similar))], ", "))
	}
	return 0, usagef("there is no class %q", text)
}
