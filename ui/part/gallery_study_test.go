package part

import (
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

// studyGallery has the widgets of experiments, with invented figures.
func studyGallery() fyne.CanvasObject {
	small := NewPlot(true)
	small.SetTitle("SSIM against epsilon", "mean of both models")
	small.SetScales(PlotScale{To: 16}, PlotScale{From: 0.4, To: 1})
	lines := trendLines()[:3]
	for i := range lines {
		lines[i].Name = []string{"attacked", "after blur", "after JPEG"}[i]
		for k := range lines[i].Points {
			p := &lines[i].Points[k]
			p.Y, p.Low, p.High = 0.6+p.Y/250, 0.6+p.Low/250, 0.6+p.High/250
		}
	}
	small.SetLines(lines)
	small.SetChosen(Spot{"p", 2}, 4)
	tiles := NewTiles(func(i int) Tile {
		return Tile{Image: scene(68, 0), Pair: &TilePair{
			After: scene(68, 60), Sign: Sign(i%5 + 1), Was: "speed limit 30", WasNumber: "99.5",
			Became: "no overtaking by trucks", BecameNumber: "58.3", Meaning: Sign(i%5 + 1).meaning(),
		}}
	})
	tiles.Paired()
	tiles.SetCount(40)
	tiles.SetMark(1)
	chips := NewChips(nil)
	chips.Set([]Chip{{Name: "All", Count: "40"}, {Name: "Fooled", Count: "33", Sign: CrossSign}, {Name: "Still right", Count: "6", Sign: CheckSign},
		{Name: "Recovered", Count: "0", Sign: BackSign, Empty: true}, {Name: "Ruined by the defence", Count: "2", Sign: BreakSign}, {Name: "Wrong before", Count: "1", Sign: BangSign}}, 0)
	matrix := NewMatrix()
	var rows []string
	var cells [][]MatrixCell
	for r := range 5 {
		rows = append(rows, "class "+strconv.Itoa(r))
		cells = append(cells, make([]MatrixCell, 5))
		for c := range 5 {
			n := (r*7+c*3)%9 - 3
			cells[r][c] = MatrixCell{Share: float64(max(0, n)) / 6, Meaning: look.Attacked}
			if n > 0 {
				cells[r][c].Text = strconv.Itoa(n)
			}
		}
	}
	matrix.Set("from", "to", rows, rows, cells)
	matrix.SetChosen(1, 2)
	table := NewTable(TableColumn{"Model", true, 2}, TableColumn{"Defence", true, 2}, TableColumn{"Epsilon", false, 1}, TableColumn{"Right", false, 1})
	var lineup [][]string
	for i := range 20 {
		lineup = append(lineup, []string{"Plain", "JPEG 50", strconv.Itoa(i), strconv.Itoa(100 - 4*i)})
	}
	table.Set(lineup, 3, 2, true)
	tick := NewTick("Plain", nil)
	tick.Set(true)
	run := NewButton("Running, 62 %", nil)
	run.Primary()
	run.SetShare(0.62)
	span := NewSpan()
	span.Set(param.Param{Max: 32, Step: 1}, 0, 16)
	side := Column(look.Gap8, tick, NewTick("Residual", nil),
		NewPhrase("Use {count} of them, {choice}", map[string]fyne.CanvasObject{
			"count": NewAmount(param.Param{Max: 400, Default: 40, Step: 1, Kind: param.Integer}, RowEvents{}), "choice": NewPick(Options("2 of each class"), nil).InText(),
		}), span, NewLineSwatch(Dashes), NewMarkSwatch(look.Defended, Triangle), run)
	return NewCard(Column(look.Gap12,
		&fyne.Container{Layout: fixed{940, 290}, Objects: []fyne.CanvasObject{trendPlot(), small}},
		chips, &fyne.Container{Layout: fixed{960, 228}, Objects: []fyne.CanvasObject{tiles, side}},
		&fyne.Container{Layout: fixed{500, 200}, Objects: []fyne.CanvasObject{matrix, table}}))
}

// fixed gives its first object a width, the second what is left, and both a height.
type fixed struct{ wide, high float32 }

func (f fixed) Layout(o []fyne.CanvasObject, size fyne.Size) {
	Put(o[0], 0, 0, f.wide-12, f.high)
	if f.wide == 940 {
		Put(o[0], 0, 0, 600, f.high)
		Put(o[1], 620, 0, 340, f.high)
		return
	}
	Put(o[1], f.wide+12, 0, size.Width-f.wide-12, f.high)
}

func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(960, f.high) }

func TestStudyGallery(t *testing.T) {
	if *galleryDir == "" {
		t.Skip("no -gallery folder given")
	}
	for name, theme := range map[string]fyne.Theme{"study-light": look.Light(), "study-dark": look.Dark()} {
		test.NewTempApp(t).Settings().SetTheme(theme)
		w := test.NewTempWindow(t, studyGallery())
		w.SetPadded(false)
		w.Resize(fyne.NewSize(1280, 860))
		save(t, filepath.Join(*galleryDir, name+".png"), w.Canvas().Capture())
	}
}
