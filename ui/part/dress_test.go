package part

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"foolscope/ui/look"
)

// counted counts how often it is refreshed.
type counted struct {
	widget.BaseWidget
	refreshed int
}

func (c *counted) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(nil))
}

func (c *counted) Refresh() { c.refreshed++ }

func TestAThemeRefreshesEachWidgetOnce(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	c := &counted{}
	c.ExtendBaseWidget(c)
	label := NewLabel("stop", look.SizeBody, look.ColorText)
	tips := NewTips(container.NewStack(container.NewStack(NewStrip(Top, container.NewStack(label, c)))))
	w := test.NewTempWindow(t, tips)
	w.Resize(fyne.NewSize(200, 100))
	before := label.MinSize()
	c.refreshed = 0
	tips.SetTheme(look.Light().Scaled(2))
	if c.refreshed != 1 {
		t.Errorf("within three containers a widget was refreshed %d times", c.refreshed)
	}
	if after := label.MinSize(); after.Height != 2*before.Height {
		t.Errorf("at twice the size a label is %g high, before it was %g", after.Height, before.Height)
	}
}

func TestWhatIsHiddenIsDressedWhenItIsShown(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Light())
	c := &counted{}
	c.ExtendBaseWidget(c)
	strip := NewStrip(Top, container.NewStack(c))
	tips := NewTips(container.NewStack(strip))
	test.NewTempWindow(t, tips).Resize(fyne.NewSize(200, 100))
	strip.Hide()
	c.refreshed = 0
	tips.SetTheme(look.Light().Scaled(2))
	if c.refreshed != 0 {
		t.Errorf("within a hidden widget another was refreshed %d times", c.refreshed)
	}
	strip.Show()
	if c.refreshed != 1 {
		t.Errorf("when it was shown, what is within was refreshed %d times, want once", c.refreshed)
	}
}
