package explore

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"path/filepath"
	"strings"

	"foolscope/engine/disk"
	"foolscope/engine/figure"
	"foolscope/engine/record"
	"foolscope/ui/explore/control"
	"foolscope/ui/explore/export"
	"foolscope/ui/page"
)

// save saves the attacked picture.
func (s *Screen) save() {
	s.saveAs("Save the attacked picture", "", []string{".png"}, func(paths []string, ended func(error)) { s.c.Save(paths[0], ended) })
}

func (s *Screen) savePerturbation() {
	s.saveAs("Save the perturbation", "-perturbation", []string{".png"}, s.exported(func(paths []string, snap control.Snapshot) (string, error) {
		r := snap.Result
		done := fmt.Sprintf("Saved %s, magnified %d times around mid grey.", filepath.Base(paths[0]), r.Gain)
		return done, writePNG(paths[0], r.Perturbation)
	}))
}

func (s *Screen) saveFigure() {
	s.saveAs("Save the figure", "-figure", figure.Endings, s.exported(func(paths []string, snap control.Snapshot) (string, error) {
		f := export.Figure(snap, s.names.catalog())
		return each(paths, func(path string) error { return figure.Write(path, f) })
	}))
}

func (s *Screen) saveMetrics() {
	s.saveAs("Save the metrics", "-metrics", record.MetricEndings, s.exported(func(paths []string, snap control.Snapshot) (string, error) {
		m := export.Record(snap)
		return each(paths, func(path string) error { return record.WriteMetrics(path, m) })
	}))
}

// saving writes files, and tells how that ended.
type saving func(paths []string, ended func(error))

// exported writes files from the newest result.
func (s *Screen) exported(write func(paths []string, snap control.Snapshot) (done string, err error)) saving {
	return func(paths []string, ended func(error)) {
		s.c.Export(func(snap control.Snapshot) (string, error) { return write(paths, snap) }, ended)
	}
}

// each writes all files and says so.
func each(paths []string, write func(path string) error) (done string, err error) {
	var names []string
	for _, path := range paths {
		if err := write(path); err != nil {
			return "", err
		}
		names = append(names, filepath.Base(path))
	}
	return fmt.Sprintf("Saved %s.", strings.Join(names, ", ")), nil
}

func writePNG(path string, im image.Image) error {
	return disk.Save(path, func(out io.Writer) error { return png.Encode(out, im) })
}

func (s *Screen) saveNumbers() {
	s.saveAs("Save the numbers of the plot", "-plot", []string{".csv"}, s.exported(func(paths []string, snap control.Snapshot) (string, error) {
		text := snap.PlotCSV()
		if text == "" {
			return "", fmt.Errorf("the plot has no numbers yet")
		}
		if err := disk.WriteBytes(paths[0], []byte(text)); err != nil {
			return "", fmt.Errorf("cannot save %s: %s", filepath.Base(paths[0]), disk.Explain(err))
		}
		return fmt.Sprintf("Saved %s.", filepath.Base(paths[0])), nil
	}))
}

func (s *Screen) savePlot() {
	s.saveAs("Save the plot (.png, .svg or .pdf)", "-plot", figure.Endings, s.exported(func(paths []string, snap control.Snapshot) (string, error) {
		f, err := export.Plot(snap, s.names.catalog())
		if err != nil {
			return "", err
		}
		return each(paths, func(path string) error { return figure.Write(path, f) })
	}))
}

// saveAs asks where files about the result are to go, whose names end in suffix.
func (s *Screen) saveAs(title, suffix string, endings []string, write saving) {
	snap := s.notes.snap
	s.window.AskSave(page.Saving{
		Title: title, Name: snap.SaveStem() + suffix, Endings: endings,
		Models: []string{snap.Settings.Model, snap.Settings.Compare.Model}, Write: write,
	})
}
