package words_test

import (
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"foolscope/ui/look"
	"foolscope/ui/part"
	"foolscope/ui/words"
)

// Run with -gallery DIR to look at all cards: the pictures in DIR show them in
// every language and in both themes.
var galleryDir = flag.String("gallery", "", "folder for pictures of all cards")

// across is how many cards stand side by side.
const across = 5

func TestGallery(t *testing.T) {
	if *galleryDir == "" {
		t.Skip("no -gallery folder given")
	}
	for _, l := range words.Languages() {
		for name, theme := range map[string]fyne.Theme{"light": look.Light(), "dark": look.Dark()} {
			t.Run(l.Code+" "+name, func(t *testing.T) {
				test.NewTempApp(t).Settings().SetTheme(theme)
				words.Use(l.Code)
				drawCards(t, l.Code, filepath.Join(*galleryDir, "cards-"+l.Code+"-"+name+".png"))
			})
		}
	}
}

// drawCards writes a picture of all cards.
func drawCards(t *testing.T, code, path string) {
	columns := make([]*fyne.Container, across)
	row := container.NewHBox()
	for i := range columns {
		columns[i] = part.Column(look.Gap16)
		row.Add(part.Inset(look.Gap16, look.Gap16, columns[i]))
	}
	numbers := map[string]string{"epsilon": "4", "epsilon_share": "0.0157", "steps": "10", "step": "0.25", "ssim": "0.931"}
	count := 0
	for _, key := range words.Keys(code) {
		if key, ok := strings.CutSuffix(key, ".words"); ok {
			columns[count%across].Add(part.NewNoteCard(part.NoteOf(key, numbers, key)))
			count++
		}
	}
	ground := canvas.NewRectangle(look.Color(fyne.CurrentApp().Settings().Theme(), look.ColorPanel))
	w := test.NewTempWindow(t, container.NewStack(ground, row))
	w.Resize(row.MinSize())
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
