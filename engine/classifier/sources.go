package classifier

import (
	"cmp"
	"slices"
	"strings"
)

// Source says where a property of a classifier was read.
type Source struct {
	// What is the property: one of the constants below.
	What string `json:"what"`
	// From is the name of a file, "the model's file", or "assumed".
	From string `json:"from"`
}

// What can be said of a classifier.
const (
	InputSize    = "input size"
	InputLayout  = "layout"
	ChannelOrder = "channel order"
	MeanAndStd   = "mean and std"
	CropAndSize  = "crop"
	Labels       = "labels"
)

// Where properties come from, beside names of files.
const (
	fromModel = "the model's file"
	Assumed   = "assumed"
)

// Assumptions lists what nothing says and had to be assumed.
func (i Info) Assumptions() (what []string) {
	for _, s := range i.Sources {
		if s.From == Assumed {
			what = append(what, s.What)
		}
	}
	return what
}

// ByPlace says of each place what was read there, the most credible first:
// "model.json: mean and std, labels".
func ByPlace(sources []Source) []string {
	var places []string
	what := map[string][]string{}
	for _, s := range sources {
		if what[s.From] == nil {
			places = append(places, s.From)
		}
		what[s.From] = append(what[s.From], s.What)
	}
	// What is assumed stands last, where it is seen.
	slices.SortStableFunc(places, func(a, b string) int {
		return cmp.Compare(bit(a == Assumed), bit(b == Assumed))
	})
	for i, place := range places {
		places[i] = place + ": " + strings.Join(what[place], ", ")
	}
	return places
}

func bit(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Source says where a property was read, "" if it is not known.
func (i Info) Source(what string) string {
	for _, s := range i.Sources {
		if s.What == what {
			return s.From
		}
	}
	return ""
}

// A statement is what one place says of a model. Zero values stand for what it
// leaves open.
type statement struct {
	from  string
	input Input
	// preprocessing leaves mean and std open together, and crop and short side.
	preprocessing Preprocessing
	// kind is that of the output, as in a manifest.
	kind     string
	labels   *namedList
	warnings []string
}

// description is all that is said of a model, the most credible first: by the
// manifest, by the model's file, by the files beside it.
type description struct {
	manifest Manifest
	// manifestName is that of the manifest's file, for people.
	manifestName string
	others       []statement
	// lists are those of labels that lie beside the model. They are only taken if
	// they fit.
	lists    []namedList
	warnings []string
}

// first finds the first place that says something, after the manifest.
func (d *description) first(says func(statement) bool) *statement {
	for i := range d.others {
		if says(d.others[i]) {
			return &d.others[i]
		}
	}
	return nil
}
