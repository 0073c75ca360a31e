package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

// pageRows is how often each widget stands on the page that is measured.
const pageRows = 8

// ourPage has pageRows of each widget that Fyne has, too.
func ourPage() fyne.CanvasObject {
	column := Column(look.Gap4)
	for range pageRows {
		column.Objects = append(column.Objects,
			NewButton("Save", nil).Raised(), NewLink("Explain", nil), NewLabel("no change that an eye would see", look.SizeBody, look.ColorText),
			NewDropdown(Options("PGD", "FGSM", "BIM"), nil), NewSegmented(nil, "weak", "typical", "strong"),
			NewRow(param.Param{Name: "Random start", Kind: param.Toggle, Max: 1}, RowEvents{}),
			NewRow(param.Param{Name: "Epsilon", Symbol: "ε", Unit: "/255", Max: 32, Default: 4, Step: 1}, RowEvents{}))
	}
	return column
}

// fynePage has the same of Fyne's, in the same theme.
func fynePage() fyne.CanvasObject {
	column := container.NewVBox()
	for range pageRows {
		segments := widget.NewRadioGroup([]string{"weak", "typical", "strong"}, nil)
		segments.Horizontal = true
		slider := widget.NewSlider(0, 32)
		slider.Value = 4
		column.Objects = append(column.Objects,
			widget.NewButton("Save", nil), widget.NewHyperlink("Explain", nil), widget.NewLabel("no change that an eye would see"),
			widget.NewSelect([]string{"PGD", "FGSM", "BIM"}, nil), segments,
			widget.NewCheck("Random start", nil),
			container.NewVBox(container.NewBorder(nil, nil, widget.NewLabel("Epsilon ε"), widget.NewLabel("4 / 255")), slider))
	}
	return column
}

// drawnObjects counts what a graphics card, or the processor in its place, is
// asked to draw.
func drawnObjects(o fyne.CanvasObject) int {
	if !o.Visible() {
		return 0
	}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		children = o.Objects
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	default:
		return 1
	}
	n := 0
	for _, child := range children {
		n += drawnObjects(child)
	}
	return n
}

// BenchmarkPage lays out and draws a page of our widgets, and one of Fyne's. The
// figures are in the package's documentation.
func BenchmarkPage(b *testing.B) {
	for name, page := range map[string]func() fyne.CanvasObject{"ours": ourPage, "Fyne's": fynePage} {
		b.Run(name, func(b *testing.B) {
			test.NewTempApp(b).Settings().SetTheme(look.Light())
			content := page()
			w := test.NewTempWindow(b, content)
			high := content.MinSize().Height
			for wide := float32(320); b.Loop(); wide = 680 - wide {
				w.Resize(fyne.NewSize(wide, high))
				w.Canvas().Capture()
			}
			b.ReportMetric(float64(drawnObjects(content)), "objects")
			b.ReportMetric(float64(high), "high")
		})
	}
}

// What our widgets are for: fewer objects to draw, on less room.
func TestOurPageIsCompact(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	ours, fynes := ourPage(), fynePage()
	test.NewTempWindow(t, ours)
	test.NewTempWindow(t, fynes)
	if a, b := drawnObjects(ours), drawnObjects(fynes); a >= b {
		t.Errorf("%d objects, Fyne's has %d", a, b)
	}
	if a, b := ours.MinSize().Height, fynes.MinSize().Height; a >= b {
		t.Errorf("%v high, Fyne's is %v", a, b)
	}
}
