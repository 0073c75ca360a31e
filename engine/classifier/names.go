package classifier

import (
	"fmt"

	"foolscope/engine/labels"
)

// nameFirstOfTwo gives the first of two classes a name if the manifest has one label for
// one score: it is what the score is for.
func (d *description) nameFirstOfTwo() {
	if only := d.manifest.Labels; len(only) == 1 {
		d.manifest.Labels = []string{"not " + only[0], only[0]}
	}
}

// nameClasses chooses the labels for so many classes: of the manifest, of the
// graph or the metadata of the model's file, of the files beside it. Files that
// do not bear the model's name have to fit exactly, as they may belong to
// another.
func (d *description) nameClasses(out *completed, classes int, inGraph []string) {
	var lists []namedList
	if len(d.manifest.Labels) > 0 {
		from := d.manifestName
		if d.manifest.LabelsFile != "" {
			from = d.manifest.LabelsFile
		}
		lists = append(lists, namedList{d.manifest.list(), from, true})
	}
	if len(inGraph) > 0 {
		lists = append(lists, namedList{labels.InOrder(inGraph), fromModel, true})
	}
	for _, s := range d.others {
		if s.labels != nil {
			l := *s.labels
			l.own = s.from == fromModel
			lists = append(lists, l)
		}
	}
	out.Labels = nil
	var misfits []string
	for _, l := range append(lists, d.lists...) {
		names, note := l.list.Fit(classes)
		if names != nil && (l.own || note == "" || !l.list.Numbered) {
			out.Labels = names
			out.note(Labels, l.from)
			if note != "" {
				out.warnings = append(out.warnings, note)
			}
			return
		}
		if note != "" {
			misfits = append(misfits, fmt.Sprintf("%s (%s)", note[:len(note)-1], l.from)+".")
		}
	}
	if len(misfits) > 0 {
		out.warnings = append(out.warnings, misfits[0])
	}
}
