package part

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func openDropdown(t *testing.T, labels ...string) (*Dropdown, fyne.Window, *[]int) {
	var chosen []int
	d := NewDropdown(Options(labels...), func(i int) { chosen = append(chosen, i) })
	w := open(t, Column("gap8", d), 300, 500)
	return d, w, &chosen
}

func list(t *testing.T, w fyne.Window) *menu {
	t.Helper()
	f, ok := w.Canvas().Overlays().Top().(*floating)
	if !ok {
		t.Fatalf("no list is open, but %T", w.Canvas().Overlays().Top())
	}
	m := f.content.(*menu)
	if w.Canvas().Focused() != m.focus() {
		t.Fatalf("%T has the focus, not the list", w.Canvas().Focused())
	}
	return m
}

func TestDropdownByPointer(t *testing.T) {
	d, w, chosen := openDropdown(t, "FGSM", "PGD", "MI-FGSM")
	tapAt(d, 10, 10)
	m := list(t, w)
	m.MouseMoved(mouseAt(10, m.rowHeight()*2.5))
	tapAt(m, 10, m.rowHeight()*1.5)
	if d.Selected() != 1 || !slices.Equal(*chosen, []int{1}) || d.label.Text != "PGD" {
		t.Errorf("selected %d, reported %v, shows %q", d.Selected(), *chosen, d.label.Text)
	}
	if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != d {
		t.Error("the list is still open, or the focus is lost")
	}
}

func TestDropdownByKeyboard(t *testing.T) {
	d, w, chosen := openDropdown(t, "FGSM", "PGD", "MI-FGSM")
	w.Canvas().Focus(d)
	press(d, fyne.KeySpace)
	press(list(t, w), fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	press(d, fyne.KeyLeft)
	if want := []int{2, 1}; !slices.Equal(*chosen, want) {
		t.Errorf("reported %v, want %v", *chosen, want)
	}
}

func TestDropdownEscapeChangesNothing(t *testing.T) {
	d, w, chosen := openDropdown(t, "FGSM", "PGD")
	press(d, fyne.KeyReturn)
	press(list(t, w), fyne.KeyDown, fyne.KeyEscape)
	if d.Selected() != 0 || len(*chosen) != 0 || w.Canvas().Overlays().Top() != nil {
		t.Error("Escape chose something or left the list open")
	}
}

func TestDropdownClosesOnClickBeside(t *testing.T) {
	d, w, chosen := openDropdown(t, "FGSM", "PGD")
	tapAt(d, 10, 10)
	f := w.Canvas().Overlays().Top().(*floating)
	tapAt(f, 290, 490)
	if w.Canvas().Overlays().Top() != nil || len(*chosen) != 0 {
		t.Error("a click beside the list did not close it, or chose something")
	}
}

func TestDropdownFirstLetter(t *testing.T) {
	d, w, _ := openDropdown(t, "FGSM", "PGD", "Gaussian noise")
	tapAt(d, 10, 10)
	m := list(t, w)
	write(m, "g")
	press(m, fyne.KeyReturn)
	if d.Selected() != 2 {
		t.Errorf("g chose %d, want 2", d.Selected())
	}
}

func TestActionsDoNotStayChosen(t *testing.T) {
	d, w, chosen := openDropdown(t)
	d.SetOptions([]Option{{Label: "Road signs"}, {Label: "Open a model…", Action: true}}, 0)
	tapAt(d, 10, 10)
	press(list(t, w), fyne.KeyEnd, fyne.KeyReturn)
	if d.Selected() != 0 || !slices.Equal(*chosen, []int{1}) {
		t.Errorf("selected %d, reported %v", d.Selected(), *chosen)
	}
	press(d, fyne.KeyRight)
	if len(*chosen) != 1 {
		t.Error("an arrow key started an action")
	}
}

func manyLabels() []string {
	labels := make([]string, 1000)
	for i := range labels {
		labels[i] = fmt.Sprintf("class %d", i)
	}
	labels[733] = "bald eagle"
	labels[12] = "American eagle owl"
	labels[500] = "beagle"
	return labels
}

func TestThousandLabelsAreSearched(t *testing.T) {
	d, w, _ := openDropdown(t, manyLabels()...)
	tapAt(d, 10, 10)
	m := list(t, w)
	write(m, "eagle")
	// Beginnings of words come before middles of words.
	if want := []int{12, 733, 500}; !slices.Equal(m.found, want) {
		t.Fatalf("found %v, want %v", m.found, want)
	}
	press(m.field, fyne.KeyDown, fyne.KeyReturn)
	if d.Selected() != 733 {
		t.Errorf("chose %d, want 733", d.Selected())
	}
}

func TestSpaceOpensTheListWithoutSearching(t *testing.T) {
	d, w, _ := openDropdown(t, manyLabels()...)
	press(d, fyne.KeySpace)
	m := list(t, w)
	m.TypedRune(' ')
	if m.field.Text != "" || len(m.found) != 1000 {
		t.Errorf("the space that opened the list searches for %q", m.field.Text)
	}
	write(m, "eagle owl")
	if !slices.Equal(m.found, []int{12}) {
		t.Errorf("two words find %v, want 12", m.found)
	}
}

func TestSearchThatFindsNothing(t *testing.T) {
	d, w, chosen := openDropdown(t, manyLabels()...)
	tapAt(d, 10, 10)
	m := list(t, w)
	write(m, "zq")
	press(m.field, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if len(*chosen) != 0 || !m.nothing.Visible() {
		t.Errorf("chose %v out of nothing", *chosen)
	}
	press(m.field, fyne.KeyBackspace, fyne.KeyBackspace)
	if len(m.found) != 1000 || m.nothing.Visible() {
		t.Errorf("%d found after erasing the query", len(m.found))
	}
}

func TestLongListScrolls(t *testing.T) {
	d, w, _ := openDropdown(t, manyLabels()...)
	tapAt(d, 10, 10)
	m := list(t, w)
	press(m, fyne.KeyEnd)
	if m.top != 1000-menuRows || m.rows[menuRows-1].label.Text != "class 999" {
		t.Errorf("End shows from %d, last row %q", m.top, m.rows[menuRows-1].label.Text)
	}
	m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	if m.top != 1000-menuRows-3 || m.mark > m.top+menuRows-1 {
		t.Errorf("the wheel shows from %d with mark %d", m.top, m.mark)
	}
	press(m, fyne.KeyPageUp, fyne.KeyHome)
	if m.top != 0 || m.mark != 0 {
		t.Errorf("Home shows from %d with mark %d", m.top, m.mark)
	}
}

func TestListStaysInTheWindow(t *testing.T) {
	d := NewDropdown(Options(manyLabels()...), nil)
	w := open(t, &fyne.Container{Layout: lowest{}, Objects: []fyne.CanvasObject{d}}, 300, 500)
	tapAt(d, 10, 10)
	f := w.Canvas().Overlays().Top().(*floating)
	if low := f.box.Position().Y; low < 0 || low+f.box.Size().Height > 500 {
		t.Errorf("the list is from %v to %v", low, low+f.box.Size().Height)
	}
}

// lowest puts an object at the lower edge.
type lowest struct{}

func (lowest) Layout(o []fyne.CanvasObject, s fyne.Size) { Put(o[0], 0, s.Height-33, s.Width, 33) }
func (lowest) MinSize([]fyne.CanvasObject) fyne.Size     { return fyne.Size{} }

func BenchmarkSearch(b *testing.B) {
	test.NewTempApp(b)
	m := newMenu(Options(manyLabels()...), 0, nil, nil)
	for b.Loop() {
		m.field.Text = "eag"
		m.find()
	}
}

// Names of two letters leave room for the note beside them, as long ones do.
func TestDropdownHasRoomForItsNote(t *testing.T) {
	for _, label := range []string{"bn", "two", "Road signs", "a name that is longer than many"} {
		d := NewDropdown([]Option{{Label: label, Note: "32 px, 5 classes, preprocessing assumed"}}, nil)
		d.SetPrefix("Model")
		d.SetSelected(0)
		open(t, Column("gap8", d), 300, 500)
		d.Resize(d.MinSize())
		if !d.after.Visible() {
			t.Errorf("the note beside %q is not shown", label)
		}
	}
}
