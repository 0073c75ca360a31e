package models

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"foolscope/engine/classifier"
	"foolscope/ui/words"
)

// known is what a manifest says of a model.
type known struct {
	// classes is how many there are, 0 if nothing says so.
	classes int
	// subject says what they are, in English; some are a few of their names.
	subject string
	some    []string
	// width and height are those of the input in pixels, 0 if nothing says so.
	width, height int
	// right is how often the model is right, from 0 to 1; negative if nothing says
	// so.
	right float64
}

// subjects are the texts of what the manifests say that come with the program;
// others speak for themselves.
var subjects = map[string]string{
	"everyday things":       "shelf.knows.everyday_things",
	"road signs and lights": "shelf.knows.road_signs_and_lights",
}

// fewNames is how many names of classes stand for all.
const fewNames = 2

// knownOf reads a manifest, which may be nil.
func knownOf(m *classifier.Manifest) known {
	k := known{right: -1}
	if m == nil {
		return k
	}
	k.subject = m.Knows
	k.classes = max(m.Output.Classes, len(m.Labels))
	for _, label := range m.Labels {
		if label != "" && len(k.some) < fewNames {
			k.some = append(k.some, label)
		}
	}
	k.width, k.height = m.Input.Width, m.Input.Height
	if m.Input.Size > 0 {
		k.width, k.height = m.Input.Size, m.Input.Size
	}
	var measured map[string]struct{ Top1 *float64 }
	if json.Unmarshal(m.Measured, &measured) == nil {
		for _, name := range slices.Sorted(maps.Keys(measured)) {
			if top1 := measured[name].Top1; top1 != nil {
				k.right = *top1
				break
			}
		}
	}
	return k
}

// ofEntry is what the catalogue says of a model.
func ofEntry(manifest json.RawMessage, top1 float64) known {
	m, err := classifier.ParseManifest(manifest)
	if err != nil {
		m = nil
	}
	k := knownOf(m)
	k.right = top1 / 100
	return k
}

// ofFile is what the manifest beside a file says of it.
func ofFile(path string) known {
	m, err := classifier.ReadManifest(path)
	if err != nil {
		m = nil
	}
	return knownOf(m)
}

// says what the model knows: "1,000 everyday things".
func (k known) says() string {
	switch {
	case k.classes == 0:
		return "–"
	case k.subject != "":
		what := k.subject
		if key := subjects[k.subject]; key != "" {
			what = words.Say(key)
		}
		return words.Say("shelf.subject", "n", grouped(k.classes), "what", what)
	case len(k.some) > 0:
		return words.Say("shelf.such_as", "n", grouped(k.classes), "some", strings.Join(k.some, ", "))
	}
	return words.Say("shelf.classes", "n", grouped(k.classes))
}

// input is the size of the pictures that the model takes.
func (k known) input() string {
	switch {
	case k.width == 0:
		return "–"
	case k.width == k.height:
		return strconv.Itoa(k.width)
	}
	return strconv.Itoa(k.width) + " × " + strconv.Itoa(k.height)
}

// accuracy is how often the model is right.
func (k known) accuracy() string {
	if k.right < 0 {
		return "–"
	}
	return words.Decimal(100*k.right, 1) + " %"
}

// grouped writes a number with its thousands apart.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + words.Say("shelf.thousands") + digits[at:]
	}
	return digits
}
