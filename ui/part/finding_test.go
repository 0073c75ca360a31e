package part

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestFinding(t *testing.T) {
	found := 0
	f := NewFinding("Least ε that fools", "Find", func() { found++ })
	open(t, f, 231, 19)
	test.Tap(f.link)
	if found != 1 {
		t.Error("the link finds nothing")
	}
	f.Set("3", " / 255", false, "Find")
	fresh := f.valueText.Color
	if f.Text() != "3 / 255" {
		t.Errorf("it says %q", f.Text())
	}
	x := float32(0)
	for _, each := range f.objects {
		if each.Position().X < x {
			t.Errorf("%v is over what is before it, which ends at %v", each.Position(), x)
		}
		x = each.Position().X + each.MinSize().Width
	}
	if x > 231 {
		t.Errorf("it ends at %v of 231", x)
	}
	f.Set("3", " / 255", true, "Find")
	if f.Text() != "(3 / 255)" || f.valueText.Color == fresh || f.valueText.TextStyle.Bold {
		t.Errorf("an old number says %q, and looks like a new one", f.Text())
	}
}
