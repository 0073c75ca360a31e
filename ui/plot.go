package ui

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"path/filepath"

	"foolscope/engine/disk"
	"foolscope/engine/figure"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
	"foolscope/ui/story"
)

// plotEndings are those of the files that the picture of a plot can go into.
var plotEndings = figure.Endings

// copyPlot puts the numbers of the plot on the clipboard, to be pasted into a
// spreadsheet.
func (w *mainWindow) copyPlot() {
	text := w.snap.PlotCSV()
	if text == "" {
		w.session.Complain("The plot has no numbers to copy yet.")
		return
	}
	w.app.Clipboard().SetContent(text)
	w.session.Tell("Copied the numbers of the plot: paste them into a spreadsheet.")
}

func (w *mainWindow) saveNumbers() {
	w.saveAs("Save the numbers of the plot", "-plot", []string{".csv"}, w.exported(func(paths []string, s control.Snapshot) (string, error) {
		text := s.PlotCSV()
		if text == "" {
			return "", fmt.Errorf("the plot has no numbers yet")
		}
		if err := disk.WriteBytes(paths[0], []byte(text)); err != nil {
			return "", fmt.Errorf("cannot save %s: %s", filepath.Base(paths[0]), disk.Explain(err))
		}
		return fmt.Sprintf("Saved %s.", filepath.Base(paths[0])), nil
	}))
}

// errUnfinished says that a plot still grows.
var errUnfinished = errors.New("the plot is not complete yet")

// plotFigure is a figure of the plot alone.
func (w *mainWindow) plotFigure(s control.Snapshot) (figure.Figure, error) {
	c := plotted(s)
	if c == nil {
		return figure.Figure{}, errUnfinished
	}
	f := w.figure(s)
	f.Panels, f.Chart = nil, c
	return f, nil
}

// copyPlotPicture puts a picture of the plot on the clipboard.
func (w *mainWindow) copyPlotPicture() {
	w.controller.Export(func(s control.Snapshot) (string, error) {
		f, err := w.plotFigure(s)
		if err != nil {
			return "", err
		}
		var data bytes.Buffer
		if err := figure.PNG(&data, f); err != nil {
			return "", err
		}
		return w.putPicture("the picture of the plot", s.SaveStem()+"-plot.png", data.Bytes())
	}, nil)
}

func (w *mainWindow) savePlot() {
	w.saveAs("Save the plot (.png, .svg or .pdf)", "-plot", plotEndings, w.exported(func(paths []string, s control.Snapshot) (string, error) {
		f, err := w.plotFigure(s)
		if err != nil {
			return "", err
		}
		return each(paths, func(path string) error { return figure.Write(path, f) })
	}))
}

// plotted is the plot of the page that is chosen, nil unless it is complete.
func plotted(s control.Snapshot) *figure.Chart {
	t := s.Trace()
	if s.Settings.Plot.Page == choice.StrengthPage {
		return chart(s)
	}
	if t == nil || !s.Current() {
		return nil
	}
	lines, title := s.StepLines(), "Confidence in %; loss and norms in % of their largest, step by step"
	if s.Settings.Plot.Page == choice.ClassesPage {
		lines, title = s.ClassLines(), "Confidence in % of the classes, step by step"
	}
	out := &figure.Chart{Title: title, Axis: "Step", Max: float64(t.Total), Chosen: math.NaN()}
	for _, line := range lines {
		out.Lines = append(out.Lines, figureLine(line.Series))
	}
	return out
}

// figureLine is a line of a plot as a figure has it.
func figureLine(of story.Series) figure.Line {
	roles := map[story.Role]figure.Role{
		story.RoleOriginal: figure.Original, story.RoleAttacked: figure.Attacked, story.RoleDefended: figure.Defended,
	}
	name := of.Name
	for _, other := range of.Names {
		if other != name {
			// On paper nobody can point at a line to ask.
			name = "strongest wrong class, at last " + name
			break
		}
	}
	return figure.Line{Name: name, Role: roles[of.Role], X: of.X, Y: of.Y}
}
