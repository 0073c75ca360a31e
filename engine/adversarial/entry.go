package adversarial

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"

	"foolscope/engine/metric"
	"foolscope/engine/plain"
	"foolscope/engine/trial"
)

// columns are the keys of the table; the part of a making that is at work has "problem" besides.
var columns = []string{
	"path", "label", "source", "source_sha256", "sha256", "model", "model_sha256", "attack", "parameters", "goal", "seed",
	"clean_class", "clean_label", "clean_confidence", "adversarial_class", "adversarial_label", "adversarial_confidence",
	"fooled_before", "fooled", "ssim", "psnr", "linf_255", "l2", "l0", "gradients", "queries", "remarks",
}

const problem = "problem"

// Places among the columns.
const (
	pathColumn   = 0
	sourceColumn = 2
	beforeColumn = 17
	fooledColumn = 18
)

// entry is a line of the table, with the problem at its end.
type entry []string

// refusal is the entry of a picture that could not be attacked.
func refusal(source string, err error) entry {
	e := make(entry, len(columns)+1)
	e[sourceColumn], e[len(columns)] = plain.Cell(source), plain.Cell(plain.Line(err.Error(), 300))
	return e
}

// told is what an entry says of a picture.
type told struct {
	path, label, source, sourceSum, sum string
	outcome                             *trial.Outcome
	// after, fooled and change are of the picture as it was read back.
	after  trial.Prediction
	fooled bool
	change metric.Comparison
}

func (m Making) entry(t told) (entry, error) {
	goal, err := m.Setup.Goal.MarshalJSON()
	if err != nil {
		return nil, err
	}
	o := t.outcome
	e := entry{
		t.path, t.label, plain.Cell(t.source), t.sourceSum, t.sum, plain.Cell(m.ModelName), m.ModelSum,
		m.Setup.Attack.Key, m.parameters(), strings.Trim(string(goal), `"`), strconv.FormatUint(m.Setup.Seed, 10),
	}
	for _, p := range []trial.Prediction{o.Clean, t.after} {
		e = append(e, strconv.Itoa(p.Class), plain.Cell(m.labelOf(p.Class)), fixed(p.Probability))
	}
	psnr := "inf"
	if !math.IsInf(t.change.PSNR, 1) {
		psnr = fixed(t.change.PSNR)
	}
	return append(e, bit(o.AlreadyFooled), bit(t.fooled), fixed(t.change.SSIM), psnr, strconv.Itoa(t.change.Linf), fixed(t.change.L2),
		strconv.Itoa(t.change.L0), strconv.Itoa(o.Gradients), strconv.Itoa(o.Queries), plain.Sentences(o.Remarks...), ""), nil
}

// parameters writes the attack's values in short: "epsilon=8 steps=10".
func (m Making) parameters() string {
	var out []string
	for _, p := range m.Setup.Attack.Params {
		out = append(out, p.Key+"="+strings.TrimSpace(p.Exact(m.Setup.Values[p.Key])))
	}
	return strings.Join(out, " ")
}

func (m Making) labelOf(class int) string {
	if class >= 0 && class < len(m.Labels) {
		return m.Labels[class]
	}
	return ""
}

func fixed(x float64) string { return strconv.FormatFloat(x, 'f', 6, 64) }

func bit(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// append writes the entry at the end of a part.
func (e entry) append(w io.Writer) error {
	// In one write, so that no more than the last line can be cut.
	var line bytes.Buffer
	out := csv.NewWriter(&line)
	if err := errors.Join(out.Write(e), flushed(out)); err != nil {
		return err
	}
	_, err := w.Write(line.Bytes())
	return err
}

func flushed(w *csv.Writer) error { w.Flush(); return w.Error() }

// openPart opens the table of a making that was stopped, cuts off a line that was not finished, and counts the others.
func openPart(path string) (file *os.File, whole int, err error) {
	if file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644); err != nil {
		return nil, 0, err
	}
	end := int64(0)
	in := csv.NewReader(file)
	in.FieldsPerRecord, in.ReuseRecord = len(columns)+1, true
	for {
		if _, err := in.Read(); err != nil {
			break
		}
		at := in.InputOffset()
		var last [1]byte
		if _, err := file.ReadAt(last[:], at-1); err != nil || last[0] != '\n' {
			break
		}
		end = at
		whole++
	}
	if err := file.Truncate(end); err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	if _, err := file.Seek(end, io.SeekStart); err != nil {
		return nil, 0, errors.Join(err, file.Close())
	}
	return file, whole, nil
}

// entries reads a table, line by line, passing over its head if it has one.
func entries(path string, head bool, each func(entry) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	in := csv.NewReader(file)
	in.ReuseRecord = true
	for first := head; ; first = false {
		line, err := in.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the table cannot be read: %w", err)
		}
		if first {
			continue
		}
		if err := each(line); err != nil {
			return err
		}
	}
}

func lines(list []string) io.Reader { return strings.NewReader(strings.Join(list, "\n")) }
