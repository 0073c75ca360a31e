package curate

import (
	"context"
	"maps"
	"slices"
	"strings"

	"foolscope/engine/dataset"
	"foolscope/engine/disk"
)

// noContext is for sums of what is in memory.
var noContext = context.Background()

// SetLabel says by hand which label of a model a class of the set has, -1 for none. It holds
// for all models with the same labels. It panics if there is no such class or label.
func (d *Decisions) SetLabel(class, label int, labels []string) {
	name := ""
	if label != dataset.Unknown {
		name = labels[label]
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	of := fingerprint(labels)
	d.label(of, d.set.Classes[class], name)
	d.journal.add(line{Do: doLabel, Class: d.set.Classes[class], Label: name, Of: of})
}

// label is SetLabel by names. The lock is held.
func (d *Decisions) label(of, class, label string) {
	if d.labels[of] == nil {
		d.labels[of] = map[string]string{}
	}
	d.labels[of][class] = label
}

// Mapping is dataset.Map with what was said by hand.
func (d *Decisions) Mapping(labels, synsets []string) dataset.Mapping {
	m := dataset.Map(d.set, labels, synsets)
	d.mu.Lock()
	said := maps.Clone(d.labels[fingerprint(labels)])
	d.mu.Unlock()
	for class, name := range d.set.Classes {
		label, there := said[name]
		if !there {
			continue
		}
		if i := slices.Index(labels, label); i >= 0 || label == "" {
			m.Set(class, i)
		}
	}
	return m
}

// fingerprint tells lists of labels apart.
func fingerprint(labels []string) string {
	sum, _ := disk.Sum(noContext, strings.NewReader(strings.Join(labels, "\n")))
	return sum[:12]
}
