package part

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"foolscope/engine/param"
	"foolscope/ui/look"
)

// Run with -gallery DIR to look at the widgets: the pictures in DIR show them
// all, arranged as on the Explore screen, with invented figures.
var galleryDir = flag.String("gallery", "", "folder for pictures of all widgets")

func TestGallery(t *testing.T) {
	if *galleryDir == "" {
		t.Skip("no -gallery folder given")
	}
	for _, shot := range []struct {
		name  string
		theme fyne.Theme
		size  fyne.Size
	}{
		{"light", look.Light(), fyne.NewSize(1280, 800)},
		{"dark", look.Dark(), fyne.NewSize(1280, 800)},
		{"small", look.Light(), fyne.NewSize(1024, 700)},
		{"projector", look.Light().Scaled(1.5), fyne.NewSize(1920, 1200)},
	} {
		test.NewTempApp(t).Settings().SetTheme(shot.theme)
		w := test.NewTempWindow(t, gallery())
		w.SetPadded(false)
		w.Resize(shot.size)
		save(t, filepath.Join(*galleryDir, shot.name+".png"), w.Canvas().Capture())
	}
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// scene draws a red disc on a road, good enough to judge corners and colours.
func scene(side int, noise float64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			u, v := float64(x)/float64(side)-0.5, float64(y)/float64(side)-0.42
			c := color.RGBA{120, 170, 220, 255}
			switch {
			case u*u+v*v < 0.05:
				c = color.RGBA{190, 30, 40, 255}
			case v > 0.1:
				c = color.RGBA{90, 90, 95, 255}
			case v > 0:
				c = color.RGBA{40, 110, 50, 255}
			}
			n := noise * math.Sin(float64(x*7919+y*104729))
			c.R, c.G = uint8(min(255, max(0, float64(c.R)+n))), uint8(min(255, max(0, float64(c.G)-n)))
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func curve(points int, f func(x float64) float64) []Point {
	out := make([]Point, points)
	for i := range out {
		x := float64(i) / 2
		out[i] = Point{x, f(x)}
	}
	return out
}

func gallery() fyne.CanvasObject {
	top := NewStrip(Bottom, Inset(look.Gap16, look.Gap8, container.NewBorder(nil, nil,
		container.NewHBox(
			NewLabel("Foolscope", look.SizeTitle, look.ColorText).Bold(), NewLabel("    ", look.SizeBody, look.ColorDim),
			NewTabs(nil, "Explore", "Study", "Models", "Learn")),
		container.NewHBox(galleryModel(), NewButton("Save", nil), NewButton("?", nil)))))
	status := NewStatusLine(func() {})
	status.SetLeft("gradient 6 ms")
	status.SetRight("CPU, 2 threads", "onnxruntime 1.24.3")
	status.SetProgress(0.6, "PGD step 12 of 20")
	view := NewViewport()
	picture := func(m look.Meaning, title, caption string, img *image.RGBA, s Sampling, badge string, below fyne.CanvasObject, verdict *Badge) fyne.CanvasObject {
		v := NewPictureView(view, s)
		v.SetImage(img)
		v.SetBadge(badge)
		p := NewPanel(m, title, PictureColumn(look.Gap8, v, below, verdict))
		p.SetCaption(caption)
		return p
	}
	panels := Columns(look.Gap12,
		picture(look.Original, "Original", "512 × 512", scene(512, 0), Auto, "", galleryBars(look.Original, 0, 98.2, 0.9, 0.4, 0.2, 0.1), NewBadge(look.Original, "98.2 % stop")),
		picture(look.Neutral, "Perturbation", "attacked − original", scene(48, 120), Pixels, "× 12", galleryMetrics(), NewBadge(look.Neutral, "your eye: no change")),
		picture(look.Attacked, "Attacked", "PGD, step 20", scene(48, 9), Auto, "", galleryBars(look.Attacked, 3, 5.6, 1.3, 0.8, 91.2, 0.4), NewBadge(look.Attacked, "Fooled: 91.2 % speed limit 50")),
		picture(look.Defended, "Defended", "JPEG 50", nil, Auto, "", galleryBars(look.Defended, 0, 72.4, 2, 1.1, 22.9, 0.5), NewBadge(look.Defended, "Recovered: 72.4 % stop, and a text that is too long")),
	)
	caption := NewLabel("confidence % (left) and SSIM (right) against epsilon (/255)", look.SizeCaption, look.ColorDim)
	card := NewCard(container.NewBorder(container.NewBorder(nil, nil, NewTabs(nil, "Strength", "Steps", "SSIM map", "Classes"), caption), nil, nil, nil, galleryChart()))
	ground := canvas.NewRectangle(look.Color(theme.Current(), look.ColorGround))
	main := container.NewStack(ground, Inset(look.Gap16, look.Gap16, container.New(&halves{}, panels, card)))
	side := NewStrip(Right, Inset(look.Gap16, look.Gap12, gallerySide()))
	return NewTips(container.NewBorder(top, NewStrip(Top, status), container.New(&sideBar{}, side), nil, main))
}

// halves stacks two objects, two thirds and one third of the height.
type halves struct{}

func (*halves) Layout(o []fyne.CanvasObject, s fyne.Size) {
	upper := max(o[0].MinSize().Height, min(s.Height*0.61, 416))
	Put(o[0], 0, 0, s.Width, upper)
	Put(o[1], 0, upper+12, s.Width, s.Height-upper-12)
}

func (*halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width, o[0].MinSize().Height+o[1].MinSize().Height+12)
}

type sideBar struct{}

func (*sideBar) Layout(o []fyne.CanvasObject, s fyne.Size) { o[0].Resize(s) }
func (*sideBar) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(264, o[0].MinSize().Height)
}

func galleryModel() *Dropdown {
	d := NewDropdown([]Option{{Label: "Road signs", Note: "48 px, 18 classes"}}, nil)
	d.SetPrefix("Model")
	return d
}

func galleryBars(m look.Meaning, strong int, percents ...float64) *Bars {
	names := []string{"stop", "no entry", "give way", "speed limit 50", "priority road"}
	rows := make([]Bar, len(percents))
	for i := range rows {
		rows[i] = Bar{Label: names[i], Percent: percents[i], Strong: i == strong}
	}
	b := NewBars(m, 5)
	b.SetBars(rows)
	return b
}

func galleryMetrics() *Metrics {
	m := NewMetrics(5)
	m.SetMetrics([]Metric{{Name: "Largest change", Value: "4 / 255"}, {Name: "L2 norm", Value: "1.13"},
		{Name: "SSIM", Value: "0.981"}, {Name: "PSNR", Value: "36.2 dB"}, {Name: "Gradients", Value: "20"}})
	return m
}

func galleryChart() *Chart {
	c := NewChart()
	c.SetRange(0, 16)
	c.SetSeries([]Series{
		{Name: "stop, attacked", Meaning: look.Original, Points: curve(33, func(x float64) float64 { return 98 / (1 + math.Exp((x-2.2)*2)) })},
		{Name: "speed limit 50, attacked", Meaning: look.Attacked, Points: curve(33, func(x float64) float64 { return 93 / (1 + math.Exp((2.4-x)*2)) })},
		{Name: "stop, after defence", Meaning: look.Defended, Points: curve(33, func(x float64) float64 { return 96 / (1 + math.Exp((x-5)*0.8)) })},
		{Name: "SSIM", Meaning: look.Neutral, Pattern: Dashes, Points: curve(33, func(x float64) float64 { return 100 - x*x/6 })},
	})
	c.SetMarker(4)
	return c
}

func gallerySide() fyne.CanvasObject {
	thumbs := NewThumbs()
	var pictures []Thumb
	for range 6 {
		pictures = append(pictures, Thumb{Image: scene(128, 0)})
	}
	pictures[5] = Thumb{Err: "not a picture"}
	thumbs.SetThumbs(pictures, 0)
	set := func(r Row, v float64) Row { r.SetValue(v); return r }
	row := func(p param.Param) Row { return NewRow(p, RowEvents{}) }
	off := row(param.Param{Name: "Attack knows the defence", Kind: param.Toggle})
	seed := row(param.Param{Name: "Seed", Kind: param.Integer, Max: 1e9, Step: 1, Default: 1})
	attack := NewDropdown(Options("PGD", "FGSM"), nil)
	defense := NewDropdown(Options("JPEG"), nil)
	preset := NewSegmented(nil, "weak", "typical", "strong")
	preset.SetSelected(1)
	marked := row(param.Param{Name: "Steps", Kind: param.Integer, Min: 1, Max: 100, Default: 20, Step: 1})
	marked.(*numberRow).FocusGained()
	typed := row(param.Param{Name: "Step size", Symbol: "α", Unit: "/255", Max: 8, Default: 1, Step: 0.25}).(*numberRow)
	typed.edit("1.25")
	refused := row(param.Param{Name: "Seed", Kind: param.Integer, Max: 1e9, Step: 1, Default: 1}).(*numberRow)
	refused.edit("12e")
	refused.enter()
	return container.NewVBox(
		NewSection("Pictures", NewLink("Open…", nil)), thumbs,
		NewSection("Attack", NewLink("Explain", nil)),
		Column(look.Gap4, attack,
			set(row(param.Param{Name: "Epsilon", Symbol: "ε", Unit: "/255", Max: 16, Step: 0.5,
				Explanation: "How far any channel of any pixel may move from the original, in steps of 1/255. Below 4 most eyes see no change."}), 4), marked,
			typed, refused,
			row(param.Param{Name: "Goal", Kind: param.Choice, Choices: []string{"anything else", "a class"}}), seed, preset),
		NewSection("Defence", NewLink("Explain", nil)),
		Column(look.Gap4, defense,
			row(param.Param{Name: "Quality", Kind: param.Integer, Min: 1, Max: 100, Default: 50, Step: 1}), off,
			set(row(param.Param{Name: "Random start", Kind: param.Toggle}), 1)),
	)
}
