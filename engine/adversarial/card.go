package adversarial

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/plain"
)

// finish writes the tables and the card of a making that is done.
func (m Making) finish() error {
	tables := []struct {
		name  string
		head  []string
		cells func(entry) []string
	}{
		{RefusedName, []string{"source", problem}, func(e entry) []string {
			if e[len(columns)] == "" {
				return nil
			}
			return []string{e[sourceColumn], e[len(columns)]}
		}},
		{ManifestName, columns, func(e entry) []string {
			if e[len(columns)] != "" {
				return nil
			}
			return e[:len(columns)]
		}},
	}
	// The manifest comes last: where it is, all is.
	for n, t := range tables {
		if n == len(tables)-1 {
			if err := m.card(); err != nil {
				return err
			}
		}
		if err := disk.Save(m.at(t.name), func(w io.Writer) error {
			out := csv.NewWriter(w)
			if err := out.Write(t.head); err != nil {
				return err
			}
			err := entries(m.at(partName), false, func(e entry) error {
				if cells := t.cells(e); cells != nil {
					return out.Write(cells)
				}
				return nil
			})
			return errors.Join(err, flushed(out))
		}); err != nil {
			return err
		}
	}
	return os.Remove(m.at(partName))
}

// made counts what the tables say.
func (m Making) made() (out Made, err error) {
	err = entries(m.at(ManifestName), true, func(e entry) error { out.count(e); return nil })
	if err != nil {
		return out, err
	}
	err = entries(m.at(RefusedName), true, func(entry) error { out.Refused++; return nil })
	out.Found, out.Written = out.Written, 0
	return out, err
}

func (d *Made) count(e entry) {
	d.Written++
	if e[beforeColumn] == bit(false) {
		d.Open++
		if e[fooledColumn] == bit(true) {
			d.Fooled++
		}
	}
}

// card writes what people must know of the set.
func (m Making) card() error {
	var done Made
	err := entries(m.at(partName), false, func(e entry) error {
		if e[len(columns)] != "" {
			done.Refused++
		} else {
			done.count(e)
		}
		return nil
	})
	if err != nil {
		return err
	}
	size := "the model's input size"
	if m.Own {
		size = "the size of their sources; the attack went through the model's resize"
	}
	licence := m.Licence
	if licence == "" {
		licence = "Nothing is known here of the rights in the source pictures. Attacked pictures are derived from them: whoever passes this set on needs the rights to do so."
	}
	sum := m.ModelSum
	if sum == "" {
		sum = "built into Foolscope"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "# Attacked pictures of %s\n\n", plain.Line(m.Set.Name, 100))
	fmt.Fprintf(&out, "%d pictures, PNG with 8 bits a channel, in a folder a class, at %s.\n", done.Written, size)
	fmt.Fprintf(&out, "%d source pictures could not be attacked; `%s` says why.\n\n## How they were made\n\n", done.Refused, RefusedName)
	fmt.Fprintf(&out, "- Attack: %s (`%s`), %s, seed %d\n", m.Setup.Attack.Name, m.Setup.Attack.Key, m.parameters(), m.Setup.Seed)
	fmt.Fprintf(&out, "- Model: %s, sha256 %s\n", plain.Line(m.ModelName, 100), sum)
	for _, name := range slices.Sorted(maps.Keys(m.Versions)) {
		if m.Versions[name] != "" {
			fmt.Fprintf(&out, "- %s: %s\n", name, plain.Line(m.Versions[name], 100))
		}
	}
	fmt.Fprintf(&out, "\nOf %d pictures that did not fulfil the attack's goal before, %d do as they are in the files.\n", done.Open, done.Fooled)
	fmt.Fprintf(&out, "\n## What is in `%s`\n\nA line a picture: its class, its source and both sums, the model, the attack and its parameters, what the model\n", ManifestName)
	fmt.Fprintf(&out, "says of the source and of the written file, which was opened again for that, and how far the two are from each\nother (SSIM, PSNR, L-infinity in levels, L2 of elements in [0,1], L0 in pixels).\n\n## Licence\n\n%s\n", licence)
	return disk.WriteBytes(m.at(CardName), []byte(out.String()))
}
