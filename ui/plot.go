package ui

import (
	"bytes"
	"fmt"
	"path/filepath"

	"foolscope/engine/disk"
	"foolscope/engine/figure"
	"foolscope/ui/explore/control"
	"foolscope/ui/explore/export"
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

// copyPlotPicture puts a picture of the plot on the clipboard.
func (w *mainWindow) copyPlotPicture() {
	w.controller.Export(func(s control.Snapshot) (string, error) {
		f, err := export.Plot(s, w.catalog())
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
		f, err := export.Plot(s, w.catalog())
		if err != nil {
			return "", err
		}
		return each(paths, func(path string) error { return figure.Write(path, f) })
	}))
}
