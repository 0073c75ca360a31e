package export

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"foolscope/engine/figure"
	"foolscope/engine/param"
	"foolscope/engine/trial"
	"foolscope/ui/explore/choice"
	"foolscope/ui/explore/control"
)

// swept is a snapshot with a complete sweep.
func swept() control.Snapshot {
	s := control.Snapshot{Result: exported()}
	s.Sweep = &choice.Sweep{Sweep: trial.Sweep{Param: param.Param{Key: "epsilon", Name: "Epsilon", Unit: "/255"}, Max: 2, Done: true, Points: []trial.Point{
		{X: 0, SSIM: 1, Attacked: []float64{0.9, 0.02, 0.08}},
		{X: 2, SSIM: 0.9, Attacked: []float64{0.1, 0.7, 0.2}},
	}}}
	return s
}

func TestPlotAsAPicture(t *testing.T) {
	f, err := Plot(swept(), everything)
	if err != nil || len(f.Panels) != 0 || f.Chart.Axis != "Epsilon (/255)" || !strings.Contains(f.Caption, "my stop.jpg") {
		t.Fatalf("%v; %+v", err, f)
	}
	var names []string
	for _, line := range f.Chart.Lines {
		names = append(names, line.Name)
	}
	// The goal is give way, and a bus is ahead of it at the end.
	if got := strings.Join(names, "; "); got != "stop, attacked; give way, attacked; bus, attacked; SSIM" {
		t.Errorf("lines: %s", got)
	}
	var data bytes.Buffer
	if err := figure.PNG(&data, f); err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(&data); err != nil {
		t.Error(err)
	}
	half := swept()
	half.Sweep.Done = false
	if _, err := Plot(half, everything); err != ErrUnfinished {
		t.Errorf("a plot that grows: %v", err)
	}
}

// What is hidden in the window is not in the figure, and SSIM has the scale of the measures.
func TestFigureHasTheLinesThatAreShown(t *testing.T) {
	s := swept()
	s.Hidden = []string{"clean.attacked"}
	f, err := Plot(s, everything)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range f.Chart.Lines {
		if line.Name == "stop, attacked" {
			t.Error("a hidden line is drawn")
		}
		if line.Unit != (line.Name == "SSIM") {
			t.Errorf("%s is read at the right: %t", line.Name, line.Unit)
		}
	}
}
